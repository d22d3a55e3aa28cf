package org.kaiwa.room;

/** Says what must be taken: a refusal that comes later fails the test. */
final class Saying {

    private Saying() {}

    static void say(Rooms rooms, Participant participant, String room, String content) {
        rooms.say(participant, room, null, content, refusal -> {
            throw new AssertionError(refusal);
        });
    }

    static void whisper(Rooms rooms, Participant participant, String room, long to, String content) {
        rooms.whisper(participant, room, to, to, null, content, refusal -> {
            throw new AssertionError(refusal);
        });
    }
}
