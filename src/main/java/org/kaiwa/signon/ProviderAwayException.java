package org.kaiwa.signon;

/** The provider cannot be reached, or does not answer as one. What was asked of it may be asked again. */
final class ProviderAwayException extends Exception {

    private static final long serialVersionUID = 1L;

    ProviderAwayException(String message) {
        super(message);
    }

    /** The message says why as well, in one line. */
    ProviderAwayException(String message, Throwable cause) {
        super(message + ": " + ProviderDocuments.plain(String.valueOf(cause.getMessage())), cause);
    }
}
