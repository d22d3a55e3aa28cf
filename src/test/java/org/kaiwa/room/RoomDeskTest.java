package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaiwa.identity.Subject;
import org.kaiwa.protocol.ClientFrame;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.RoomKind;
import org.kaiwa.protocol.User;

/** Questions and wishes about rooms when the database is slow or away. */
class RoomDeskTest {

    private final MemoryStore store = new MemoryStore();
    private final MemoryDirectory users = new MemoryDirectory();
    private final MemoryRooms directory = new MemoryRooms();

    /** What reads from the database does so when a test says so. */
    private final Queue<Runnable> reads = new ArrayDeque<>();

    private boolean stopping;

    private final Rooms rooms = new Rooms(
            256,
            Duration.ZERO,
            store,
            users,
            directory,
            new Channel.Threads(Runnable::run, 1, (task, millis) -> {}, Runnable::run, task -> {
                if (stopping) {
                    throw new RejectedExecutionException();
                }
                reads.add(task);
            }),
            InstantSource.system());

    private final List<RefusedException> refusals = new ArrayList<>();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private Participant ann;

    @BeforeEach
    void aUserIsHere() {
        ann = enter(users.admit(Subject.guest("ann"), "Ann"), outlet);
    }

    @Test
    void oneQuestionAtATimeIsAnswered() {
        rooms.desk().list(ann, null, refusals::add);

        assertThatThrownBy(() -> rooms.desk().people(ann, "an", refusals::add))
                .isInstanceOfSatisfying(RefusedException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                    assertThat(refusal.retryAfterMillis()).isPositive();
                });
        read();
        rooms.desk().people(ann, "an", refusals::add);
        read();

        assertThat(outlet.received())
                .containsExactly(
                        "{\"type\":\"rooms\",\"rooms\":[]}",
                        "{\"type\":\"people\",\"people\":[{\"uid\":1,\"name\":\"Ann\"}],\"find\":\"an\"}");
        assertThat(refusals).isEmpty();
    }

    @Test
    void whoAsksWhileTheDatabaseIsAwayIsToldSoAndMayAskAgain() {
        directory.away(true);
        users.away(true);
        rooms.desk().list(ann, "x", refusals::add);
        read();
        rooms.desk().people(ann, "x", refusals::add);
        read();

        assertThat(refusals)
                .extracting(RefusedException::code)
                .containsExactly(ErrorCode.TRY_AGAIN, ErrorCode.TRY_AGAIN);
        directory.away(false);
        rooms.desk().list(ann, "x", refusals::add);
        read();
        assertThat(outlet.received()).containsExactly("{\"type\":\"rooms\",\"rooms\":[],\"find\":\"x\"}");
    }

    @Test
    void whoAsksWhileTheServerStopsIsRefusedAndNotForgotten() {
        stopping = true;

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> rooms.desk().list(ann, null, refusals::add))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TRY_AGAIN));
        }
    }

    @Test
    void aRoomThatCannotBeMadeIsRefusedUnderItsId() {
        directory.away(true);

        rooms.desk().create(ann, open("tea"), refusals::add);

        assertThat(refusals).extracting(RefusedException::code).containsExactly(ErrorCode.TRY_AGAIN);
        assertThat(outlet.received())
                .singleElement()
                .asString()
                .contains("\"code\":\"try_again\"", "\"retry_after_ms\"", "\"id\":\"c-1\"");
    }

    @Test
    void whoMakesManyRoomsWithoutWaitingForTheAnswersIsStopped() {
        for (int i = 0; i < Participant.MAX_OWED; i++) {
            rooms.desk().create(ann, open("tea " + i), refusals::add);
        }

        assertThatThrownBy(() -> rooms.desk().create(ann, open("one more"), refusals::add))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED));
        read();
        outlet.received();
        rooms.desk().create(ann, open("one more"), refusals::add);
        assertThat(refusals).isEmpty();
    }

    @Test
    void aRoomThatIsMadeIsToldToAllDevicesOfItsPeople() {
        User bob = users.admit(Subject.guest("bob"), "Bob");
        RecordingOutlet phone = new RecordingOutlet();
        RecordingOutlet laptop = new RecordingOutlet();
        enter(bob, phone);
        enter(bob, laptop);
        outlet.received();

        rooms.desk()
                .create(
                        ann,
                        new ClientFrame.Create(RoomKind.CLOSED, null, "Secret", "", List.of(bob.uid()), "c-1"),
                        refusals::add);
        read();

        String told = "\"title\":\"Secret\",\"kind\":\"closed\",\"member\":true";
        assertThat(phone.received()).singleElement().asString().contains(told).doesNotContain("mine", "c-1");
        assertThat(laptop.received()).singleElement().asString().contains(told);
        assertThat(outlet.received()).first().asString().contains(told, "\"mine\":true", "\"id\":\"c-1\"");
    }

    @Test
    void aRoomOfTheServersNamingIsNobodysAlsoWhenNobodyIsKnownToBelongToIt() {
        assertThat(new RoomLimits(directory).admits("~0123456789abcdef0123456789", ann.uid(), Set.of()))
                .as("after a restart, all its people having left")
                .isFalse();
        assertThat(new RoomLimits(directory).admits("~tilde", ann.uid(), Set.of()))
                .isTrue();
    }

    private static ClientFrame.Create open(String name) {
        return new ClientFrame.Create(RoomKind.OPEN, name, null, "", List.of(), "c-1");
    }

    private void read() {
        for (Runnable task = reads.poll(); task != null; task = reads.poll()) {
            task.run();
        }
    }

    private Participant enter(User user, RecordingOutlet device) {
        Participant participant = rooms.connect(device);
        rooms.enter(participant, user, Dialect.NATIVE, "1", Optional.empty(), Optional.empty());
        read();
        device.received();
        return participant;
    }
}
