package org.kaiwa.room;

import java.util.Optional;
import java.util.function.Consumer;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.Reaction;
import org.kaiwa.protocol.RefusedException;

/** Something that a member says, on its way to the store and back. Its sender is answered in its place in the log. In the thread of the commits. */
final class Submission implements GroupCommit.Receipt {

    private final Channel channel;
    private final MessageStore.Draft draft;
    private final Member from;
    private final Member answered;
    private final Channel.Services services;
    private final Consumer<RefusedException> whenRefused;

    /**
     * A submission.
     *
     * @param channel where it is said
     * @param draft what
     * @param from who says it
     * @param answered the membership in whose place it is answered
     * @param services finds those who are told
     * @param whenRefused told why it was not stored, besides the sender
     */
    Submission(
            Channel channel,
            MessageStore.Draft draft,
            Member from,
            Member answered,
            Channel.Services services,
            Consumer<RefusedException> whenRefused) {
        this.channel = channel;
        this.draft = draft;
        this.from = from;
        this.answered = answered;
        this.services = services;
        this.whenRefused = whenRefused;
    }

    @Override
    public void stored(MessageStore.Outcome outcome) {
        try {
            if (outcome instanceof MessageStore.Appended appended) {
                appended.events().forEach(this::arrived);
                from.participant().settle();
            } else if (outcome instanceof MessageStore.Known known) {
                arrived(known.event());
                answered.acknowledge(known.event());
            } else {
                refuse(refusal(((MessageStore.Refused) outcome).why()));
            }
        } catch (StoreException away) {
            refuse(GroupCommit.tryAgain(draft.room()));
        } finally {
            channel.letGo(from, draft);
        }
    }

    private void arrived(Event.Stored event) {
        services.open().apply(event.log()).ifPresent(open -> open.arrived(event));
    }

    @Override
    public void failed() {
        try {
            refuse(GroupCommit.tryAgain(draft.room()));
            channel.lookAgain();
            if (draft instanceof MessageStore.Whisper whisper) {
                Optional<Channel> inbox =
                        services.open().apply(InboxName.of(whisper.to().uid()));
                inbox.ifPresent(Channel::lookAgain);
                answered.channel().lookAgain();
            }
        } finally {
            channel.letGo(from, draft);
        }
    }

    private void refuse(RefusedException refusal) {
        whenRefused.accept(refusal);
        answered.refuse(refusal.ofMessage(draft.id()));
    }

    private RefusedException refusal(MessageStore.Reason why) {
        return switch (why) {
            case ID_CONFLICT ->
                new RefusedException(
                        ErrorCode.ID_CONFLICT, "You have sent something else under this id.", draft.room());
            case TARGET_UNKNOWN ->
                new RefusedException(ErrorCode.TARGET_UNKNOWN, "There is no such message, or no longer.", draft.room());
            case NOT_YOURS ->
                draft instanceof MessageStore.Changing
                        ? new RefusedException(
                                ErrorCode.NOT_YOURS, "Only its owner or a moderator may do this.", draft.room())
                        : notYours(draft.room());
            case ARCHIVED -> new RefusedException(ErrorCode.ARCHIVED, "The room is archived.", draft.room());
            case KIND_INVALID ->
                new RefusedException(ErrorCode.KIND_INVALID, "Only closed rooms have people.", draft.room());
            case PEOPLE_UNKNOWN -> RoomMaking.peopleUnknown(draft.room());
            case TOO_MANY_REACTIONS ->
                new RefusedException(
                        ErrorCode.TOO_MANY_REACTIONS,
                        "A message has at most " + Reaction.MOST_OF_A_MESSAGE + " different emoji.",
                        draft.room());
        };
    }

    /** What one is told who wants to change the message of another. */
    static RefusedException notYours(String room) {
        return new RefusedException(ErrorCode.NOT_YOURS, "Only one's own messages can be changed.", room);
    }
}
