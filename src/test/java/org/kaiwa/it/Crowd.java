package org.kaiwa.it;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Some {@link ReliableClient}s of one room, each in a thread of its own. */
final class Crowd {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String room;
    private final List<ReliableClient> clients;
    private List<CompletableFuture<Void>> lives = List.of();
    private String where = "";

    Crowd(String room, List<ReliableClient> clients) {
        this.room = room;
        this.clients = List.copyOf(clients);
    }

    /** Users that are called by a word and their number. */
    static Crowd of(String room, String name, int users) {
        return new Crowd(
                room,
                IntStream.range(0, users)
                        .mapToObj(i -> new ReliableClient(
                                name + i, room, "token-of-test-user-number-" + i + "-in-" + room.replace(' ', '-')))
                        .toList());
    }

    /** Notes what a failure is to be had again with. */
    Crowd playedWith(long seed) {
        where = "seed " + seed + ", ";
        return this;
    }

    List<ReliableClient> clients() {
        return clients;
    }

    /** Begins their lives. */
    void live(Consumer<ReliableClient> life) {
        lives = clients.stream()
                .map(client -> CompletableFuture.runAsync(
                        () -> life.accept(client), task -> new Thread(task, client.name()).start()))
                .toList();
    }

    /** Waits until their lives have ended, and fails if one has failed. */
    void join() {
        await("they leave", () -> lives.stream().allMatch(CompletableFuture::isDone));
    }

    /** Waits for something, and fails at once if one of them does. */
    void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    void await(String what, Duration patience, BooleanSupplier condition) {
        try {
            Awaitility.await(what)
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        boolean holds = condition.getAsBoolean();
                        lives.stream()
                                .filter(CompletableFuture::isCompletedExceptionally)
                                .forEach(CompletableFuture::join);
                        return holds;
                    });
        } catch (CompletionException failure) {
            throw new AssertionError(where + "before " + what, failure.getCause());
        } catch (ConditionTimeoutException timeout) {
            throw new AssertionError(where + "not within " + patience + ": " + what + "; " + clients, timeout);
        }
    }

    /** Waits until all have been let in, at least once. */
    void awaitAll() {
        await(
                "all are there",
                () -> clients.stream().allMatch(client -> client.presence().uid() > 0));
    }

    /** From now on every fourth thing that one of them says is for another of them. Waits until all have been let in. */
    void whisper() {
        awaitAll();
        for (ReliableClient client : clients) {
            client.outbox()
                    .whisperTo(clients.stream()
                            .filter(other -> other != client)
                            .map(other -> other.presence().uid())
                            .toList());
        }
    }

    /** Lets them say no more, waits until all is acknowledged, and lets them go when they have heard it all, each on its line and on another one. */
    Truth finish(int port) {
        clients.forEach(client -> client.outbox().talk(0, 0));
        await(
                "all is acknowledged",
                () -> clients.stream().allMatch(client -> client.outbox().isDone()));
        Truth truth = look(port);
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).leaveAt(truth.log().size(), truth.inboxes().get(i).size());
        }
        join();
        return truth;
    }

    /** Reads it all from the beginning. */
    Truth look(int port) {
        return new Truth(
                ReliableClient.reader(port, room).log().told(),
                clients.stream()
                        .map(client -> client.onAnotherDevice(port).inbox().told())
                        .toList());
    }

    long acknowledged() {
        return clients.stream()
                .mapToLong(client -> client.outbox().acknowledged().size()
                        + client.outbox().acknowledgedPrivately().size())
                .sum();
    }
}
