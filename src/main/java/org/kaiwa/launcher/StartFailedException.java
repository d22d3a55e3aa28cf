package org.kaiwa.launcher;

/** Why Kaiwa does not start. The message is one line, made for the administrator who reads it. */
final class StartFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailedException(String message) {
        super(message);
    }
}
