package org.kaiwa.store;

/** The database cannot be opened. The message is one line, made for the administrator who reads it. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
