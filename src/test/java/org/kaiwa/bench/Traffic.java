package org.kaiwa.bench;

/**
 * How much is said, and by whom.
 *
 * @param senders the first so many clients
 * @param window how many of its own messages each sender keeps in flight; 0: the rate counts
 * @param perSecond how many messages are sent in a second, by all senders in turn
 * @param padding how many characters a message has besides its marker
 */
record Traffic(int senders, int window, double perSecond, int padding) {

    /** Closed loop: what the server can do. */
    static Traffic closedLoop(int senders, int window) {
        return new Traffic(senders, window, 0, 0);
    }

    /** Open loop: how quick the server is at a load that does not wait for it. */
    static Traffic openLoop(int senders, double perSecond) {
        return new Traffic(senders, 0, perSecond, 0);
    }

    Traffic padded(int characters) {
        return new Traffic(senders, window, perSecond, characters);
    }

    boolean isClosedLoop() {
        return window > 0;
    }
}
