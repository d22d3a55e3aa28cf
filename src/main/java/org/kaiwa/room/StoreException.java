package org.kaiwa.room;

/** The store is away, full or broken. What was asked of it may be asked again. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure of the store.
     *
     * @param message what could not be done
     * @param cause why
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
