package org.kaiwa.room;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.kaiwa.protocol.CloseCode;

/**
 * One pass over the members of a room, shared by as many threads as call {@link #run}: each takes the next few members until none are left.
 *
 * <p>From the newest member to the oldest, so that on an idle server a newcomer has its list of members before the others hear of it, as in the
 * capture. The last thread to end tells the lowest position that anybody still needs.
 */
final class FanoutWalk implements Runnable {

    /** How many members a thread takes at a time. A room of no more is one thread's. */
    static final int SHARE = 64;

    private final Member[] members;
    private final List<Member> leaving;
    private final int threads;
    private final LongConsumer whenEnded;

    /** The members before this one are still to be served. */
    private final AtomicInteger rest;

    /** Threads that have not ended. */
    private final AtomicInteger atWork;

    private final AtomicLong needed = new AtomicLong(Long.MAX_VALUE);

    /**
     * A walk.
     *
     * @param members whom to serve, the oldest first
     * @param leaving whom to serve besides
     * @param mostThreads how many threads may share it
     * @param whenEnded told the lowest position that is still needed
     */
    FanoutWalk(Member[] members, List<Member> leaving, int mostThreads, LongConsumer whenEnded) {
        this.members = members;
        this.leaving = leaving;
        this.whenEnded = whenEnded;
        this.threads = Math.max(1, Math.min(mostThreads, (members.length + SHARE - 1) / SHARE));
        this.rest = new AtomicInteger(members.length);
        this.atWork = new AtomicInteger(threads);
    }

    /** How many times {@link #run} has to be called. */
    int threads() {
        return threads;
    }

    @Override
    public void run() {
        for (int end = rest.getAndAdd(-SHARE); end > 0; end = rest.getAndAdd(-SHARE)) {
            for (int i = end - 1; i >= Math.max(0, end - SHARE); i--) {
                serve(members[i]);
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
        if (member.cursor() < member.room().log().tail()) {
            participant.end(CloseCode.TOO_SLOW);
        }
        if (!participant.isClosed() && member.cursor() < needed.get()) {
            needed.accumulateAndGet(member.cursor(), Math::min);
        }
    }
}
