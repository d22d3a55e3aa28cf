package org.kaiwa.page;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file (RFC 9110 §14).
 *
 * @param first its first byte, from 0
 * @param last its last byte
 */
record ByteRange(int first, int last) {

    /** One part. Of several at once nothing is made: the whole file is a right answer to that too (§14.2). */
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,9})-(\\d{0,9})");

    /** That there is nothing of a file where it is asked for. */
    static final ByteRange NONE = new ByteRange(0, -1);

    /**
     * Reads the header {@code Range}.
     *
     * @param header what the client asks for
     * @param length how long the file is
     * @return the part; {@link #NONE} if it lies outside; empty if the header is not to be heeded
     */
    static Optional<ByteRange> parse(String header, int length) {
        Matcher matcher = ONE.matcher(header.strip());
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            int suffix = Math.min(length, Integer.parseInt(matcher.group(2)));
            return Optional.of(suffix == 0 ? NONE : new ByteRange(length - suffix, length - 1));
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2).isEmpty() ? length - 1 : Integer.parseInt(matcher.group(2));
        if (!matcher.group(2).isEmpty() && last < first) {
            return Optional.empty();
        }
        return Optional.of(first >= length ? NONE : new ByteRange(first, Math.min(last, length - 1)));
    }

    /** How many bytes it has. */
    int length() {
        return last - first + 1;
    }
}
