package org.kaiwa.room;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.kaiwa.protocol.ClientFrame;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.RoomKind;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.protocol.User;

/** Makes rooms that users want to be. Thread-safe; nothing waits for the database. */
final class RoomMaking {

    private static final Logger LOG = Logger.getLogger(RoomMaking.class.getName());

    /** How the rooms are named that the server names, which are those that not everybody may enter, and no others. */
    private static final Pattern DRAWN = Pattern.compile("~[0-9a-f]{26}");

    private final RoomDirectory directory;
    private final RoomLimits limits;
    private final RoomNews news;
    private final Channel.Threads threads;

    RoomMaking(RoomDirectory directory, RoomLimits limits, RoomNews news, Channel.Threads threads) {
        this.directory = directory;
        this.limits = limits;
        this.news = news;
        this.threads = threads;
    }

    /** Makes a room. All its people are told, on all their devices, and who makes it is answered. */
    void create(Participant owner, ClientFrame.Create wish, Consumer<RefusedException> whenRefused) {
        if (wish.room() != null && isDrawn(wish.room())) {
            throw new RefusedException(ErrorCode.ROOM_INVALID, "Rooms of such names are the server's.", wish.room());
        }
        RoomDirectory.NewRoom room = roomOf(owner.user(), wish);
        owner.owe(wish.room());
        Consumer<RefusedException> refuse = refusal -> {
            RefusedException why = refusal.ofMessage(wish.id());
            whenRefused.accept(why);
            owner.dialect().frames().refused(why).ifPresentOrElse(owner::answerOwed, owner::settle);
        };
        try {
            threads.store().execute(() -> {
                try {
                    created(owner, room, directory.create(room), wish.id(), refuse);
                } catch (StoreException away) {
                    LOG.log(Level.WARNING, "A room could not be made", away);
                    refuse.accept(GroupCommit.tryAgain(wish.room()));
                }
            });
        } catch (RejectedExecutionException stopping) {
            refuse.accept(GroupCommit.tryAgain(wish.room()));
        }
    }

    private static RoomDirectory.NewRoom roomOf(User owner, ClientFrame.Create wish) {
        Set<Long> people = new HashSet<>(wish.people());
        people.remove(owner.uid());
        String name = switch (wish.kind()) {
            case DIRECT -> directName(owner, people);
            case CLOSED -> draw(owner.uid() + " " + (wish.id() == null ? UUID.randomUUID() : wish.id()));
            default -> wish.room();
        };
        String title = name.equals(wish.title()) ? null : wish.title();
        return new RoomDirectory.NewRoom(name, title, wish.topic(), wish.kind(), owner, people);
    }

    /** Between the same people it is the same, whoever of them asks for it, and however often. */
    private static String directName(User owner, Set<Long> others) {
        Set<Long> all = new TreeSet<>(others);
        all.add(owner.uid());
        return draw("direct " + all);
    }

    /**
     * Tells whether a room is of the server's naming. One can work out the name of such a room before it is there, so nobody enters it, or takes its name, because it is
     * not; nor when all its people are gone.
     */
    static boolean isDrawn(String room) {
        return DRAWN.matcher(room).matches();
    }

    private static String draw(String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return "~" + HexFormat.of().formatHex(digest, 0, 13);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void created(
            Participant owner,
            RoomDirectory.NewRoom room,
            RoomDirectory.Created outcome,
            String id,
            Consumer<RefusedException> refuse) {
        switch (outcome) {
            case EXISTS ->
                refuse.accept(new RefusedException(
                        ErrorCode.ROOM_EXISTS, "There is a room of this name already.", room.name()));
            case PEOPLE_UNKNOWN -> refuse.accept(peopleUnknown(room.name()));
            default -> {
                Set<Long> people = new HashSet<>(room.people());
                people.add(owner.uid());
                if (outcome == RoomDirectory.Created.NEW && room.kind() != RoomKind.OPEN) {
                    limits.admit(room.name(), people);
                }
                news.later(() -> {
                    answer(owner, room.name(), id);
                    news.tell(outcome == RoomDirectory.Created.NEW ? people : Set.of(owner.uid()), room.name());
                });
            }
        }
    }

    static RefusedException peopleUnknown(String room) {
        return new RefusedException(ErrorCode.PEOPLE_INVALID, "Somebody is not known who is named.", room);
    }

    private void answer(Participant owner, String room, String id) {
        Optional<ServerFrame> answer = Optional.empty();
        try {
            answer = directory
                    .find(owner.uid(), room)
                    .flatMap(made -> owner.dialect().frames().room(news.seenBy(owner, made), id));
        } finally {
            answer.ifPresentOrElse(owner::answerOwed, owner::settle);
        }
    }
}
