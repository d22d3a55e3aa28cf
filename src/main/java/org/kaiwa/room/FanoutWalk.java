package org.kaiwa.room;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.kaiwa.protocol.CloseCode;

/**
 * One pass over the members of a room, shared by as many threads as call {@link #run}: each takes the next few members until none are left.
 *
 * <p>The oldest members come first. The last thread to end tells the lowest position that anybody still needs.
 */
final class FanoutWalk implements Runnable {

    /** How many members a thread takes at a time. A room of no more is one thread's. */
    static final int SHARE = 64;

    /** A walk over more members is worth beginning anew: it takes tens of milliseconds. */
    private static final int LONG = 2_048;

    private final Roster members;
    private final List<Member> leaving;
    private final int threads;
    private final LongConsumer whenEnded;

    /** The first member that nobody has taken. */
    private final AtomicInteger next = new AtomicInteger();

    /** It has begun anew. */
    private final AtomicBoolean anew = new AtomicBoolean();

    /** Threads that have not ended. */
    private final AtomicInteger atWork;

    private final AtomicLong needed = new AtomicLong(Long.MAX_VALUE);

    /**
     * A walk.
     *
     * @param members whom to serve
     * @param leaving whom to serve besides
     * @param mostThreads how many threads may share it
     * @param whenEnded told the lowest position that is still needed
     */
    FanoutWalk(Roster members, List<Member> leaving, int mostThreads, LongConsumer whenEnded) {
        this.members = members;
        this.leaving = leaving;
        this.whenEnded = whenEnded;
        this.threads = Math.max(1, Math.min(mostThreads, (members.size() + SHARE - 1) / SHARE));
        this.atWork = new AtomicInteger(threads);
    }

    /** How many times {@link #run} has to be called. */
    int threads() {
        return threads;
    }

    /**
     * Something more has been appended. A long walk goes back to its beginning, once: those who have been served hear it now and not after all the
     * others, who get it together with what the walk was for. It is no more work than another walk after this one.
     */
    void hurry() {
        if (members.size() > LONG && !anew.getAndSet(true)) {
            next.set(0);
        }
    }

    @Override
    public void run() {
        int size = members.size();
        for (int begin = next.getAndAdd(SHARE); begin < size; begin = next.getAndAdd(SHARE)) {
            int end = Math.min(begin + SHARE, size);
            for (int i = begin; i < end; i++) {
                serve(members.get(i));
            }
        }
        if (atWork.decrementAndGet() == 0) {
            leaving.forEach(this::serve);
            whenEnded.accept(needed.get());
        }
    }

    /** Sends a member what it can take. One that lags too far is closed here, for its own turn may never come. */
    private void serve(Member member) {
        Participant participant = member.participant();
        participant.wake();
        if (member.cursor() < member.channel().log().tail() && !member.isCatchingUp()) {
            participant.end(CloseCode.TOO_SLOW);
        }
        if (!participant.isClosed() && member.cursor() < needed.get()) {
            needed.accumulateAndGet(member.cursor(), Math::min);
        }
    }
}
