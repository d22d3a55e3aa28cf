package org.kaiwa.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells that an Open Liberty begins to stop, be it by its command ({@code server stop}): by OSGi, whose framework says so to synchronous listeners, one after the other. By one of them Liberty
 * cuts the connections; this one belongs to the framework's own bundle, whose listeners are the first to be told.
 *
 * <p>By reflection, so that the WAR needs none of it. Where it is made otherwise, nothing is told.
 */
final class LibertyStop {

    /** {@code BundleEvent.STOPPING}. */
    private static final int STOPPING = 0x100;

    /** Of the framework's own bundle. */
    private static final long SYSTEM = 0;

    private static final Logger LOG = Logger.getLogger(LibertyStop.class.getName());

    private final ClassLoader osgi;
    private final Object context;
    private final Object listener;

    private LibertyStop(Runnable goodbye) throws ReflectiveOperationException {
        // The application's class loader is an object of Liberty's, and its class one of a bundle.
        Object bundleLoader = LibertyStop.class.getClassLoader().getClass().getClassLoader();
        osgi = bundleLoader.getClass().getClassLoader();
        Object bundle = call("BundleReference", "getBundle", bundleLoader);
        Object ours = call("Bundle", "getBundleContext", bundle);
        Object system = type("BundleContext").getMethod("getBundle", long.class).invoke(ours, SYSTEM);
        context = call("Bundle", "getBundleContext", system);
        listener = Proxy.newProxyInstance(osgi, new Class<?>[] {type("SynchronousBundleListener")}, handler(goodbye));
        give("addBundleListener");
    }

    /**
     * Has something done then.
     *
     * @param goodbye run by the thread that stops Liberty, which goes on when it is done
     * @return to have it forgotten; null if Liberty does not tell
     */
    static LibertyStop hear(Runnable goodbye) {
        try {
            return new LibertyStop(goodbye);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError otherwise) {
            LOG.log(Level.FINE, "It cannot be heard that this Liberty is stopped by its command", otherwise);
            return null;
        }
    }

    private InvocationHandler handler(Runnable goodbye) {
        return (proxy, method, given) -> switch (method.getName()) {
            case "bundleChanged" -> {
                if (isStop(given[0])) {
                    goodbye.run();
                }
                yield null;
            }
            case "equals" -> proxy == given[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> LibertyStop.class.getName();
        };
    }

    private boolean isStop(Object event) throws ReflectiveOperationException {
        return call("BundleEvent", "getType", event).equals(STOPPING)
                && call("Bundle", "getBundleId", call("BundleEvent", "getBundle", event))
                        .equals(SYSTEM);
    }

    /** The application is taken away: nothing of it stays behind in the server. */
    void forget() {
        try {
            give("removeBundleListener");
        } catch (ReflectiveOperationException ended) {
            LOG.log(Level.FINE, "Liberty has ended before", ended);
        }
    }

    private void give(String method) throws ReflectiveOperationException {
        Method taking = type("BundleContext").getMethod(method, type("BundleListener"));
        taking.invoke(context, listener);
    }

    private Object call(String type, String method, Object on) throws ReflectiveOperationException {
        return type(type).getMethod(method).invoke(on);
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("org.osgi.framework." + name, false, osgi);
    }
}
