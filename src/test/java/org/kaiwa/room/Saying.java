package org.kaiwa.room;

import java.util.function.Consumer;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.RefusedException;

/** Says what must be taken: a refusal that comes later fails the test. */
final class Saying {

    private Saying() {}

    static void say(Rooms rooms, Participant participant, String room, String content) {
        rooms.words().say(participant, room, null, content, Event.About.NOTHING, refusal -> {
            throw new AssertionError(refusal);
        });
    }

    /** Says something under an id, and is told why it could not be stored. */
    static void say(
            Rooms rooms,
            Participant participant,
            String room,
            String id,
            String content,
            Consumer<RefusedException> whenRefused) {
        rooms.words().say(participant, room, id, content, Event.About.NOTHING, whenRefused);
    }

    static void whisper(Rooms rooms, Participant participant, String room, long to, String content) {
        rooms.words().whisper(participant, room, to, to, null, content, refusal -> {
            throw new AssertionError(refusal);
        });
    }
}
