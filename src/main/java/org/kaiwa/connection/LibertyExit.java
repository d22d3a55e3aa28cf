package org.kaiwa.connection;

/**
 * Tells that an Open Liberty has been told to end, by a signal. It cuts all connections first and stops the applications then, so that these would have nobody left to say goodbye to.
 *
 * <p>On other servers nothing is done, nor where Liberty is stopped by its command ({@code server stop}): of that no application hears in time.
 */
final class LibertyExit {

    /** Liberty sets it for itself. */
    private static final String LIBERTY = "wlp.server.name";

    private final Thread hook;

    private LibertyExit(Thread hook) {
        this.hook = hook;
    }

    /**
     * Has something done then.
     *
     * @param goodbye run by a thread of the JVM, while the server begins to stop
     */
    static LibertyExit hear(Runnable goodbye) {
        if (System.getProperty(LIBERTY) == null) {
            return new LibertyExit(null);
        }
        Thread hook = new Thread(goodbye, "kaiwa-goodbye");
        // What it calls belongs to the application, and so does its thread.
        hook.setContextClassLoader(LibertyExit.class.getClassLoader());
        Runtime.getRuntime().addShutdownHook(hook);
        return new LibertyExit(hook);
    }

    /** The application is taken away: nothing of it stays behind in the server. */
    void forget() {
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // Too late: it runs, or has run.
            }
        }
    }
}
