package org.kaiwa.connection;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings;
import org.kaiwa.identity.SignIn;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.FrameDecoder;
import org.kaiwa.room.Rooms;

/**
 * All open connections, and their heartbeat: one task for all of them, whatever their number.
 *
 * <p>In each interval the task runs {@link #BEATS} times and pings those whose last ping, or whose coming, is an interval ago. So the pings keep the
 * distance in which the clients came, and nobody is pinged who has only just come.
 */
@ApplicationScoped
public class Connections {

    /** How often the heartbeat runs in one interval. */
    static final int BEATS = 100;

    private static final int SHORTEST_BEAT_MILLIS = 10;

    /** How long a client may take to read what is left and the close frame before the line is cut (RFC 6455 §7.1.1). */
    static final Duration LINGER = Duration.ofSeconds(30);

    /** How long those may take that have still to be told that the server stops, where a container waits for them. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** How many bytes of pongs may wait for a client that does not take them: five hundred of the largest. */
    private static final int MAX_UNREAD_ANSWERS = 65_536;

    private static final Logger LOG = Logger.getLogger(Connections.class.getName());

    /**
     * In the order in which their pings are due: the interval is the same for all, so whoever has just come or been pinged is the last. Guarded by itself.
     */
    private final Set<Connection> open = new LinkedHashSet<>();

    /** Connections that we have closed, the first to be cut first. */
    private final Queue<Lingering> lingering = new ConcurrentLinkedQueue<>();

    /** Of connections that are gone, and with which the container is not done. */
    private final Queue<UpgradedRequest> leaving = new ConcurrentLinkedQueue<>();

    @Inject
    private Rooms rooms;

    @Inject
    private Counters counters;

    @Inject
    private Settings settings;

    @Inject
    private Wire wire;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ManagedThreadFactory threads;

    private WaitingCalls calls;

    private Future<?> heartbeat;

    private LibertyExit exit;

    /** Set when the application stops: who connects from then on is sent away at once, with this code. */
    private volatile CloseCode goodbye;

    /** Made by the container. */
    public Connections() {}

    /**
     * Starts the heartbeat.
     *
     * @param started the start of the application
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        // Few at a time: who talks meanwhile would wait for a thousand pings, and for their pongs.
        long period =
                Math.max(SHORTEST_BEAT_MILLIS, settings.heartbeatInterval().toMillis() / BEATS);
        heartbeat = scheduler.scheduleAtFixedRate(this::beat, period, period, TimeUnit.MILLISECONDS);
        calls = new WaitingCalls(threads);
        exit = LibertyExit.hear(() -> sendAway(CloseCode.GOING_AWAY));
    }

    /** Closes every connection and stops the heartbeat. */
    @PreDestroy
    void stop() {
        if (heartbeat != null) {
            heartbeat.cancel(false);
            exit.forget();
        }
        sendAway();
        if (calls != null) {
            calls.end();
        }
    }

    /** Closes every connection, and whatever comes from now on, and says why. Any thread, and again. */
    void sendAway() {
        sendAway(doesServerStop() ? CloseCode.GOING_AWAY : CloseCode.RESTARTING);
    }

    private void sendAway(CloseCode code) {
        if (goodbye == null) {
            goodbye = code;
        }
        rooms.stop();
        List<Connection> all;
        synchronized (open) {
            all = List.copyOf(open);
        }
        all.forEach(connection -> connection.close(code));
        if (calls != null) {
            calls.settle(FAREWELL);
        }
        all.forEach(this::letGo);
        leaving.removeIf(UpgradedRequest::letGo);
    }

