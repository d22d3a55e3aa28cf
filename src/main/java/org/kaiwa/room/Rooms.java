package org.kaiwa.room;

import static org.kaiwa.protocol.ErrorCode.ALREADY_JOINED;
import static org.kaiwa.protocol.ErrorCode.TOO_MANY_ROOMS;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings;
import org.kaiwa.identity.Subject;
import org.kaiwa.identity.UserDirectory;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.InboxName;
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

    /** Everybody who is connected, by the uid of the connection. */
    private final ConcurrentMap<Long, Participant> participants = new ConcurrentHashMap<>();

    @Resource
    private ManagedExecutorService managedExecutor;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private int backlog;
    private Duration grace;
    private LookUps lookUps;
    private RoomLimits limits;
    private Words words;
    private RoomDesk desk;
    private Channel.Services services;
    private Inboxes inboxes;

    /** Set once, when the application stops. */
    private volatile boolean stopping;

    /** For the container, which makes a proxy of this class. */
    protected Rooms() {}

    /**
     * Made by the container.
     *
     * @param settings gives the backlog of a room
     * @param store where messages are kept
     * @param users who is known
     * @param directory what is known of rooms besides
     */
    @Inject
    public Rooms(Settings settings, MessageStore store, UserDirectory users, RoomDirectory directory) {
        // More than there are processors: when thousands come at once, and the server's own threads are busy with them,
        // those inside keep their share.
        int width = 2 * Runtime.getRuntime().availableProcessors();
        this.backlog = settings.roomBacklog();
        this.grace = settings.presenceGrace();
        this.limits = new RoomLimits(directory);
        this.services = services(
                store,
                new Channel.Threads(
                        new Fanout(task -> managedExecutor.execute(task), width, THREAD_LINGER_MILLIS),
                        width,
                        (task, millis) -> scheduler.schedule(task, millis, TimeUnit.MILLISECONDS),
                        new Fanout(task -> managedExecutor.execute(task), 1, THREAD_LINGER_MILLIS),
                        new Fanout(task -> managedExecutor.execute(task), READERS, THREAD_LINGER_MILLIS)),
                InstantSource.system());
        this.lookUps = new LookUps(users, services.threads());
        this.inboxes = new Inboxes(services);
        this.words = new Words(inboxes, lookUps, uid -> Optional.ofNullable(participants.get(uid)), services.clock());
        this.desk = new RoomDesk(directory, users, this.limits, inboxes, services);
    }

    /**
     * Rooms without a container, whose presence does not wait, and which wait for their store.
     *
     * @param settings gives the backlog of a room
     * @param store where messages are kept
     * @param users who is known
     * @param fanout runs the fan-out
     */
    public Rooms(Settings settings, MessageStore store, UserDirectory users, Executor fanout) {
        this(
                settings.roomBacklog(),
                Duration.ZERO,
                store,
                users,
                RoomLimits.none(),
                new Channel.Threads(fanout, 1, (task, millis) -> fanout.execute(task), Runnable::run, Runnable::run),
                InstantSource.system());
    }

    Rooms(
            int backlog,
            Duration grace,
            MessageStore store,
            UserDirectory users,
            RoomDirectory directory,
            Channel.Threads threads,
            InstantSource clock) {
        this.backlog = backlog;
        this.limits = new RoomLimits(directory);
        this.grace = grace;
        this.services = services(store, threads, clock);
        this.lookUps = new LookUps(users, services.threads());
        this.inboxes = new Inboxes(services);
        this.words = new Words(inboxes, lookUps, uid -> Optional.ofNullable(participants.get(uid)), services.clock());
        this.desk = new RoomDesk(directory, users, this.limits, inboxes, services);
    }

    private Channel.Services services(MessageStore store, Channel.Threads threads, InstantSource clock) {
        return new Channel.Services(
                clock, threads, store, new GroupCommit(store, threads.store()), this::findOpen, this::changed);
    }

    private Optional<Channel> findOpen(String log) {
        return InboxName.isOne(log) ? inboxes.find(log) : Optional.ofNullable(rooms.get(log));
    }

    /**
     * Asks from time to time which rooms are limited, where there are groups: another process may have changed that.
     *
     * @param started the start of the application
     * @param settings how often
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object started, Settings settings) {
        if (settings.signOn().mode() != SignOnSettings.Mode.GUEST) {
            long period = settings.signOn().recheck().toMillis();
            scheduler.scheduleWithFixedDelay(
                    () -> services.threads().store().execute(() -> {
                        limits.reload();
                        expelAll();
                    }),
                    period,
                    period,
                    TimeUnit.MILLISECONDS);
        }
    }

    /**
     * What members say, and do to what was said.
     *
     * @return the same for all rooms
     */
    public Words words() {
        return words;
    }

    /**
     * What users ask of rooms as such.
     *
     * @return the same for all rooms
     */
    public RoomDesk desk() {
        return desk;
    }

    /**
     * Makes a client known that has just connected.
     *
     * @param outlet where its frames go
     * @return the client, with a uid of its own, no name, and in no group
     */
    public Participant connect(Outlet outlet) {
        return connect(outlet, () -> Access.NONE);
    }

    /**
     * Makes a client known that has just connected.
     *
     * @param outlet where its frames go
     * @param access what its user may do at the moment; whoever changes that calls {@link #recheck}
     * @return the client, with a uid of its own and no name
     */
    public Participant connect(Outlet outlet, Supplier<Access> access) {
        Participant participant;
        do {
            long uid = ThreadLocalRandom.current().nextLong(User.MAX_KNOWN_UID + 1, User.MAX_UID + 1);
            participant = new Participant(uid, outlet, access);
        } while (participants.putIfAbsent(participant.passingUid(), participant) != null);
        return participant;
    }

    /**
     * Finds out who somebody is, or takes in a new user. Waits for nothing: the answer comes in another thread.
     *
     * @param subject by what the user is known
     * @param name its nickname
     * @param then told the user
     * @param whenRefused told why that cannot be found out
     */
    public void identify(Subject subject, String name, Consumer<User> then, Consumer<RefusedException> whenRefused) {
        lookUps.identify(subject, name, then, whenRefused);
    }

    /**
     * Gives a client its name and lets it enter its first room, as a guest who is not known again.
     *
     * @param participant who, not logged in before
     * @param name its nickname, checked
     * @param dialect what it speaks
     * @param room the room, checked
     * @param since what it has read of that room, as with {@link #join}
     */
    public void enter(Participant participant, String name, Dialect dialect, String room, Optional<Position> since) {
        limits.refuse(participant, participant.passingUid(), dialect, room, since);
        participant.logIn(new User(participant.passingUid(), name), dialect);
        addTo(room, participant, since);
    }

    /**
     * Lets a user's device enter its first room, and opens the user's inbox to it.
     *
     * @param participant the device, not logged in before
     * @param user whose it is
     * @param dialect what it speaks
     * @param room the room, checked
     * @param since what it has read of that room, as with {@link #join}
     * @param inboxSince what it has read of its inbox, likewise
     */
    public void enter(
            Participant participant,
            User user,
            Dialect dialect,
            String room,
            Optional<Position> since,
            Optional<Position> inboxSince) {
        if (participant.isClosed()) {
            // Its line has broken while it was found out who it is. To come and go would end the grace of the user.
            return;
        }
        limits.refuse(participant, user.uid(), dialect, room, since);
        participant.logIn(user, dialect);
        addTo(room, participant, since);
        inboxes.attach(participant, inboxSince);
        participant.wake();
    }

    /**
     * Lets a participant enter one more room.
     *
     * @param participant who
     * @param room the room, checked
     * @param since what it has read of that room: it is told all that came after it; empty: it is told the newest, if its dialect has a past
     * @throws RefusedException if it is there already, or in {@link Participant#MAX_ROOMS} rooms, or the room is for groups of which it is not
     */
    public void join(Participant participant, String room, Optional<Position> since) {
        if (participant.membership(room).isPresent()) {
            throw new RefusedException(ALREADY_JOINED, "You are in this room.", room);
        }
        limits.refuse(participant, participant.uid(), participant.dialect(), room, since);
        if (participant.memberships().size() >= Participant.MAX_ROOMS) {
            throw new RefusedException(
                    TOO_MANY_ROOMS, "You are in " + Participant.MAX_ROOMS + " rooms, which is the most.", room);
        }
        addTo(room, participant, since);
    }

    /**
     * Sends a participant a page of the past, if its dialect has one.
     *
     * @param participant who asks
     * @param room the room; null: its inbox
     * @param before the number that all of them are lower than; {@link Long#MAX_VALUE}: the newest
     * @param most how many messages at the most
     * @param whenRefused told later, in another thread, why there is none
     * @throws RefusedException if the participant is not in that room, or has not been given the page that it asked for before
     */
    public void history(
            Participant participant, String room, long before, int most, Consumer<RefusedException> whenRefused) {
        if (room != null) {
            limits.refuse(participant, participant.uid(), participant.dialect(), room, Optional.empty());
        }
        participant.place(room).channel().tellPast(participant, before, most, whenRefused);
    }

    /**
     * The groups of a client's user have changed. It leaves the rooms that are for others now, and is told so.
     *
     * @param participant who, logged in or not
     */
    public void recheck(Participant participant) {
        expel(participant);
    }

    /**
     * Tells those who are in a room, or in any, that what passes on their lines is seen by an administrator, or no more.
     *
     * @param room the room; empty: all
     * @param on whether it begins
     */
    public void tellWatched(Optional<String> room, boolean on) {
        rooms.values().stream()
                .filter(each -> room.isEmpty() || each.name().equals(room.get()))
                .forEach(each -> each.signal(
                        new Event.Watched(each.name(), on, services.clock().instant())));
    }

    /**
     * Which rooms are for some groups only.
     *
     * @return the groups of each of them
     */
    public Map<String, Set<String>> limits() {
        return limits.all();
    }

    /**
     * Says for which groups a room is. Whoever is in it and in none of them leaves it, and is told so.
     *
     * @param room the room, checked
     * @param groups whose members may read it; none: everybody
     * @return done when that is in the store and everybody has left; else a {@link StoreException} tells why it is not
     */
    public CompletableFuture<Void> limit(String room, Set<String> groups) {
        return CompletableFuture.runAsync(
                () -> {
                    limits.limit(room, groups);
                    expelAll();
                },
                services.threads().store());
    }

    private void expelAll() {
        participants.values().forEach(this::expel);
    }

    private boolean admits(Member member) {
        Participant participant = member.participant();
        return limits.admits(
                member.channel().name(), participant.uid(), participant.access().groups());
    }

    private void expel(Participant participant) {
        participant.memberships().stream().filter(member -> !admits(member)).forEach(member -> {
            RoomLimits.tellExpelled(participant, member.channel().name());
            removeFrom(member, false);
        });
    }

    /** A room has been changed. Whoever is not among its people any more leaves it. */
    private void changed(Event.Changed event) {
        desk.changed(event);
        Optional.ofNullable(rooms.get(event.log())).ifPresent(this::expelFrom);
    }

    private void expelFrom(Room room) {
        Roster present = room.audience().members();
        IntStream.range(0, present.size())
                .mapToObj(present::get)
                .filter(member -> !admits(member))
                .map(Member::participant)
                .forEach(this::expel);
    }

    /**
     * Tells those who share a room with a user that nobody sits before any of its devices, or somebody does again.
     *
     * @param participant one of the user's devices
     * @param idle whether nobody sits before this one
     */
    public void turn(Participant participant, boolean idle) {
        participant.setIdle(idle);
        participant.memberships().forEach(member -> roomOf(member).turn(member, idle));
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
        Member asking = participant.member(room);
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
        removeFrom(participant.member(room), false);
        desk.left(participant, room);
    }

    /**
     * Ends all memberships of a client whose connection is gone.
     *
     * @param participant who
     */
    public void exit(Participant participant) {
        exit(participant, true);
    }

    /**
     * Ends all memberships of a client that is sent away for good: nobody waits for its return.
     *
     * @param participant who
     */
    public void dismiss(Participant participant) {
        exit(participant, false);
    }

    private void exit(Participant participant, boolean broken) {
        participant.close();
        if (!stopping) {
            participant.memberships().forEach(member -> removeFrom(member, broken));
        }
        inboxes.detach(participant);
        participants.remove(participant.passingUid(), participant);
        participant.forget();
    }

    /** The application stops: from now on nobody is told who goes, for all do. */
    public void stop() {
        stopping = true;
    }

    /** Retention has deleted messages: nobody is told them from memory. */
    void forgetNewest() {
        rooms.values().forEach(Channel::forgetNewest);
        inboxes.forgetNewest();
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
                rooms.size(),
                rooms.values().stream()
                        .flatMapToLong(room -> room.audience().lags())
                        .toArray());
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
        Room room = new Room(name, backlog, services, grace, this::giveUp);
        services.threads().store().execute(room::open);
        return room;
    }

    private void giveUp(Room vacated) {
        rooms.computeIfPresent(vacated.name(), (name, room) -> room == vacated && room.isEmpty() ? null : room);
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
            // The connection has gone meanwhile, and its exit may have come too early to see this membership, or have
            // made the client forget it.
            removeFrom(newcomer.get(), true);
            participant.forget(newcomer.get());
        }
        desk.entered(participant, name);
        entered.turn(newcomer.get(), participant.isIdle());
        if (!admits(newcomer.get())) {
            // Its groups, or the room's, have changed meanwhile, and that may have come too early to see this
            // membership.
            expel(participant);
        }
        // It before the others, as in the capture.
        newcomer.get().catchUp();
        participant.wake();
        entered.announce();
    }

    private void removeFrom(Member member, boolean broken) {
        if (!member.channel().putOff(member, () -> removeNow(member, broken))) {
            removeNow(member, broken);
        }
    }

    private void removeNow(Member member, boolean broken) {
        rooms.computeIfPresent(member.channel().name(), (name, room) -> {
            room.leave(member, broken);
            return room.isEmpty() ? null : room;
        });
        member.participant().wake();
        roomOf(member).announce();
    }

    private static Room roomOf(Member member) {
        return (Room) member.channel();
    }
}
