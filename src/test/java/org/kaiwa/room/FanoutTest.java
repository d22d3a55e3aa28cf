package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FanoutTest {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<Integer> ran = new ArrayList<>();

    @Test
    void noMoreThreadsAreAskedForThanAllowedHoweverManyRoomsAreDue() {
        Fanout fanout = new Fanout(threads::add, 2, 0);

        for (int room = 0; room < 1_000; room++) {
            int number = room;
            fanout.execute(() -> ran.add(number));
        }

        assertThat(threads).hasSize(2);
        threads.remove().run();
        assertThat(ran).hasSize(1_000).isSorted();
        threads.remove().run();
        assertThat(ran).hasSize(1_000);
    }

    @Test
    void anIdleFanOutHasNoThreadAndTheNextRoomGetsOne() {
        Fanout fanout = new Fanout(threads::add, 2, 0);
        fanout.execute(() -> ran.add(1));
        threads.remove().run();
        assertThat(threads).isEmpty();

        fanout.execute(() -> ran.add(2));
        threads.remove().run();

        assertThat(ran).containsExactly(1, 2);
    }

    @Test
    void aRoomThatFailsCostsTheOthersNothing() {
        Fanout fanout = new Fanout(threads::add, 1, 0);
        fanout.execute(() -> {
            throw new IllegalStateException("broken");
        });
        fanout.execute(() -> ran.add(2));

        threads.remove().run();

        assertThat(ran).containsExactly(2);
        fanout.execute(() -> ran.add(3));
        assertThat(threads).hasSize(1);
    }

    @Test
    void aRoomThatFindsNoThreadIsRefusedUnlessOneIsAtWork() {
        Fanout none = new Fanout(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                2,
                0);
        assertThatThrownBy(() -> none.execute(() -> ran.add(1))).isInstanceOf(RejectedExecutionException.class);

        Fanout one = new Fanout(
                task -> {
                    if (!threads.isEmpty()) {
                        throw new RejectedExecutionException("full");
                    }
                    threads.add(task);
                },
                2,
                0);
        one.execute(() -> ran.add(2));
        one.execute(() -> ran.add(3));
        threads.remove().run();

        assertThat(ran).containsExactly(2, 3);
    }

    @Test
    void aRefusalTakesNothingFromTheRoomsThatWait() {
        List<Boolean> full = new ArrayList<>(List.of(true));
        Fanout[] fanout = new Fanout[1];
        fanout[0] = new Fanout(
                task -> {
                    if (full.size() == 1) {
                        full.add(true);
                        // Another room comes while this one is about to be refused.
                        fanout[0].execute(() -> ran.add(2));
                    }
                    if (full.get(0)) {
                        throw new RejectedExecutionException("full");
                    }
                    threads.add(task);
                },
                2,
                0);
        assertThatThrownBy(() -> fanout[0].execute(() -> ran.add(1))).isInstanceOf(RejectedExecutionException.class);

        full.set(0, false);
        fanout[0].execute(() -> ran.add(3));
        threads.remove().run();

        assertThat(ran).containsExactly(2, 3);
    }

    @Test
    void nothingThatIsDueIsForgottenHoweverTheThreadsMeet() throws InterruptedException {
        int rooms = 20_000;
        ExecutorService pool = Executors.newCachedThreadPool();
        Fanout fanout = new Fanout(pool, 2, 0);
        CountDownLatch done = new CountDownLatch(rooms);

        for (int room = 0; room < rooms; room++) {
            fanout.execute(done::countDown);
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
    }

    @Test
    void aThreadWithoutWorkWaitsForMoreAndIsUsedBeforeAnotherIsAskedFor() throws InterruptedException {
        ExecutorService pool = Executors.newCachedThreadPool();
        AtomicInteger asked = new AtomicInteger();
        Fanout fanout = new Fanout(
                task -> {
                    asked.incrementAndGet();
                    pool.execute(task);
                },
                2,
                TimeUnit.MINUTES.toMillis(1));

        for (int room = 0; room < 100; room++) {
            CountDownLatch done = new CountDownLatch(1);
            fanout.execute(done::countDown);
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(asked).hasValueBetween(1, 2);
        pool.shutdownNow();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS))
                .as("who waits goes when the server says so")
                .isTrue();
    }
}
