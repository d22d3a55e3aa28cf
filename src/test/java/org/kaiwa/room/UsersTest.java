package org.kaiwa.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaiwa.identity.Subject;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.Position;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.User;

/** Users outlive their connections: one member on several devices, a seat that is kept for a while, an inbox. */
class UsersTest {

    private static final Pattern TYPE = Pattern.compile("\\{\"type\":\"(\\w+)\".*");

    private final MemoryStore store = new MemoryStore();
    private final MemoryDirectory directory = new MemoryDirectory();

    /** What runs later runs when a test says so. */
    private final Queue<Runnable> later = new ArrayDeque<>();

    private final Queue<Runnable> commits = new ArrayDeque<>();
    private final Queue<Runnable> reads = new ArrayDeque<>();
    private Instant now = Instant.parse("2014-08-12T09:51:02.776Z");

    private final Rooms rooms = new Rooms(
            256,
            Duration.ofSeconds(30),
            store,
            directory,
            new MemoryRooms(),
            new Channel.Threads(Runnable::run, 1, (task, millis) -> later.add(task), commits::add, reads::add),
            () -> now);

    private final List<RefusedException> refusals = new ArrayList<>();
    private final RecordingOutlet watcher = new RecordingOutlet();
    private User ann;
    private User bob;

    @BeforeEach
    void aGuestWatchesAndTwoUsersAreKnown() {
        ann = directory.admit(Subject.guest("ann"), "Ann");
        bob = directory.admit(Subject.guest("bob"), "Bob");
        rooms.enter(rooms.connect(watcher), "watcher", Dialect.NATIVE, "1", Optional.empty());
        settle();
        watcher.received();
    }

    @Test
    void aUserOnSeveralDevicesIsOneMember() {
        Device phone = enter(ann);
        assertThat(types(watcher)).containsExactly("login");
        phone.outlet.received();

        Device laptop = enter(ann);
        assertThat(watcher.received()).isEmpty();
        assertThat(phone.outlet.received()).isEmpty();
        assertThat(laptop.outlet.received())
                .satisfiesExactly(
                        list -> assertThat(list).contains("\"count\":2}").containsOnlyOnce("\"name\":\"Ann\""),
                        own -> assertThat(own).contains("\"login\"").contains("\"name\":\"Ann\""));

        rooms.exit(phone.participant);
        letGraceGoBy();
        assertThat(watcher.received()).isEmpty();
        rooms.leave(laptop.participant, "1");
        settle();
        assertThat(types(watcher)).containsExactly("logout");
    }

    @Test
    void whatOneDeviceSaysTheOthersHear() {
        Device phone = enter(ann);
        Device laptop = enter(ann);
        laptop.outlet.received();

        Saying.say(rooms, phone.participant, "1", "m-1", "from the phone", refusals::add);
        settle();

        assertThat(laptop.outlet.received()).singleElement().asString().contains("\"id\":\"m-1\"");
    }

    @Test
    void aShortBreakShowsNobodyLeavingAndComing() {
        Device phone = enter(ann);
        watcher.received();

        rooms.exit(phone.participant);
        settle();
        assertThat(watcher.received()).isEmpty();
        now = now.plusSeconds(29);
        Device again = enter(ann);
        assertThat(types(again.outlet)).startsWith("user_list", "login");
        now = now.plusSeconds(29);
        runLater();

        assertThat(watcher.received()).isEmpty();
        rooms.exit(again.participant);
        letGraceGoBy();
        assertThat(types(watcher)).containsExactly("logout");
    }

    @Test
    void whoBreaksOffAgainIsWaitedForAnew() {
        rooms.exit(enter(ann).participant);
        now = now.plusSeconds(20);
        rooms.exit(enter(ann).participant);
        watcher.received();

        now = now.plusSeconds(20);
        runLater();
        assertThat(watcher.received())
                .as("twenty seconds after the second break")
                .isEmpty();
        now = now.plusSeconds(10);
        runLater();
        assertThat(types(watcher)).containsExactly("logout");
    }

    @Test
    void manyWhoBreakOffAreWaitedForWithOneTimer() {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            devices.add(enter(directory.admit(Subject.guest("g" + i), "g" + i)));
        }
        watcher.received();
        devices.forEach(device -> rooms.exit(device.participant));
        settle();

