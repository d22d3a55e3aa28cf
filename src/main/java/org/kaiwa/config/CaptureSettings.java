package org.kaiwa.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What may be seen of the wire.
 *
 * @param allowed {@code kaiwa.capture}: whether anybody may watch at all
 * @param content {@code kaiwa.capture.content}: whether who watches sees what people write
 * @param notice {@code kaiwa.capture.notice}: whether those in a room are told that it is watched
 */
public record CaptureSettings(boolean allowed, boolean content, boolean notice) {

    private static final Setting<Boolean> ALLOWED = onOff("kaiwa.capture", "on");
    private static final Setting<Boolean> CONTENT = onOff("kaiwa.capture.content", null);
    private static final Setting<Boolean> NOTICE = onOff("kaiwa.capture.notice", "off");

    /** All keys. */
    static final List<Setting<?>> ALL = List.of(ALLOWED, CONTENT, NOTICE);

    static CaptureSettings read(Function<String, Optional<String>> source, SignOnSettings.Mode mode) {
        return new CaptureSettings(
                ALLOWED.from(source).orElse(true),
                CONTENT.from(source).orElse(mode == SignOnSettings.Mode.GUEST),
                NOTICE.from(source).orElse(false));
    }

    private static Setting<Boolean> onOff(String key, String standard) {
        return new Setting<>(key, standard, "on or off", CaptureSettings::parse);
    }

    private static boolean parse(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException();
        };
    }
}
