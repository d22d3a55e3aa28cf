package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.RECIPIENT_UNKNOWN;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.User;

/** What members say, and do to what was said. Thread-safe; no method waits for the store: whom it concerns is told once it is there. */
public final class Words {

    private final Inboxes inboxes;
    private final LookUps lookUps;
    private final Function<Long, Optional<Participant>> passing;
    private final InstantSource clock;

    /**
     * What is said in all rooms.
     *
     * @param inboxes where private messages go
     * @param lookUps finds addressees who are away
     * @param passing finds those who are here under a uid for as long as they are connected
     * @param clock tells when something is said
     */
    Words(Inboxes inboxes, LookUps lookUps, Function<Long, Optional<Participant>> passing, InstantSource clock) {
        this.inboxes = inboxes;
        this.lookUps = lookUps;
        this.passing = passing;
        this.clock = clock;
    }

    /**
     * Says something to everyone in a room. They are told once it is stored.
     *
     * @param participant who
     * @param room the room
     * @param id what the sender calls the message, checked: sent again it is the same one; null: nothing
     * @param content the text, checked
     * @param about what it answers and whom it names
     * @param whenRefused told later, in another thread, why it could not be stored; the participant is told by itself
     * @throws RefusedException if the participant is not in that room, or the room or the store cannot keep up with what is said
     */
    public void say(
            Participant participant,
            String room,
            String id,
            String content,
            Event.About about,
            Consumer<RefusedException> whenRefused) {
        Member from = participant.member(room);
        from.channel()
                .submit(
                        new MessageStore.Message(room, participant.user(), id, content, about, clock.instant()),
                        from,
                        from,
                        whenRefused);
    }

    /**
     * Says something to one user. Both are told, on all their devices, once it is stored; who is away when he comes back.
     *
     * @param participant who
     * @param room the room in which it is said
     * @param toUid the addressee's uid
     * @param toAsSent the addressee as the client named it
     * @param id what the sender calls the message, as with {@link #say}
     * @param content the text, checked
     * @param whenRefused as with {@link #say}; also if nobody is known under that uid
     * @throws RefusedException if the participant is not in that room, nobody who might be known has that uid, or the room or the store cannot keep up with what
     *     is said
     */
    public void whisper(
            Participant participant,
            String room,
            long toUid,
            Object toAsSent,
            String id,
            String content,
            Consumer<RefusedException> whenRefused) {
        Member from = participant.member(room);
        inboxes.attach(participant, Optional.empty());
        Member answered = participant.inbox().orElseThrow();
        Function<User, MessageStore.Draft> draftTo =
                to -> new MessageStore.Whisper(room, participant.user(), to, toAsSent, id, content, clock.instant());
        Optional<User> present = ((Room) from.channel()).user(toUid);
        if (present.isPresent()) {
            if (present.get().isPassing()) {
                passing.apply(toUid).ifPresent(to -> inboxes.attach(to, Optional.empty()));
            }
            from.channel().submit(draftTo.apply(present.get()), from, answered, whenRefused);
            return;
        }
        if (toUid < 1 || toUid > User.MAX_KNOWN_UID) {
            throw recipientUnknown(room);
        }
        participant.owe(room);
        Consumer<RefusedException> refuse = refusal -> {
            whenRefused.accept(refusal);
            answered.refuse(refusal.ofMessage(id));
        };
        lookUps.find(
                toUid,
                known -> {
                    try {
                        User away = known.orElseThrow(() -> recipientUnknown(room));
                        from.channel().submitOwed(draftTo.apply(away), from, answered, whenRefused);
                    } catch (RefusedException refusal) {
                        refuse.accept(refusal);
                    }
                },
                refuse);
    }

    private static RefusedException recipientUnknown(String room) {
        return new RefusedException(RECIPIENT_UNKNOWN, "Nobody of this uid is in the room or known.", room);
    }

    /**
     * Edits or deletes a message of one's own. Those who have been told of it are told once that is stored.
     *
     * @param participant who
     * @param room the room; null: a private message, in the inbox
     * @param target the number of the message
     * @param content the new text, checked; null: it is deleted
     * @param id what the sender calls the change, as with {@link #say}
     * @param whenRefused as with {@link #say}; also if there is no such message or it is another's
     * @throws RefusedException if the participant is not in that room or will not be known again, or the room or the store cannot keep up with what is said
     */
    public void amend(
            Participant participant,
            String room,
            long target,
            String content,
            String id,
            Consumer<RefusedException> whenRefused) {
        Member from = participant.place(room);
        if (participant.user().isPassing()) {
            // Its uid may have been another's before.
            throw Submission.notYours(room);
        }
        from.channel()
                .submit(
                        new MessageStore.Amendment(
                                from.channel().name(), participant.user(), id, target, content, clock.instant()),
                        from,
                        from,
                        whenRefused);
    }

    /**
     * Puts an emoji to a message, or takes it away. Those who have been told of the message are told once that is stored.
     *
     * @param participant who
     * @param room the room
     * @param target the number of the message
     * @param emoji which, checked
     * @param on true: it is put; false: it is taken away
     * @param id what the sender calls this, as with {@link #say}
     * @param whenRefused as with {@link #say}; also if there is no such message, or it has too many
     * @throws RefusedException as with {@link #amend}
     */
    public void react(
            Participant participant,
            String room,
            long target,
            String emoji,
            boolean on,
            String id,
            Consumer<RefusedException> whenRefused) {
        Member from = participant.member(room);
        if (participant.user().isPassing()) {
            throw Submission.notYours(room);
        }
        from.channel()
                .submit(
                        new MessageStore.Reacting(room, participant.user(), id, target, emoji, on, clock.instant()),
                        from,
                        from,
                        whenRefused);
    }

    /**
     * Tells the others in a room, if they are not too many, that somebody is writing.
     *
     * @param participant who
     * @param room where
     * @return false if nobody is told, because they were told a moment ago or there are too many
     * @throws RefusedException if the participant is not in that room
     */
    public boolean type(Participant participant, String room) {
        return ((Room) participant.member(room).channel()).type(participant.member(room));
    }
}
