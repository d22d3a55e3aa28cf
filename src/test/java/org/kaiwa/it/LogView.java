package org.kaiwa.it;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a client keeps of one log over all its connections: how far it has read, and what it was shown. It takes every frame by the rule of the protocol, and tells of a frame
 * that the rule does not allow. Fed by one thread; its position may be looked at by any.
 */
final class LogView {

    private final Consumer<String> fault;
    private final long begin;
    private final List<Told> told = new ArrayList<>();
    private volatile String epoch;
    private volatile long seq;

    /** The past has been told on this connection. */
    private volatile boolean live;

    /** A message as the client was shown it; {@code to} is null for everybody, {@code id} where there is none. */
    record Told(long seq, String epoch, long uid, Long to, String id, String content) {}

    /**
     * A view that begins after a position.
     *
     * @param fault takes what must not be, in words
     */
    LogView(String epoch, long seq, Consumer<String> fault) {
        this.epoch = epoch;
        this.seq = seq;
        this.begin = seq;
        this.fault = fault;
    }

    String epoch() {
        return epoch;
    }

    /** The number of the last message that was shown. */
    long seq() {
        return seq;
    }

    boolean isLive() {
        return live;
    }

    /** All that was shown, in the order of the numbers. Of the thread that feeds it, or when that has ended. */
    List<Told> told() {
        return told;
    }

    void connected() {
        live = false;
    }

    /** Reads a message; where its epoch is missing it is that of the one before. */
    Told told(JsonObject say) {
        JsonValue to = say.get("to_uid");
        return new Told(
                say.getJsonNumber("seq").longValue(),
                say.getString("epoch", epoch),
                say.getJsonNumber("from_uid").longValue(),
                to instanceof JsonNumber uid ? uid.longValue() : null,
                say.getString("id", null),
                say.getString("content"));
    }

    /**
     * Shows a message.
     *
     * @return whether it is new; if not, it is one that was shown before, exactly as it was
     */
    boolean show(Told message) {
        long number = message.seq();
        if (number <= seq) {
            if (number > begin && !told.get((int) (number - begin - 1)).equals(message)) {
                fault.accept(told.get((int) (number - begin - 1)) + " came again as " + message);
            }
            return false;
        }
        if (number != seq + 1) {
            fault.accept("after " + seq + " came " + number);
        }
        told.add(message);
        epoch = message.epoch();
        seq = number;
        return true;
    }

    void live(JsonObject frame) {
        if (live) {
            fault.accept("live twice on one connection");
        }
        long number = frame.getJsonNumber("seq").longValue();
        if (number != seq) {
            fault.accept("live at " + number + " after " + seq);
        }
        epoch = frame.getString("epoch");
        live = true;
    }
}
