package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.RefusedException;

/** What is said waits for the store, and the rooms wait with it. */
class StoredRoomsTest {

    private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");

    private final MemoryStore store = new MemoryStore();

    /** The thread of the commits runs when a test says so. */
    private final Queue<Runnable> commits = new ArrayDeque<>();

    /** What runs later runs when a test says so. */
    private final Queue<Runnable> later = new ArrayDeque<>();

    private final Rooms rooms = TestRooms.on(
            1_000,
            store,
            new Channel.Threads(Runnable::run, 1, (task, millis) -> later.add(task), commits::add, Runnable::run));

    private final List<RefusedException> refusals = new ArrayList<>();
    private final RecordingOutlet annsOutlet = new RecordingOutlet();
    private final RecordingOutlet bobsOutlet = new RecordingOutlet();
    private Participant ann;
    private Participant bob;

    @BeforeEach
    void bothEnter() {
        ann = enter(annsOutlet, "Ann", Dialect.NATIVE);
        bob = enter(bobsOutlet, "Bob", Dialect.CAPTURE);
        commit();
        annsOutlet.received();
        bobsOutlet.received();
    }

    @Test
    void nobodyIsToldOfAMessageBeforeItIsStored() {
        say("hello", "1");
        assertThat(heardByBob()).isEmpty();
        assertThat(heardByAnn()).isEmpty();

        commit();
        assertThat(heardByBob()).containsExactly("hello");
        assertThat(heardByAnn()).containsExactly("hello");
    }

    @Test
    void whatComesDuringACommitGoesIntoTheNextOneTogether() {
        say("a", "1");
        say("b", "2");
        say("c", "3");

        assertThat(commits).hasSize(1);
        commit();
        assertThat(heardByBob()).containsExactly("a", "b", "c");
    }

    @Test
    void theSameIdAgainIsAcknowledgedToItsSenderOnly() {
        say("once", "1");
        commit();
        say("once", "1");
        commit();

        assertThat(heardByAnn()).containsExactly("once", "once");
        assertThat(heardByBob()).containsExactly("once");
        assertThat(store.head("1")).isEqualTo(1);
    }

    @Test
    void whoComesWhileMuchIsSaidWaitsForOneCommitOnly() {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Participant talker = enter(new RecordingOutlet(), "t" + i, Dialect.NATIVE);
            for (int j = 0; j < 200; j++) {
                Saying.say(rooms, talker, "1", null, "m", refusals::add);
            }
        }
        Runnable first = commits.remove();
        commits.add(() -> order.add("other"));
        first.run();
        runAll(order);

