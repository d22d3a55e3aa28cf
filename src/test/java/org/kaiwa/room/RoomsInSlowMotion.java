package org.kaiwa.room;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.kaiwa.identity.UserDirectory;

/** Rooms whose look-ups a test carries out. */
public final class RoomsInSlowMotion {

    private RoomsInSlowMotion() {}

    /**
     * Rooms that do all else at once.
     *
     * @param lookUps takes what reads from the directory or the store
     * @param users who is known
     */
    public static Rooms lookingUpBy(Executor lookUps, UserDirectory users) {
        return new Rooms(
                100,
                Duration.ZERO,
                new MemoryStore(),
                users,
                new MemoryRooms(),
                new Channel.Threads(Runnable::run, 1, (task, millis) -> {}, Runnable::run, lookUps),
                InstantSource.system());
    }
}
