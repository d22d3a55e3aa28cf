package org.kaiwa.identity;

import java.util.logging.Logger;

/** The log of what was done with more rights than everybody has, for who asks later: the logger {@code org.kaiwa.audit}, at the level INFO. */
public final class Audit {

    private static final Logger LOG = Logger.getLogger("org.kaiwa.audit");

    private Audit() {}

    /**
     * Notes something.
     *
     * @param who did it
     * @param what was done, a sentence without its subject
     */
    public static void note(String who, String what) {
        LOG.info(() -> oneLine(who) + " " + oneLine(what));
    }

    /** Names are people's own choice, and may not pose as a line of the log. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
