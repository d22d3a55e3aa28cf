package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.ID_CONFLICT;

import java.util.function.Consumer;
import org.kaiwa.protocol.RefusedException;

/** Something that a member says, on its way to the store and back. Its sender is answered in its place in the log. In the thread of the commits. */
final class Submission implements GroupCommit.Receipt {

    private final Channel channel;
    private final Member from;
    private final MessageStore.Draft draft;
    private final int weight;
    private final Consumer<RefusedException> whenRefused;

    /**
     * A submission.
     *
     * @param channel where it is said
     * @param from who says it
     * @param draft what
     * @param weight how much text it is
     * @param whenRefused told why it was not stored, besides the sender
     */
    Submission(
            Channel channel,
            Member from,
            MessageStore.Draft draft,
            int weight,
            Consumer<RefusedException> whenRefused) {
        this.channel = channel;
        this.from = from;
        this.draft = draft;
        this.weight = weight;
        this.whenRefused = whenRefused;
    }

    @Override
    public void stored(MessageStore.Outcome outcome) {
        try {
            if (outcome instanceof MessageStore.Appended appended) {
                channel.arrived(appended.message());
                from.participant().settle();
            } else if (outcome instanceof MessageStore.Known known) {
                channel.arrived(known.message());
                from.acknowledge(known.message());
            } else {
                refuse(new RefusedException(ID_CONFLICT, "You have sent another message under this id.", draft.room()));
            }
        } catch (StoreException away) {
            refuse(GroupCommit.tryAgain(draft.room()));
        } finally {
            channel.letGo(from, weight);
        }
    }

    @Override
    public void failed() {
        try {
            refuse(GroupCommit.tryAgain(draft.room()));
        } finally {
            channel.letGo(from, weight);
        }
    }

    private void refuse(RefusedException refusal) {
        whenRefused.accept(refusal);
        from.refuse(refusal.ofMessage(draft.id()));
    }
}