        assertThat(order).containsExactly("other", "commit");
    }

    private void runAll(List<String> order) {
        for (Runnable task = commits.poll(); task != null; task = commits.poll()) {
            int before = order.size();
            task.run();
            if (order.size() == before) {
                order.add("commit");
            }
        }
    }

    @Test
    void theSameIdForAnotherMessageIsRefusedByName() {
        say("once", "1");
        say("twice", "1");
        commit();

        assertThat(refusals).extracting(RefusedException::code).containsExactly(ErrorCode.ID_CONFLICT);
        assertThat(heardByBob()).containsExactly("once");
    }

    @Test
    void whileTheStoreIsAwaySendersAreAskedToTryAgainAndAllRecovers() {
        store.away(true);
        say("lost", "1");
        say("lost too", "2");
        commit();

        assertThat(refusals)
                .extracting(RefusedException::code)
                .containsExactly(ErrorCode.TRY_AGAIN, ErrorCode.TRY_AGAIN);
        assertThat(refusals).extracting(RefusedException::retryAfterMillis).containsOnly(1_000L);
        assertThat(heardByBob()).isEmpty();

        store.away(false);
        say("lost", "1");
        commit();
        assertThat(heardByBob()).containsExactly("lost");
        assertThat(annsOutlet.closes()).isEmpty();
    }

    @Test
    void aRoomThatOpensWhileTheStoreIsAwayWorksWhenItIsBack() {
        store.away(true);
        rooms.join(ann, "tea", Optional.empty());
        commit();
        store.away(false);
        later.remove().run();

        Saying.say(rooms, ann, "tea", "1", "hello", refusals::add);
        commit();
        assertThat(heardByAnn()).containsExactly("hello");
    }

    @Test
    void aMessageWhoseCommitSeemedToFailReachesEverybodyBeforeTheNext() {
        store.loseTheNextAnswer();
        say("stored", "1");
        commit();
        assertThat(refusals).extracting(RefusedException::code).containsExactly(ErrorCode.TRY_AGAIN);
        assertThat(heardByBob()).isEmpty();

        say("next", "2");
        commit();
        assertThat(heardByBob()).containsExactly("stored", "next");
        assertThat(heardByAnn()).containsExactly("stored", "next");
    }

    @Test
    void aMessageWhoseCommitSeemedToFailReachesEverybodyWhenItIsSentAgain() {
        store.loseTheNextAnswer();
        say("stored", "1");
        commit();

        say("stored", "1");
        commit();
        assertThat(heardByBob()).containsExactly("stored");
        // Once as everybody, once as its acknowledgement.
        assertThat(heardByAnn()).containsExactly("stored", "stored");
    }

    @Test
    void aMessageWhoseCommitSeemedToFailReachesEverybodyInAMomentThoughNobodySaysAnything() {
        store.loseTheNextAnswer();
        say("stored", "1");
        commit();
        assertThat(heardByBob()).isEmpty();

        assertThat(later).hasSize(1);
        later.remove().run();
        commit();

        assertThat(heardByBob()).containsExactly("stored");
        assertThat(later).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayItIsAskedAgainByOneTaskAtATime() {
        store.away(true);
        say("a", "1");
        commit();
        say("b", "2");
        commit();
        assertThat(later).hasSize(1);

        later.remove().run();
        commit();
        assertThat(later).as("it was still away").hasSize(1);
        store.away(false);
        later.remove().run();
        commit();
        assertThat(later).isEmpty();
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatTheLogLacksAndTheStoreHasLostHoldsUpNothing() {
        store.loseTheNextAnswer();
        say("lost", "1");
        commit();
        store.forgetBefore("1", 3);

        say("next", "2");
        commit();
        assertThat(heardByBob()).containsExactly("next");
    }

    @Test
    void whoSaysSomethingAndGoesIsHeardBeforeItsEnd() {
        say("farewell", "1");
        rooms.exit(ann);
        commit();

        assertThat(bobsOutlet.received())
                .satisfiesExactly(
                        said -> assertThat(said).contains("farewell"),
                        gone -> assertThat(gone).contains("\"logout\""));
        assertThat(rooms.statistics().members()).isEqualTo(1);
    }

    @Test
    void whoSaysSomethingLeavesAndComesBackIsHeardInThisOrder() {
        say("farewell", "1");
        rooms.leave(ann, "1");
        assertThatThrownBy(() -> say("too late", "2"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_IN_ROOM));
        rooms.join(ann, "1", Optional.empty());
        commit();

        assertThat(bobsOutlet.received())
                .satisfiesExactly(
                        said -> assertThat(said).contains("farewell"),
                        gone -> assertThat(gone).contains("\"logout\""),
                        back -> assertThat(back).contains("\"login\""));
        say("again", "3");
        commit();
        assertThat(heardByBob()).containsExactly("again");
    }

    @Test
    void noAnswerIsDroppedHoweverManyComeAtOnce() {
        annsOutlet.stall();
        store.away(true);
        int many = 4 * Participant.MAX_NOTICES;
        for (int i = 0; i < many; i++) {
            say("m" + i, "id" + i);
        }
        commit();
        annsOutlet.resume();

        assertThat(annsOutlet.received())
                .hasSize(many)
                .allSatisfy(text -> assertThat(text).contains("\"try_again\"").contains("\"id\":\"id"));
    }

    @Test
    void anAcknowledgementNeverOvertakesWhatWasSaidBeforeIt() {
        say("once", "1");
        commit();
        annsOutlet.stall();
        say("a write is under way", "2");
        commit();
        annsOutlet.received();
        for (int i = 0; i < 100; i++) {
            Saying.say(rooms, bob, "1", null, "b" + i, refusals::add);
            commit();
        }
        say("once", "1");
        commit();
        Saying.say(rooms, bob, "1", null, "and after", refusals::add);
        commit();
        annsOutlet.resume();

        List<String> heard = heardByAnn();
        assertThat(heard).hasSize(102);
        assertThat(heard.indexOf("once")).isGreaterThan(heard.indexOf("b99"));
    }

    @Test
    void whoDoesNotReadItsAnswersCanSayNoMore() {
        say("once", "1");
        commit();
        annsOutlet.stall();
        say("now a write is under way", "2");
        commit();

        int taken = 0;
        while (refusals.isEmpty() && taken < 10_000) {
            try {
                say("once", "1");
                commit();
                taken++;
            } catch (RefusedException refusal) {
                refusals.add(refusal);
            }
        }
        assertThat(taken).isEqualTo(Participant.MAX_OWED);
        assertThat(refusals).extracting(RefusedException::code).containsExactly(ErrorCode.RATE_LIMITED);
        annsOutlet.received();
        annsOutlet.resume();
        assertThat(heardByAnn()).hasSize(Participant.MAX_OWED);
        say("and goes on", "3");
        commit();
        assertThat(heardByAnn()).containsExactly("and goes on");
    }

    @Test
    void moreThanTheStoreTakesIsRefusedAndNothingWaitsWithoutBound() {
        List<Participant> crowd = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Participant one = rooms.connect(new RecordingOutlet());
            rooms.enter(one, "n", Dialect.NATIVE, "room " + i, Optional.empty());
            crowd.add(one);
        }

        int taken = 0;
        int refused = 0;
        for (int i = 0; i < GroupCommit.MOST_WAITING + 10; i++) {
            try {
                Saying.say(rooms, crowd.get(i % 20), "room " + i % 20, null, "x", refusals::add);
                taken++;
            } catch (RefusedException refusal) {
                assertThat(refusal.code()).isEqualTo(ErrorCode.TRY_AGAIN);
                refused++;
            }
        }
        assertThat(taken).isEqualTo(GroupCommit.MOST_WAITING);
        assertThat(refused).isEqualTo(10);
        commit();
        assertThat(refusals).isEmpty();
    }

    private void say(String content, String id) {
        Saying.say(rooms, ann, "1", id, content, refusals::add);
    }

    private Participant enter(RecordingOutlet outlet, String name, Dialect dialect) {
        Participant participant = rooms.connect(outlet);
        rooms.enter(participant, name, dialect, "1", Optional.empty());
        return participant;
    }

    private void commit() {
        for (Runnable task = commits.poll(); task != null; task = commits.poll()) {
            task.run();
        }
    }

    private List<String> heardByAnn() {
        return contents(annsOutlet);
    }

    private List<String> heardByBob() {
        return contents(bobsOutlet);
    }

    private static List<String> contents(RecordingOutlet outlet) {
        return outlet.received().stream()
                .map(CONTENT::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }
}
