package org.kaiwa.capture;

/** What a watch is made into, piece by piece. Used by one thread at a time. */
interface Encoding {

    /**
     * The next piece.
     *
     * @return its bytes; null: there is nothing more at the moment
     */
    byte[] next();

    /** Whether nothing will come any more. */
    default boolean isDone() {
        return false;
    }
}
