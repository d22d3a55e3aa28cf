package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.ALREADY_JOINED;
import static org.kaiwa.protocol.ErrorCode.NOT_IN_ROOM;
import static org.kaiwa.protocol.ErrorCode.RATE_LIMITED;
import static org.kaiwa.protocol.ErrorCode.RECIPIENT_UNKNOWN;
import static org.kaiwa.protocol.ErrorCode.TOO_MANY_ROOMS;
import static org.kaiwa.protocol.ErrorCode.TRY_AGAIN;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.kaiwa.config.Settings;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.HistoryPage;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.User;

/**
 * All rooms: membership and broadcast. The one way into this package; thread-safe, and no method waits for a socket.
 */
@ApplicationScoped
public class Rooms {

    /** How long a thread of the fan-out stays without work. */
    private static final long THREAD_LINGER_MILLIS = 1_000;

    /** How many threads read from the store: fewer than there are connections to it, so that the commits have one. */
    private static final int READERS = 3;

    private final ConcurrentMap<String, Room> rooms = new ConcurrentHashMap<>();

    /** Everybody who is connected, by uid. */
    private final ConcurrentMap<Long, Participant> participants = new ConcurrentHashMap<>();

    @Resource
    private ManagedExecutorService managedExecutor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private int backlog;
    private Channel.Services services;

    /** Set once, when the application stops. */
    private volatile boolean stopping;

    /** For the container, which makes a proxy of this class. */
    protected Rooms() {}

    /**
     * Made by the container.
     *
     * @param settings gives the backlog of a room
     * @param store where messages are kept
     */
    @Inject
    public Rooms(Settings settings, MessageStore store) {
        // More than there are processors: when thousands come at once, and the server's own threads are busy with them,
        // those inside keep their share.
        int width = 2 * Runtime.getRuntime().availableProcessors();
        this.backlog = settings.roomBacklog();
        this.services = services(
                store,
                new Channel.Threads(
                        new Fanout(task -> managedExecutor.execute(task), width, THREAD_LINGER_MILLIS),
                        width,
                        (task, millis) -> scheduler.schedule(task, millis, TimeUnit.MILLISECONDS),
                        new Fanout(task -> managedExecutor.execute(task), 1, THREAD_LINGER_MILLIS),
                        new Fanout(task -> managedExecutor.execute(task), READERS, THREAD_LINGER_MILLIS)));
    }

    /**
     * Rooms without a container, whose presence does not wait, and which wait for their store.
     *
     * @param settings gives the backlog of a room
     * @param store where messages are kept
     * @param fanout runs the fan-out
     */
    public Rooms(Settings settings, MessageStore store, Executor fanout) {
        this(settings.roomBacklog(), store, fanout);
    }

    Rooms(int backlog, MessageStore store, Executor fanout) {
        this(
                backlog,
                store,
                new Channel.Threads(fanout, 1, (task, millis) -> fanout.execute(task), Runnable::run, Runnable::run));
    }

    Rooms(int backlog, MessageStore store, Channel.Threads threads) {
        this.backlog = backlog;
        this.services = services(store, threads);
    }

    private static Channel.Services services(MessageStore store, Channel.Threads threads) {
        return new Channel.Services(InstantSource.system(), threads, store, new GroupCommit(store, threads.store()));
    }

    /**
     * Makes a client known that has just connected.
     *
     * @param outlet where its frames go
     * @return the client, with a uid of its own and no name
     */
    public Participant connect(Outlet outlet) {
        Participant participant;
        do {
            long uid = ThreadLocalRandom.current().nextLong(1, User.MAX_UID + 1);
            participant = new Participant(uid, outlet);
        } while (participants.putIfAbsent(participant.uid(), participant) != null);
        return participant;
    }

    /**
     * Gives a client its name and lets it enter its first room.
     *
     * @param participant who, not logged in before
     * @param name its nickname, checked
     * @param dialect what it speaks
     * @param room the room, checked
     * @param since what it has read of that room, as with {@link #join}
     */
    public void enter(Participant participant, String name, Dialect dialect, String room, Optional<Position> since) {
        participant.logIn(name, dialect);
        addTo(room, participant, since);
    }

    /**
     * Lets a participant enter one more room.
     *
     * @param participant who
     * @param room the room, checked
     * @param since what it has read of that room: it is told all that came after it; empty: it is told the newest, if its dialect has a past
     * @throws RefusedException if it is there already, or in {@link Participant#MAX_ROOMS} rooms
     */
    public void join(Participant participant, String room, Optional<Position> since) {
        if (participant.membership(room).isPresent()) {
            throw new RefusedException(ALREADY_JOINED, "You are in this room.", room);
        }
        if (participant.memberships().size() >= Participant.MAX_ROOMS) {
            throw new RefusedException(
                    TOO_MANY_ROOMS, "You are in " + Participant.MAX_ROOMS + " rooms, which is the most.", room);
        }
        addTo(room, participant, since);
    }

    /**
     * Sends a participant a page of a room's past, if its dialect has one.
     *
     * @param participant who asks
     * @param room the room
     * @param before the number that all of them are lower than; {@link Long#MAX_VALUE}: the newest
     * @param most how many messages at the most
     * @param whenRefused told later, in another thread, why there is none
     * @throws RefusedException if the participant is not in that room, or has not been given the page that it asked for before
     */
    public void history(
            Participant participant, String room, long before, int most, Consumer<RefusedException> whenRefused) {
        member(participant, room);
        if (!participant.beginReading()) {
            throw RefusedException.until(
                    RATE_LIMITED, "One page of the history at a time.", room, Channel.RETRY_MILLIS);
        }
        try {
            services.threads().reads().execute(() -> tellHistory(participant, room, before, most, whenRefused));
        } catch (RejectedExecutionException none) {
            participant.endReading();
            throw GroupCommit.tryAgain(room);
        }
    }

