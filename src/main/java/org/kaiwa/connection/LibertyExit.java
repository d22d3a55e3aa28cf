package org.kaiwa.connection;

/**
 * Tells that an Open Liberty has been told to end, by a signal or by its command. It cuts all connections first and stops the applications then, so that these would have nobody left to
 * say goodbye to. On other servers nothing is done.
 */
final class LibertyExit {

    /** Liberty sets it for itself. */
    private static final String LIBERTY = "wlp.server.name";

    private final Thread hook;

    /** Null: of that it does not tell. */
    private final LibertyStop command;

    private LibertyExit(Thread hook, LibertyStop command) {
        this.hook = hook;
        this.command = command;
    }

    /**
     * Has something done then.
     *
     * @param goodbye run by a thread of the JVM, while the server begins to stop; or by two, where a signal comes
     */
    static LibertyExit hear(Runnable goodbye) {
        if (System.getProperty(LIBERTY) == null) {
            return new LibertyExit(null, null);
        }
        Thread hook = new Thread(goodbye, "kaiwa-goodbye");
        // What it calls belongs to the application, and so does its thread.
        hook.setContextClassLoader(LibertyExit.class.getClassLoader());
        Runtime.getRuntime().addShutdownHook(hook);
        return new LibertyExit(hook, LibertyStop.hear(goodbye));
    }

    /** The application is taken away: nothing of it stays behind in the server. */
    void forget() {
        if (hook != null) {
            if (command != null) {
                command.forget();
            }
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // Too late: it runs, or has run.
            }
        }
    }
}
