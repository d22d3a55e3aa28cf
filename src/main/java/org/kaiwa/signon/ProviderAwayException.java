package org.kaiwa.signon;

/** The provider cannot be reached, or does not answer as one. What was asked of it may be asked again. */
final class ProviderAwayException extends Exception {

    private static final long serialVersionUID = 1L;

    ProviderAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