    /** Whether the process ends, or it is only the application that is taken away, to come again for the most part. */
    private static boolean doesServerStop() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException ending) {
            return true; // which is how the JVM says it
        }
    }

    /**
     * Takes up a connection.
     *
     * @param session the container's side of it
     * @return ours
     */
    Connection open(Session session) {
        if (session.getMaxIdleTimeout() != 0) {
            // The heartbeat finds out who is gone, and an idle reader is no fault.
            session.setMaxIdleTimeout(0);
        }
        session.setMaxTextMessageBufferSize(FrameDecoder.MAX_MESSAGE_BYTES);
        Optional<TyrusSocket> tyrus = TyrusSocket.of(session);
        Optional<GrizzlyConnection> grizzly = tyrus.flatMap(TyrusSocket::connection);
        LineTap tap =
                new LineTap(new Line(Handshakes.of(session), session.getNegotiatedSubprotocol()), wire.taps(), tyrus);
        Sender sender = grizzly.<Sender>map(below -> new TappedSender(new GrizzlySender(session, below), tap))
                .orElseGet(() -> standard(session, tyrus.isPresent() ? Optional.empty() : Optional.of(tap)));
        SerialOutlet outlet = new SerialOutlet(sender, counters.itself(), code -> {
            counters.closed(code);
            grizzly.ifPresent(this::linger);
        });
        RateLimit limit = new RateLimit(settings.rateMessages(), settings.rateBurst(), System::nanoTime);
        boolean nativeAgreed = Dialect.NATIVE_SUBPROTOCOL.equals(session.getNegotiatedSubprotocol());
        Optional<SignIn> signIn =
                session.getUserPrincipal() instanceof SignIn whose ? Optional.of(whose) : Optional.empty();
        Connection connection =
                new Connection(rooms, outlet, counters, nativeAgreed, System.nanoTime(), limit, tyrus, signIn, tap);
        synchronized (open) {
            open.add(connection);
        }
        tap.begin();
        grizzly.ifPresent(below -> tyrus.orElseThrow().whenHeard(() -> {
            connection.heard();
            if (below.unreadAnswers() > MAX_UNREAD_ANSWERS) {
                connection.close(CloseCode.TOO_SLOW);
                below.terminate();
            }
        }));
        CloseCode leaving = goodbye;
        if (leaving != null) {
            connection.close(leaving);
        } else if (signIn.isEmpty() && settings.signOn().mode() != SignOnSettings.Mode.GUEST) {
            // The handshake should have been refused; whatever the reason that it was not, nobody gets in by it.
            connection.close(CloseCode.NOT_SIGNED_IN);
        } else {
            connection.watch();
        }
        return connection;
    }

    /**
     * By the standard API, or the part of Open Liberty below it. What goes out by the standard API Tyrus is heard to send; of other containers it is told where it is given to
     * them. Theirs may wait for the client, too.
     */
    private Sender standard(Session session, Optional<LineTap> tap) {
        Sender sender = LibertyConnection.of(session, calls.sends())
                .<Sender>map(below -> new LibertySender(session, below))
                .orElseGet(() -> new StandardSender(session));
        return tap.<Sender>map(listener -> new PatientSender(new TappedSender(sender, listener), calls))
                .orElse(sender);
    }

    int count() {
        synchronized (open) {
            return open.size();
        }
    }

    /**
     * Lets go of a connection that is gone.
     *
     * @param connection which; null if it never came to be
     * @param reason why, as the container sees it
     */
    void closed(Connection connection, CloseReason reason) {
        boolean known;
        synchronized (open) {
            known = open.remove(connection);
        }
        if (known) {
            connection.ended(reason);
            letGo(connection);
        }
    }

    private void letGo(Connection connection) {
        connection.request().filter(request -> !request.letGo()).ifPresent(leaving::add);
    }

    /**
     * Takes note of a failure, a line that broke for the most part.
     *
     * @param connection on which; null if it never came to be
     * @param failure what
     */
    void failed(Connection connection, Throwable failure) {
        LOG.log(Level.FINE, "A connection failed", failure);
    }

    /** Gives a client that has been sent a close frame some time to take it. */
    private void linger(GrizzlyConnection connection) {
        lingering.add(new Lingering(connection, System.nanoTime() + LINGER.toNanos()));
    }

    private void endLingering() {
        long now = System.nanoTime();
        for (Lingering first = lingering.peek();
                first != null && now - first.deadline() >= 0;
                first = lingering.peek()) {
            lingering.remove(first);
            first.connection().terminate();
        }
    }

    private record Lingering(GrizzlyConnection connection, long deadline) {}

    private void beat() {
        try {
            endLingering();
            leaving.removeIf(UpgradedRequest::letGo);
        } catch (RuntimeException failure) {
            // Thrown on, it would end the heartbeat of everybody.
            LOG.log(Level.WARNING, "A connection could not be cut", failure);
        }
        long now = System.nanoTime();
        // The nearest beat to the interval, which for most falls between two.
        long interval = settings.heartbeatInterval().toNanos() * (2 * BEATS - 1) / (2 * BEATS);
        for (Connection due = nextDue(now, interval); due != null; due = nextDue(now, interval)) {
            try {
                due.beat(now);
            } catch (RuntimeException failure) {
                LOG.log(Level.WARNING, "A heartbeat failed; the others go on", failure);
            }
        }
    }

    /** Takes the first whose ping is due, and puts it behind all others. */
    private Connection nextDue(long now, long interval) {
        synchronized (open) {
            Iterator<Connection> first = open.iterator();
            if (!first.hasNext()) {
                return null;
            }
            Connection connection = first.next();
            if (!connection.isDue(now, interval)) {
                return null;
            }
            first.remove();
            open.add(connection);
            return connection;
        }
    }
}
