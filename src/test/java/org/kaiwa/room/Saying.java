package org.kaiwa.room;

/** Says what must be taken: a refusal that comes later fails the test. */
final class Saying {

    private Saying() {}

    static void say(Rooms rooms, Participant participant, String room, String content) {
        rooms.say(participant, room, null, content, refusal -> {
            throw new AssertionError(refusal);
        });
    }
}
