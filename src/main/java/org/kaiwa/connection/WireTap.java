package org.kaiwa.connection;

/** Somebody who watches what passes on the lines. A port: what becomes of it is the business of others. */
public interface WireTap {

    /**
     * Asks of a line when the watch begins, when the line is opened, and when it is known whose it is. Of one that is of no interest nothing is told until it is asked
     * again, and what passes on it costs no more than if nobody watched. Called by any thread; must not wait.
     *
     * @param line which
     * @return whether what passes on it may be of interest
     */
    boolean isAbout(Line line);

    /**
     * Asks of each frame first, so that nothing is made of what is not wanted. What is refused here is not told. Called by the threads that read and write, many at a
     * time; must not wait.
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