    private void tellHistory(
            Participant participant, String room, long before, int most, Consumer<RefusedException> whenRefused) {
        try {
            List<Event.Said> messages = services.store().before(room, before, most);
            HistoryPage page = new HistoryPage(
                    room,
                    messages,
                    before == Long.MAX_VALUE ? null : before,
                    !messages.isEmpty() && messages.get(0).seq() > 1);
            participant.dialect().frames().history(page).ifPresent(participant::tell);
        } catch (StoreException away) {
            whenRefused.accept(RefusedException.until(
                    TRY_AGAIN, "The history could not be read; try again.", room, GroupCommit.RETRY_MILLIS));
        } finally {
            participant.endReading();
        }
    }

    /**
     * Says something to everyone in a room. They are told once it is stored.
     *
     * @param participant who
     * @param room the room
     * @param id what the sender calls the message, checked: sent again it is the same one; null: nothing
     * @param content the text, checked
     * @param whenRefused told later, in another thread, why it could not be stored; the participant is told by itself
     * @throws RefusedException if the participant is not in that room, or the room or the store cannot keep up with what is said
     */
    public void say(
            Participant participant, String room, String id, String content, Consumer<RefusedException> whenRefused) {
        Member from = member(participant, room);
        roomOf(from).say(from, id, content, whenRefused);
    }

    /**
     * Says something to one member of a room.
     *
     * @param participant who
     * @param room the room
     * @param toUid the addressee's uid
     * @param toAsSent the addressee as the client named it
     * @param content the text, checked
     * @throws RefusedException if the participant or the addressee is not in that room, or the room cannot keep up with what is said
     */
    public void whisper(Participant participant, String room, long toUid, Object toAsSent, String content) {
        Room there = roomOf(member(participant, room));
        Participant to = participants.get(toUid);
        if (to == null || to.membership(room).isEmpty()) {
            throw new RefusedException(RECIPIENT_UNKNOWN, "The recipient is not in the room.", room);
        }
        there.whisper(participant.user(), to.user(), toAsSent, content);
    }

    /**
     * Sends a participant a page of a room's members, if its dialect has pages.
     *
     * @param participant who asks
     * @param room the room
     * @param after where the page before ended; 0: from the oldest member on
     * @return false if it was dropped, because the client reads too slowly
     * @throws RefusedException if the participant is not in that room
     */
    public boolean members(Participant participant, String room, long after) {
        Member asking = member(participant, room);
        boolean queued = roomOf(asking).tellMembers(asking, after);
        participant.wake();
        return queued;
    }

    /**
     * Ends one membership; the participant stays connected.
     *
     * @param participant who
     * @param room the room
     * @throws RefusedException if the participant is not in that room
     */
    public void leave(Participant participant, String room) {
        removeFrom(member(participant, room));
    }

    /**
     * Ends all memberships of a client whose connection is gone.
     *
     * @param participant who
     */
    public void exit(Participant participant) {
        participant.close();
        if (!stopping) {
            participant.memberships().forEach(this::removeFrom);
        }
        participants.remove(participant.uid(), participant);
        participant.forget();
    }

    /** The application stops: from now on nobody is told who goes, for all do. */
    public void stop() {
        stopping = true;
    }

    /**
     * How many rooms have a member.
     *
     * @return their number
     */
    public int count() {
        return rooms.size();
    }

    /**
     * Looks at every member once.
     *
     * @return the numbers of this moment
     */
    public RoomStatistics statistics() {
        return RoomStatistics.of(
                rooms.size(), rooms.values().stream().flatMapToLong(Room::lags).toArray());
    }

    private void addTo(String name, Participant participant, Optional<Position> since) {
        boolean putOff = participant
                .going(name)
                .filter(member -> member.channel().putOff(member, () -> addNow(name, participant, since)))
                .isPresent();
        if (!putOff) {
            addNow(name, participant, since);
        }
    }

    private Room open(String name) {
        Room room = new Room(name, backlog, services);
        services.threads().store().execute(room::open);
        return room;
    }

    /** Under the map's lock for that name, so that a room which is just being given up gets no newcomer. */
    private void addNow(String name, Participant participant, Optional<Position> since) {
        AtomicReference<Member> newcomer = new AtomicReference<>();
        Room entered = rooms.compute(name, (same, existing) -> {
            Room room = existing != null ? existing : open(name);
            newcomer.set(room.join(participant, since));
            return room;
        });
        if (participant.isClosed()) {
            // The connection has gone meanwhile, and its exit may have come too early to see this membership.
            exit(participant);
        }
        // It before the others, as in the capture.
        newcomer.get().catchUp();
        participant.wake();
        entered.announce();
    }

    private void removeFrom(Member member) {
        if (!member.channel().putOff(member, () -> removeNow(member))) {
            removeNow(member);
        }
    }

    private void removeNow(Member member) {
        rooms.computeIfPresent(member.channel().name(), (name, room) -> {
            room.leave(member);
            return room.isEmpty() ? null : room;
        });
        member.participant().wake();
        roomOf(member).announce();
    }

    private static Room roomOf(Member member) {
        return (Room) member.channel();
    }

    private static Member member(Participant participant, String room) {
        return participant
                .membership(room)
                .orElseThrow(() -> new RefusedException(NOT_IN_ROOM, "You are not in this room.", room));
    }
}
