package org.kaiwa.room;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Rooms for tests that care for no users. */
final class TestRooms {

    private TestRooms() {}

    /** Rooms that wait for their store and keep nobody's seat. */
    static Rooms on(int backlog, MessageStore store, Executor fanout) {
        return on(
                backlog,
                store,
                new Channel.Threads(fanout, 1, (task, millis) -> fanout.execute(task), Runnable::run, Runnable::run));
    }

    /** Rooms that keep nobody's seat. */
    static Rooms on(int backlog, MessageStore store, Channel.Threads threads) {
        return new Rooms(
                backlog,
                Duration.ZERO,
                store,
                new MemoryDirectory(),
                new MemoryRooms(),
                threads,
                InstantSource.system());
    }

    /** What a single room runs on. */
    static Channel.Services services(MessageStore store, Channel.Threads threads) {
        return new Channel.Services(
                InstantSource.system(),
                threads,
                store,
                new GroupCommit(store, threads.store()),
                log -> java.util.Optional.empty(),
                change -> {});
    }
}
