package org.kaiwa.signon;

/** An answer with an error in it (RFC 6749 §5.2). */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    /**
     * Makes one.
     *
     * @param error its code
     * @param message why, for whoever reads the log of a test
     */
    Refusal(int status, String error, String message) {
        super(message);
        this.status = status;
        this.error = error;
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    /** Refuses unless something holds. */
    static void unless(boolean holds, String error, String message) throws Refusal {
        if (!holds) {
            throw new Refusal(400, error, message);
        }
    }
}
