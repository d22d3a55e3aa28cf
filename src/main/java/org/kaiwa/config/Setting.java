package org.kaiwa.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * One key that can be configured.
 *
 * @param key its name, such as {@code kaiwa.http.port}
 * @param fallback what holds where nothing is configured, in the form in which it would be configured; null: nothing
 * @param allowed what is allowed, in words, for the message to the administrator
 * @param parser makes the value of the text; throws an {@link IllegalArgumentException} for one that is not allowed
 * @param <T> the type of the value
 */
record Setting<T>(String key, String fallback, String allowed, Function<String, T> parser) {

    /**
     * Reads this setting.
     *
     * @param source gives the configured text of a key, if there is one
     * @return the value; empty if none is configured and there is no fallback
     * @throws InvalidSettingException if what is configured is not allowed
     */
    Optional<T> from(Function<String, Optional<String>> source) {
        Optional<String> text = source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
        return text.or(() -> Optional.ofNullable(fallback)).map(this::parse);
    }

    /**
     * Reads this setting where one has to be configured.
     *
     * @param source gives the configured text of a key, if there is one
     * @return the value
     * @throws InvalidSettingException if none is configured, or one that is not allowed
     */
    T required(Function<String, Optional<String>> source) {
        return from(source).orElseThrow(() -> new InvalidSettingException(key, "", allowed));
    }

    private T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | ArithmeticException notAllowed) {
            throw new InvalidSettingException(key, text, allowed);
        }
    }
}
