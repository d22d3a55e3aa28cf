package org.kaiwa.page;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The page's own modules and style sheets without their comments, which are nearly a quarter of what a browser would load. Their lines stay, empty: so far
 * as a fault is from the head of its module in what is sent, it is in the source.
 *
 * <p>Only comments are taken out that have their lines for themselves: to know the others from what is in a string or a regular expression would take a parser. That
 * no string of several lines has such a line the page's tests show, which run what is sent.
 */
final class Uncommented {

    private static final Pattern LINES = Pattern.compile("(?m)^[ \t]*//.*$");
    private static final Pattern BLOCKS = Pattern.compile("(?ms)^[ \t]*/\\*.*?\\*/[ \t]*$");

    private Uncommented() {}

    /**
     * Takes the comments out.
     *
     * @param path of the file; of other kinds than modules and style sheets nothing is taken
     * @param text what is in it
     * @return the same program, of as many lines
     */
    static String of(String path, String text) {
        if (path.endsWith(".js")) {
            return LINES.matcher(withoutBlocks(text)).replaceAll("");
        }
        return path.endsWith(".css") ? withoutBlocks(text) : text;
    }

    private static String withoutBlocks(String text) {
        return BLOCKS.matcher(text).replaceAll(Uncommented::emptyLines);
    }

    private static String emptyLines(MatchResult comment) {
        return "\n".repeat((int) comment.group().chars().filter(c -> c == '\n').count());
    }
}
