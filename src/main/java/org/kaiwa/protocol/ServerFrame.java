package org.kaiwa.protocol;

/**
 * A frame of the server in one dialect, turned into text when it is first needed and then kept: however many members it goes to, it is encoded once.
 *
 * <p>Thread-safe: two threads at the same time may at worst both make the same text.
 */
public final class ServerFrame {

    private final Object body;

    /** The text; a plain field, since a String may be published by a race (JLS §17.5). */
    private String text;

    ServerFrame(Object body) {
        this.body = body;
    }

    /**
     * What goes out.
     *
     * @return one JSON object in plain ASCII
     */
    public String text() {
        String known = text;
        if (known == null) {
            known = Json.write(body);
            text = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return text();
    }
}
