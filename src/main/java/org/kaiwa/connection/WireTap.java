package org.kaiwa.connection;

/** Somebody who watches what passes on the lines. A port: what becomes of it is the business of others. */
public interface WireTap {

    /**
     * Asks first, so that nothing is made of what is not wanted. What is refused here is not told. Called by the threads that read and write, many at a time; must
     * not wait.
     *
     * @param line on which
     * @param direction which way a frame goes
     * @return whether {@link #take} shall follow
     */
    boolean wants(Line line, WireEvent.Direction direction);

    /**
     * Takes what has passed. What passes on one line one way comes in order. Called by the threads that read and write, many at a time; must not wait.
     *
     * @param event what
     */
    void take(WireEvent event);
}
