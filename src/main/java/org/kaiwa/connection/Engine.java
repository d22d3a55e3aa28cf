package org.kaiwa.connection;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.kaiwa.room.Rooms;

/** Offers the numbers of the engine to JMX, as {@code org.kaiwa:type=Engine,context="/"}. */
@ApplicationScoped
public class Engine {

    private static final Logger LOG = Logger.getLogger(Engine.class.getName());

    @Inject
    private Rooms rooms;

    @Inject
    private Connections connections;

    @Inject
    private Counters counters;

    /** Where it is registered; null: nowhere. */
    private ObjectName name;

    /** Made by the container. */
    public Engine() {}

    /** Registers the bean. A server that allows no such thing costs the numbers and nothing else. */
    void register(@Observes @Initialized(ApplicationScoped.class) Object started) {
        String context = started instanceof ServletContext servlets ? servlets.getContextPath() : "";
        try {
            ObjectName here = new ObjectName("org.kaiwa:type=Engine,context=" + ObjectName.quote(context + "/"));
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new StandardMBean(new Numbers(), EngineMXBean.class, true), here);
            name = here;
        } catch (JMException | SecurityException notAllowed) {
            LOG.log(Level.WARNING, "The engine's numbers are not to be had through JMX", notAllowed);
        }
    }

    /** Takes the bean away, so that nothing of the application stays behind in the server. */
    @PreDestroy
    void unregister() {
        if (name != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException | SecurityException notAllowed) {
                LOG.log(Level.WARNING, "The engine's numbers could not be taken from JMX", notAllowed);
            }
        }
    }

    /** JMX calls from threads of its own, and the proxies of CDI find their application by the thread's class loader. */
    private static <T> T inApplication(Supplier<T> number) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Engine.class.getClassLoader());
        try {
            return number.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private final class Numbers implements EngineMXBean {

        @Override
        public int getConnections() {
            return inApplication(() -> connections.count());
        }

        @Override
        public int getRooms() {
            return inApplication(() -> rooms.count());
        }

        @Override
        public int getMembers() {
            return inApplication(() -> rooms.statistics().members());
        }

        @Override
        public long getLagMedian() {
            return inApplication(() -> rooms.statistics().lagMedian());
        }

        @Override
        public long getLag99() {
            return inApplication(() -> rooms.statistics().lag99());
        }

        @Override
        public long getLagMax() {
            return inApplication(() -> rooms.statistics().lagMax());
        }

        @Override
        public long getDeliveries() {
            return inApplication(() -> counters.deliveries());
        }

        @Override
        public long getBytes() {
            return inApplication(() -> counters.bytes());
        }

        @Override
        public long getWrites() {
            return inApplication(() -> counters.writes());
        }

        @Override
        public Map<String, Long> getRefusals() {
            return inApplication(() -> counters.refusals());
        }

        @Override
        public Map<String, Long> getCloses() {
            return inApplication(() -> counters.closes());
        }

        @Override
        public long getDroppedNotices() {
            return inApplication(() -> counters.droppedNotices());
        }

        @Override
        public long getStaleAnswers() {
            return inApplication(() -> counters.staleAnswers());
        }
    }
}
