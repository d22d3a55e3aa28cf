package org.kaiwa.identity;

/** The directory of the users is away or broken. What was asked of it may be asked again. */
public final class DirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure of the directory.
     *
     * @param message what could not be done
     * @param cause why
     */
    public DirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
