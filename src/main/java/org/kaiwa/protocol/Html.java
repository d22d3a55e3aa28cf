package org.kaiwa.protocol;

/** Text made safe for the pages of the old dialects, which insert names and contents as HTML. Nobody else gets this. */
final class Html {

    private Html() {}

    /** Special characters as entities, as PHP's {@code htmlspecialchars} writes them. */
    static String escape(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#039;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }

    /** The same, and every line end as a break and a newline. */
    static String escapeLines(String text) {
        return escape(text).replaceAll("\\r\\n|\\r|\\n", "<br />\n");
    }
}
