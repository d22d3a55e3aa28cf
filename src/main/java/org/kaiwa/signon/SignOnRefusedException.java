package org.kaiwa.signon;

/** The provider does not vouch for somebody, or what claims to come from it does not. The message is for the log. */
final class SignOnRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    SignOnRefusedException(String message) {
        super(message);
    }

    SignOnRefusedException(String message, Throwable cause) {
        super(message + ": " + ProviderDocuments.plain(String.valueOf(cause.getMessage())), cause);
    }
}
