package org.kaiwa.config;

/** A configured value that is not allowed. The message is one line, made for the administrator who reads it. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param key the key, such as {@code kaiwa.http.port}
     * @param value the value as it was configured
     * @param allowed what is allowed instead, in words
     */
    public InvalidSettingException(String key, String value, String allowed) {
        super(key + " = \"" + value.replaceAll("\\p{Cntrl}", "?") + "\" is not allowed; allowed is " + allowed);
    }
}
