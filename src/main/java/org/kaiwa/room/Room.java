package org.kaiwa.room;

import java.util.Optional;
import java.util.function.Consumer;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.MemberPage;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.User;

/** One room: a channel whose members know of each other. Thread-safe. */
final class Room extends Channel {

    /** Under the monitor. */
    private final Presence presence;

    /** There is a change in the log that nobody has been woken for. */
    private volatile boolean announcing;

    /**
     * An empty room.
     *
     * @param name its name
     * @param backlog how many events a member may lag
     * @param services what it runs on
     */
    Room(String name, int backlog, Services services) {
        super(name, backlog, services);
        this.presence = new Presence(name, log(), clock(), threads().later());
    }

    boolean isEmpty() {
        return members().size() == 0;
    }

    /**
     * Begins a membership. It is the caller who wakes the newcomer, and then calls {@link #announce}.
     *
     * @param since what it has read of the room before; empty: nothing
     */
    synchronized Member join(Participant newcomer, Optional<Position> since) {
        Event.Change arrival = presence.change(newcomer.user(), true);
        Member member = new Member(this, newcomer, arrival);
        add(member);
        member.find(members(), since);
        newcomer.add(member);
        note(arrival);
        return member;
    }

    /**
     * Ends a membership; one who stays connected is told so, being the last thing it hears of the room. It is the caller who wakes the leaver, and then
     * calls {@link #announce}.
     */
    synchronized void leave(Member member) {
        if (remove(member)) {
            Event.Change end = presence.change(member.participant().user(), false);
            member.endAt(log().head(), end);
            note(end);
        }
    }

    private void note(Event.Change change) {
        if (presence.note(change, members().size(), this::tellPresence)) {
            announcing = true;
        }
    }

    private synchronized void tellPresence() {
        if (presence.due(members().size())) {
            fanOut();
        }
    }

    /** Tells those inside of who has come or gone, unless they are told later. */
    void announce() {
        if (announcing) {
            announcing = false;
            fanOut();
        }
    }

    /**
     * Tells a member who else is there.
     *
     * @param asking the member; it is the caller who wakes it
     * @param after the number of the last member of the page before; 0: the first page
     * @return false if it was dropped, because the client reads too slowly
     */
    synchronized boolean tellMembers(Member asking, long after) {
        // Under the monitor, so that no later batch reaches the client before the page.
        MemberPage page = asking.page(members(), after);
        return asking.participant()
                .dialect()
                .frames()
                .members(page)
                .map(asking.participant()::queue)
                .orElse(true);
    }

    /**
     * Says something to everybody, once it is stored.
     *
     * @param from who
     * @param id what the sender calls it; null: nothing
     * @param whenRefused told why it was not stored, in the thread of the commits
     * @throws RefusedException if the room is behind, or too much waits for the store
     */
    void say(Member from, String id, String content, Consumer<RefusedException> whenRefused) {
        submit(
                from,
                new MessageStore.Draft(name(), from.participant().user(), id, content, clock().instant()),
                content.length(),
                whenRefused);
    }

    /** A batch of those who came and went goes along. */
    @Override
    void beforeAppending() {
        presence.ride(members().size());
    }

    /**
     * Says something to one member.
     *
     * @throws RefusedException if the room is behind
     */
    synchronized void whisper(User from, User to, Object toAsSent, String content) {
        refuseIfBehind();
        append(new Event.Whispered(name(), from, to, toAsSent, content, clock().instant()));
    }
}
