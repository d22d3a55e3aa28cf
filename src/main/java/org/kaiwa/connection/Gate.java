package org.kaiwa.connection;

import static org.kaiwa.protocol.ErrorCode.RATE_LIMITED;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.kaiwa.protocol.ClientFrame;
import org.kaiwa.protocol.RefusedException;

/**
 * Holds frames back, in their order, while something before them waits for an answer from elsewhere: the socket's thread does not wait. Thread-safe; of the
 * frames one is carried out at a time.
 */
final class Gate {

    /** How many frames wait at the most: the largest of so many are a megabyte. */
    static final int MOST_WAITING = 16;

    private static final int RETRY_MILLIS = 250;

    private final Queue<ClientFrame> waiting = new ArrayDeque<>(0);

    /** Something waits for its answer. */
    private boolean closed;

    /** What has waited is being carried out. */
    private boolean emptying;

    /** From now on frames wait. */
    synchronized void close() {
        closed = true;
    }

    /**
     * Takes a frame if it has to wait.
     *
     * @return false: it need not wait
     * @throws RefusedException if too many wait
     */
    synchronized boolean holdsBack(ClientFrame frame) {
        if (!closed && !emptying) {
            return false;
        }
        if (waiting.size() >= MOST_WAITING) {
            throw RefusedException.until(
                    RATE_LIMITED, "Wait for the answer to your login before you send more.", null, RETRY_MILLIS);
        }
        waiting.add(frame);
        return true;
    }

    /**
     * The answer is there: carries out what has waited, as far as none of the frames closes the gate again.
     *
     * @param carryOut does so, and throws nothing
     */
    void open(Consumer<ClientFrame> carryOut) {
        begin();
        for (ClientFrame next = next(); next != null; next = next()) {
            carryOut.accept(next);
        }
    }

    private synchronized void begin() {
        closed = false;
        emptying = true;
    }

    private synchronized ClientFrame next() {
        ClientFrame first = closed ? null : waiting.poll();
        if (first == null) {
            emptying = false;
        }
        return first;
    }
}
