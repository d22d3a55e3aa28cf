package org.kaiwa.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the page may be shown.
 *
 * @param frameAncestors {@code kaiwa.frame.ancestors}: whose pages may show the chat in a frame, origins (RFC 6454) in lower case and {@link #SELF}; empty: nobody's
 */
public record PageSettings(List<String> frameAncestors) {

    /** The pages of our own host and port. */
    public static final String SELF = "self";

    /** It goes into a header, so nothing passes that means something else there. */
    private static final Pattern ANCESTOR = Pattern.compile(SELF + "|https?://[a-z0-9.-]+(:\\d{1,5})?");

    private static final Setting<List<String>> FRAME_ANCESTORS = new Setting<>(
            "kaiwa.frame.ancestors",
            null,
            "a list of origins with commas between them, such as https://intranet.example.com, and self for our own pages; or nothing for none",
            PageSettings::parseAncestors);

    /** All keys. */
    static final List<Setting<?>> ALL = List.of(FRAME_ANCESTORS);

    static PageSettings read(Function<String, Optional<String>> source) {
        return new PageSettings(FRAME_ANCESTORS.from(source).orElse(List.of()));
    }

    private static List<String> parseAncestors(String text) {
        TreeSet<String> ancestors = new TreeSet<>(SignOnSettings.parseList(text.toLowerCase(Locale.ROOT)));
        if (!ancestors.stream().allMatch(one -> ANCESTOR.matcher(one).matches())) {
            throw new IllegalArgumentException();
        }
        return List.copyOf(ancestors);
    }
}
