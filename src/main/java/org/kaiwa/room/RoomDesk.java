package org.kaiwa.room;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.identity.DirectoryException;
import org.kaiwa.identity.UserDirectory;
import org.kaiwa.protocol.ClientFrame;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.RoomSummary;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.protocol.User;

/**
 * What users ask of rooms as such: which there are, that there be one, who belongs to it, how far it has been read. Thread-safe; nothing waits for the
 * database.
 */
public final class RoomDesk {

    private static final Logger LOG = Logger.getLogger(RoomDesk.class.getName());

    /** How many of one's own rooms are listed, how many others, and how many people. */
    private static final int MOST_OWN = 200;

    private static final int MOST_FOUND = 50;
    private static final int MOST_PEOPLE = 20;

    private final RoomDirectory directory;
    private final UserDirectory users;
    private final RoomLimits limits;
    private final Inboxes inboxes;
    private final Channel.Services services;
    private final RoomNews news;
    private final RoomMaking making;

    RoomDesk(
            RoomDirectory directory,
            UserDirectory users,
            RoomLimits limits,
            Inboxes inboxes,
            Channel.Services services) {
        this.directory = directory;
        this.users = users;
        this.limits = limits;
        this.inboxes = inboxes;
        this.services = services;
        this.news = new RoomNews(directory, limits, inboxes, services);
        this.making = new RoomMaking(directory, limits, news, services.threads());
    }

    /**
     * Tells a user the rooms that it belongs to, or open ones that it looks for.
     *
     * @param participant who asks
     * @param find what is part of their name or title; null: its own rooms
     * @param whenRefused told later, in another thread, why it is not told
     * @throws RefusedException if its question before is not answered
     */
    public void list(Participant participant, String find, Consumer<RefusedException> whenRefused) {
        long uid = participant.uid();
        ask(participant, whenRefused, () -> {
            List<RoomSummary> found =
                    find == null ? directory.of(uid, MOST_OWN) : directory.find(uid, find, MOST_FOUND);
            List<RoomSummary> readable = found.stream()
                    .filter(room ->
                            limits.admits(room.room(), uid, participant.access().groups()))
                    .map(room -> news.seenBy(participant, room))
                    .toList();
            return participant.dialect().frames().rooms(readable, find);
        });
    }

    /**
     * Tells a user which users it may mean.
     *
     * @param participant who asks
     * @param find what is part of their name
     * @param whenRefused as with {@link #list}
     * @throws RefusedException as with {@link #list}
     */
    public void people(Participant participant, String find, Consumer<RefusedException> whenRefused) {
        ask(participant, whenRefused, () -> participant.dialect().frames().people(users.find(find, MOST_PEOPLE), find));
    }

    private void ask(
            Participant asking, Consumer<RefusedException> whenRefused, Supplier<Optional<ServerFrame>> question) {
        if (!asking.beginAsking()) {
            throw RefusedException.until(ErrorCode.RATE_LIMITED, "One question at a time.", null, Channel.RETRY_MILLIS);
        }
        try {
            services.threads().reads().execute(() -> {
                try {
                    question.get().ifPresent(asking::tell);
                } catch (StoreException | DirectoryException away) {
                    LOG.log(Level.FINE, "A question of rooms could not be answered", away);
                    whenRefused.accept(notNow());
                } finally {
                    asking.endAsking();
                }
            });
        } catch (RejectedExecutionException none) {
            asking.endAsking();
            throw notNow();
        }
    }

    private static RefusedException notNow() {
        return RefusedException.until(
                ErrorCode.TRY_AGAIN, "The rooms could not be read; try again.", null, GroupCommit.RETRY_MILLIS);
    }

    /**
     * Makes a room. Its people are told, and belong to it.
     *
     * @param participant who
     * @param wish what it shall be
     * @param whenRefused told later, in another thread, why it is not made; the participant is told by itself
     * @throws RefusedException if the participant is no user, or has too much open
     */
    public void create(Participant participant, ClientFrame.Create wish, Consumer<RefusedException> whenRefused) {
        refusePassing(participant, wish.room());
        making.create(participant, wish, whenRefused);
    }

