package org.kaiwa.it;

import java.util.ArrayDeque;
import java.util.Deque;

/** The newest frames of a line, for whoever reads of a failure. Thread-safe. */
final class Recent {

    private static final int FRAMES = 30;
    private static final int MOST_OF_A_FRAME = 300;

    private final Deque<String> frames = new ArrayDeque<>();

    synchronized void add(String frame) {
        frames.add(frame.length() > MOST_OF_A_FRAME ? frame.substring(0, MOST_OF_A_FRAME) + "..." : frame);
        if (frames.size() > FRAMES) {
            frames.remove();
        }
    }

    synchronized void clear() {
        frames.clear();
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", frames);
    }
}