        assertThat(later).hasSize(1);
        letGraceGoBy();
        assertThat(types(watcher)).hasSize(50).containsOnly("logout");
        assertThat(later).isEmpty();
    }

    @Test
    void whoSaysGoodbyeOrIsPassingGoesAtOnce() {
        Device user = enter(ann);
        RecordingOutlet outlet = new RecordingOutlet();
        Participant guest = rooms.connect(outlet);
        rooms.enter(guest, "guest", Dialect.CAPTURE, "1", Optional.empty());
        settle();
        watcher.received();

        rooms.leave(user.participant, "1");
        rooms.exit(guest);
        settle();

        assertThat(types(watcher)).containsExactly("logout", "logout");
        assertThat(later).isEmpty();
    }

    @Test
    void aRoomWhoseLastMemberBreaksOffEndsWithTheGrace() {
        Device device = enter(ann, "tea");
        rooms.exit(device.participant);
        settle();
        assertThat(rooms.count()).isEqualTo(2);

        letGraceGoBy();
        assertThat(rooms.count()).isEqualTo(1);
    }

    @Test
    void aLineThatBreaksBeforeItIsKnownWhoseItIsDoesNotTouchTheGrace() {
        rooms.exit(enter(ann).participant);
        watcher.received();
        now = now.plusSeconds(20);
        Participant device = rooms.connect(new RecordingOutlet());
        rooms.exit(device);
        rooms.enter(device, ann, Dialect.NATIVE, "1", Optional.empty(), Optional.empty());
        settle();

        now = now.plusSeconds(11);
        runLater();
        assertThat(types(watcher)).containsExactly("logout");
    }

    @Test
    void aPrivateMessageReachesAllDevicesOfBothAndNobodyElse() {
        List<Device> devices = List.of(enter(ann), enter(ann), enter(bob), enter(bob));
        devices.forEach(device -> device.outlet.received());
        watcher.received();

        whisper(devices.get(0), bob, "p-1", "psst");

        assertThat(devices)
                .allSatisfy(device -> assertThat(device.outlet.received())
                        .singleElement()
                        .asString()
                        .contains("psst", "\"room\":\"1\"", "\"to_name\":\"Bob\"", "\"seq\":1", "\"inbox\":true"));
        assertThat(watcher.received()).isEmpty();
    }

    @Test
    void aPrivateMessageIsKeptForOneWhoIsAway() {
        Device sender = enter(ann);
        sender.outlet.received();
        whisper(sender, bob, "p-1", "for later");
        assertThat(sender.outlet.received()).singleElement().asString().contains("\"id\":\"p-1\"");

        Device comes = enter(bob);
        assertThat(comes.outlet.received()).last().asString().contains("\"history\"", "for later", "\"inbox\":true");

        rooms.exit(comes.participant);
        whisper(sender, bob, "p-2", "and this");
        Device back = enter(bob, Optional.of(new Position("epoch", 1)));
        assertThat(types(back.outlet)).endsWith("say", "live");
        assertThat(back.outlet.frames())
                .extracting(Object::toString)
                .filteredOn(text -> text.contains("for later"))
                .isEmpty();
    }

    @Test
    void aPrivateMessageToNobodyIsRefusedUnderItsId() {
        Device sender = enter(ann);
        sender.outlet.received();

        rooms.words().whisper(sender.participant, "1", 77, 77L, "p-1", "psst", refusals::add);
        settle();
        assertThat(refusals).extracting(RefusedException::code).containsExactly(ErrorCode.RECIPIENT_UNKNOWN);
        assertThat(sender.outlet.received()).singleElement().asString().contains("recipient_unknown", "\"p-1\"");

        assertThatThrownBy(() ->
                        rooms.words().whisper(sender.participant, "1", User.MAX_UID, "x", "p-2", "psst", refusals::add))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void whileTheDirectoryIsAwayWhoWritesToOneWhoIsAwayIsAskedToTryAgain() {
        Device sender = enter(ann);
        sender.outlet.received();
        directory.away(true);

        whisper(sender, bob, "p-1", "psst");

        assertThat(sender.outlet.received()).singleElement().asString().contains("try_again", "\"p-1\"");
    }

    @Test
    void usersAndPassingGuestsWriteToEachOtherPrivately() {
        Device user = enter(ann);
        RecordingOutlet outlet = new RecordingOutlet();
        Participant guest = rooms.connect(outlet);
        rooms.enter(guest, "guest", Dialect.CAPTURE, "1", Optional.empty());
        settle();
        outlet.received();
        user.outlet.received();

        rooms.words().whisper(user.participant, "1", guest.uid(), guest.uid(), "p-1", "to the guest", refusals::add);
        settle();
        assertThat(outlet.received())
                .containsExactly("{\"type\":\"say\",\"from_uid\":" + ann.uid() + ",\"to_uid\":" + guest.uid()
                        + ",\"content\":\"to the guest\",T}");
        assertThat(user.outlet.received()).singleElement().asString().contains("\"seq\":1");

        rooms.words().whisper(guest, "1", ann.uid(), "" + ann.uid(), null, "to the user", refusals::add);
        settle();
        assertThat(user.outlet.received()).singleElement().asString().contains("to the user", "\"seq\":2");
        assertThat(outlet.received()).isEmpty();
        assertThat(refusals).isEmpty();
    }

    @Test
    void aChangeIsToldToAllButThoseWhoHaveNoWordForIt() {
        RecordingOutlet old = new RecordingOutlet();
        rooms.enter(rooms.connect(old), "old", Dialect.LATER, "1", Optional.empty());
        Device author = enter(ann);
        Saying.say(rooms, author.participant, "1", null, "helo", refusals::add);
        settle();
        old.received();
        watcher.received();

        rooms.words().amend(author.participant, "1", 1, "hello", "e-1", refusals::add);
        rooms.words().amend(author.participant, "1", 1, null, null, refusals::add);
        settle();

        assertThat(types(watcher)).containsExactly("edit", "delete");
        assertThat(old.received()).isEmpty();
        assertThat(refusals).isEmpty();
    }

    @Test
    void whoIsPassingCanChangeNothing() {
        Participant guest = rooms.connect(new RecordingOutlet());
        rooms.enter(guest, "guest", Dialect.NATIVE, "1", Optional.empty());
        Saying.say(rooms, guest, "1", null, "mine", refusals::add);
        settle();

        assertThatThrownBy(() -> rooms.words().react(guest, "1", 1, "\u2764", true, null, refusals::add))
                .isInstanceOf(RefusedException.class)
                .extracting("code")
                .isEqualTo(ErrorCode.NOT_YOURS);
        assertThatThrownBy(() -> rooms.words().amend(guest, "1", 1, "changed", null, refusals::add))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_YOURS));
    }

    @Test
    void anAcknowledgementNeverOvertakesThePagesOfThePast() {
        Device before = enter(ann);
        Saying.say(rooms, before.participant, "1", "m-1", "said before the line broke", refusals::add);
        for (int i = 0; i < 160; i++) {
            Saying.say(rooms, before.participant, "1", null, "m", refusals::add);
            settle();
        }
        rooms.exit(before.participant);
        settle();

        RecordingOutlet outlet = new RecordingOutlet();
        Participant back = rooms.connect(outlet);
        rooms.enter(back, ann, Dialect.NATIVE, "1", Optional.of(new Position("", 0)), Optional.empty());
        Saying.say(rooms, back, "1", "m-1", "said before the line broke", refusals::add);
        run(commits);
        settle();

        List<String> texts = outlet.received();
        List<String> said =
                texts.stream().filter(text -> text.contains("\"say\"")).toList();
        assertThat(said).hasSize(162);
        assertThat(said.subList(0, 161))
                .allSatisfy(text -> assertThat(text).contains("\"seq\":" + (said.indexOf(text) + 1)));
        assertThat(texts).last().asString().contains("\"id\":\"m-1\"");
    }

    private void whisper(Device from, User to, String id, String content) {
        rooms.words().whisper(from.participant, "1", to.uid(), to.uid(), id, content, refusals::add);
        settle();
    }

    private record Device(Participant participant, RecordingOutlet outlet) {}

    private Device enter(User user) {
        return enter(user, "1", Optional.empty());
    }

    private Device enter(User user, String room) {
        return enter(user, room, Optional.empty());
    }

    private Device enter(User user, Optional<Position> inboxSince) {
        return enter(user, "1", inboxSince);
    }

    private Device enter(User user, String room, Optional<Position> inboxSince) {
        RecordingOutlet outlet = new RecordingOutlet();
        Participant participant = rooms.connect(outlet);
        rooms.enter(participant, user, Dialect.NATIVE, room, Optional.empty(), inboxSince);
        settle();
        return new Device(participant, outlet);
    }

    private void letGraceGoBy() {
        now = now.plusSeconds(31);
        runLater();
    }

    private void runLater() {
        Runnable task = later.poll();
        if (task != null) {
            task.run();
        }
        settle();
    }

    private void settle() {
        while (!commits.isEmpty() || !reads.isEmpty()) {
            run(commits);
            run(reads);
        }
    }

    private static void run(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static List<String> types(RecordingOutlet outlet) {
        return outlet.received().stream()
                .map(text -> TYPE.matcher(text).replaceFirst("$1"))
                .toList();
    }
}