    /**
     * Changes a room. Those in it are told once that is stored.
     *
     * @param participant who
     * @param wish what
     * @param whenRefused as with {@link Words#say}; also if the participant may not
     * @throws RefusedException as with {@link Words#say}, and if the participant is no user
     */
    public void change(Participant participant, ClientFrame.Change wish, Consumer<RefusedException> whenRefused) {
        Member from = participant.member(wish.room());
        refusePassing(participant, wish.room());
        MessageStore.Changing changing = new MessageStore.Changing(
                wish.room(),
                participant.user(),
                participant.access().governs(),
                wish.id(),
                wish.title(),
                wish.topic(),
                wish.archived(),
                wish.invite(),
                wish.remove(),
                services.clock().instant());
        from.channel().submit(changing, from, from, whenRefused);
    }

    /** A change is in the store. In the thread of the commits. */
    void changed(Event.Changed event) {
        List<User> invited = Optional.ofNullable(event.change().invited()).orElse(List.of());
        List<User> removed = Optional.ofNullable(event.change().removed()).orElse(List.of());
        limits.admit(event.log(), uids(invited));
        limits.remove(event.log(), uids(removed));
        if (!invited.isEmpty()) {
            news.later(() -> news.tell(uids(invited), event.log()));
        }
    }

    private static Set<Long> uids(List<User> people) {
        Set<Long> uids = new HashSet<>();
        people.forEach(user -> uids.add(user.uid()));
        return uids;
    }

    /** A user has entered a room, and belongs to it from now on. */
    void entered(Participant participant, String room) {
        leaveTrace(participant, new MessageStore.Joining(room, participant.user()), room);
    }

    /** A user has left a room for good. */
    void left(Participant participant, String room) {
        leaveTrace(participant, new MessageStore.Leaving(room, participant.user()), room);
    }

    private void leaveTrace(Participant participant, MessageStore.Trace trace, String room) {
        if (participant.user().isPassing()) {
            return;
        }
        long uid = participant.uid();
        try {
            services.commits().submit(trace, new WhenDone(() -> {
                if (trace instanceof MessageStore.Leaving) {
                    limits.remove(room, Set.of(uid));
                }
                news.later(() -> news.tell(Set.of(uid), room));
            }));
        } catch (RefusedException full) {
            LOG.log(Level.FINE, "It is noted when the user comes again", full);
        }
    }

    /**
     * A user has read a room or its inbox up to a number; its other devices are told.
     *
     * @param participant who; of one who is passing it is not kept
     * @param room the room; null: its inbox
     * @param seq the number
     * @throws RefusedException if the participant is not in that room, or too much waits for the store
     */
    public void read(Participant participant, String room, long seq) {
        Channel channel = participant.place(room).channel();
        long last = channel.readable(seq);
        if (participant.user().isPassing()) {
            return;
        }
        long uid = participant.uid();
        services.commits()
                .submit(
                        new MessageStore.Reading(channel.name(), participant.user(), last),
                        new WhenDone(() -> inboxes.open(uid)
                                .ifPresent(inbox -> inbox.signal(new Event.ReadUpTo(
                                        channel.name(), last, services.clock().instant())))));
    }

    private static void refusePassing(Participant participant, String room) {
        if (participant.user().isPassing()) {
            throw new RefusedException(ErrorCode.NOT_YOURS, "Only users can do this, who show a token.", room);
        }
    }

    /** Does something when the store has changed because of a trace. */
    private record WhenDone(Runnable task) implements GroupCommit.Receipt {
        @Override
        public void stored(MessageStore.Outcome outcome) {
            if (outcome instanceof MessageStore.Traced traced && traced.isNew()) {
                task.run();
            }
        }

        @Override
        public void failed() {
            // It is left again with the next one.
        }
    }
}
