package org.kaiwa.bench;

/**
 * Clients that come.
 *
 * @param count how many
 * @param dialogue what they say
 * @param counted whether what they receive is counted and timed
 * @param logIn whether they log in, or only connect
 * @param receiveBuffer the socket's, in bytes; 0: as the system has it. A small one makes a client that reads nothing felt sooner
 */
record Joiners(int count, Dialogue dialogue, boolean counted, boolean logIn, int receiveBuffer) {

    static Joiners members(int count) {
        return new Joiners(count, Dialogue.CAPTURE, true, true, 0);
    }

    Joiners speaking(Dialogue other) {
        return new Joiners(count, other, counted, logIn, receiveBuffer);
    }

    Joiners uncounted() {
        return new Joiners(count, dialogue, false, logIn, receiveBuffer);
    }

    /** Connected, and nothing more. */
    Joiners idle() {
        return new Joiners(count, dialogue, false, false, receiveBuffer);
    }

    Joiners withReceiveBuffer(int bytes) {
        return new Joiners(count, dialogue, counted, logIn, bytes);
    }
}
