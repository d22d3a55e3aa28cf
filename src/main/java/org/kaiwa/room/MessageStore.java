package org.kaiwa.room;

import java.time.Instant;
import java.util.List;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.User;

/**
 * Where the messages of all rooms are kept. A port: the database behind it is the business of others.
 *
 * <p>Thread-safe. Every method waits for the database and throws a {@link StoreException} if it cannot be reached or refuses.
 */
public interface MessageStore {

    /**
     * Stores some messages in one transaction, each under the next number of its room, and comes back when they are safe.
     *
     * @param drafts what is to be stored; numbers are given in this order
     * @return what became of each, in the same order
     * @throws StoreException if nothing can be said of them: they may have been stored or not
     */
    List<Outcome> append(List<Draft> drafts);

    /**
     * The number of a room's newest message.
     *
     * @param room its name
     * @return the number; 0 if it has none
     */
    long head(String room);

    /**
     * Messages of a room from a number on.
     *
     * @param room its name
     * @param seq the number that the first one comes after
     * @param most how many at the most
     * @return the messages, oldest first; fewer than {@code most}: there are no more
     */
    List<Event.Said> after(String room, long seq, int most);

    /**
     * Messages of a room down from a number.
     *
     * @param room its name
     * @param seq the number that the last one comes before
     * @param most how many at the most
     * @return the newest of those, oldest first; fewer than {@code most}: there are no more
     */
    List<Event.Said> before(String room, long seq, int most);

    /**
     * A message that is to be stored.
     *
     * @param room where it is said, by the room's name
     * @param from who says it
     * @param id what its sender calls it, so that it is stored once however often it comes; null: it has no name
     * @param content the text
     * @param at when it came
     */
    record Draft(String room, User from, String id, String content, Instant at) {}

    /** What became of a draft. */
    sealed interface Outcome {}

    /**
     * It has been stored.
     *
     * @param message as it is in the room's log
     */
    record Appended(Event.Said message) implements Outcome {}

    /**
     * It had been stored before, under the same id of the same sender.
     *
     * @param message as it was stored then
     */
    record Known(Event.Said message) implements Outcome {}

    /** Its sender has used the id for another message. It has not been stored. */
    record Conflict() implements Outcome {}
}
