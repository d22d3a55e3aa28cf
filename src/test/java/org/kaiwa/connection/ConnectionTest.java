package org.kaiwa.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaiwa.config.Settings;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ErrorCode;
import org.kaiwa.protocol.FrameDecoder;
import org.kaiwa.protocol.ServerFrame;
import org.kaiwa.protocol.User;
import org.kaiwa.room.MemoryDirectory;
import org.kaiwa.room.MemoryStore;
import org.kaiwa.room.Outlet;
import org.kaiwa.room.Rooms;
import org.kaiwa.room.RoomsInSlowMotion;

class ConnectionTest {

    private final Counters counters = new Counters();
    private final MemoryDirectory directory = new MemoryDirectory();
    private final Rooms rooms =
            new Rooms(Settings.read(key -> Optional.empty()), new MemoryStore(), directory, Runnable::run);
    private final FakeOutlet outlet = new FakeOutlet();
    private static final long INTERVAL = 1_000_000_000L;

    private static final String LOGIN_WITH_TOKEN =
            "{\"type\":\"login\",\"name\":\"n\",\"room\":\"1\",\"token\":\"q83vASNFZ4mrze8BI0Vnia\"}";

    /** What waits for the directory, when a test says so. */
    private final Queue<Runnable> lookUps = new ArrayDeque<>();

    private long now;
    private RateLimit limit = new RateLimit(0, 1, () -> now);
    private final Line line =
            new Line(new Line.Handshake(new InetSocketAddress(1), new InetSocketAddress(2), Instant.EPOCH, ""), "");
    private final LineTap tap = new LineTap(line, new Wire.Taps(), Optional.empty());
    private Connection connection;

    @BeforeEach
    void aNativeClientConnects() {
        connection = connect(true);
    }

    @Test
    void aRefusalNamesItsReasonAndIsCounted() {
        receive("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"1\"}");

        assertThat(outlet.texts())
                .containsExactly("{\"type\":\"error\",\"code\":\"not_logged_in\",\"message\":\"Log in first.\"}");
        assertThat(counters.refusals(ErrorCode.NOT_LOGGED_IN)).isEqualTo(1);
    }

    @Test
    void theSubprotocolDecidesTheDialectAndNotTheLogin() {
        receive("{\"type\":\"login\",\"client_name\":\"n\",\"room\":\"1\"}");

        assertThat(outlet.texts().get(0)).startsWith("{\"type\":\"user_list\"").contains("\"room\":\"1\"");
    }

    @Test
    void aSecondLoginIsRefusedAndTheFirstHolds() {
        receive("{\"type\":\"login\",\"name\":\"first\",\"room\":\"1\"}");
        receive("{\"type\":\"login\",\"name\":\"second\",\"room\":\"1\"}");
        receive("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"1\"}");

        assertThat(outlet.texts().get(2)).contains("already_logged_in");
        assertThat(outlet.texts().get(3)).contains("\"from_name\":\"first\"");
    }

    @Test
    void whatOldClientsSendAmissIsCountedAndAnsweredWithNothing() {
        connection = connect(false);
        receive("{\"type\":\"login\",\"name\":\"old\"}");
        int before = outlet.texts().size();

        receive("x");
        receive("{\"type\":\"join\",\"room\":\"2\"}");
        receive("{\"type\":\"ping\"}");
        receive("{\"type\":\"say\",\"to_uid\":5,\"content\":\"x\"}");

        assertThat(outlet.texts()).hasSize(before);
        assertThat(counters.refusals(ErrorCode.INVALID_JSON)).isEqualTo(1);
        assertThat(counters.refusals(ErrorCode.TYPE_UNKNOWN)).isEqualTo(2);
        assertThat(counters.refusals(ErrorCode.RECIPIENT_UNKNOWN)).isEqualTo(1);
    }

    @Test
    void whoHasNoDialectYetIsAnsweredInTheNativeOne() {
        connection = connect(false);

        receive("{\"type\":\"login\",\"name\":\" \"}");

        assertThat(outlet.texts()).singleElement().asString().contains("\"code\":\"name_missing\"");
    }

    @Test
    void anOldClientSpeaksInTheRoomThatItsLoginNamed() {
        connection = connect(false);
        receive("{\"type\":\"login\",\"client_name\":\"old\",\"room_id\":\"tea\"}");

        receive("{\"type\":\"say\",\"to_client_id\":\"all\",\"content\":\"x\"}");

        assertThat(outlet.texts()).last().asString().contains("\"content\":\"x\"");
    }

    @Test
    void aClientThatIsSilentForTwoPingsIsClosedAtTheThirdBeat() {
        beat();
        beat();
        assertThat(outlet.pings).isEqualTo(2);
        assertThat(outlet.closes).isEmpty();

        beat();

        assertThat(outlet.closes).containsExactly(CloseCode.HEARTBEAT_TIMEOUT);
    }

    @Test
    void noPingIsDueBeforeAnIntervalHasGoneBySinceTheClientCameOrWasPinged() {
        assertThat(connection.isDue(now + INTERVAL - 1, INTERVAL)).isFalse();
        assertThat(connection.isDue(now + INTERVAL, INTERVAL)).isTrue();

        beat();
        assertThat(connection.isDue(now + INTERVAL - 1, INTERVAL)).isFalse();
    }

    @Test
    void anyFrameIsASignOfLife() {
        for (int i = 0; i < 5; i++) {
            beat();
            receive("x");
        }

        assertThat(outlet.closes).isEmpty();
    }

    @Test
    void aPongIsASignOfLife() {
        for (int i = 0; i < 5; i++) {
            beat();
            connection.heard();
        }

        assertThat(outlet.closes).isEmpty();
    }

    @Test
    void onlyTheLaterDialectHasATextPing() {
        connection = connect(false);
        receive("{\"type\":\"login\",\"client_name\":\"old\"}");

        beat();

        assertThat(outlet.texts()).last().isEqualTo("{\"type\":\"ping\"}");
    }

    @Test
    void whoFloodsIsRefusedPastTheBurstAndToldWhenToTryAgain() {
        limit = new RateLimit(10, 3, () -> now);
        connection = connect(true);
        receive("{\"type\":\"login\",\"name\":\"flood\",\"room\":\"1\"}");
        int before = outlet.texts().size();
        String say = "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"1\"}";

        for (int i = 0; i < 5; i++) {
            receive(say);
        }

        assertThat(outlet.texts().subList(before, outlet.texts().size()))
                .extracting(text -> text.contains("\"type\":\"say\""))
                .containsExactly(true, true, true, false, false);
        assertThat(outlet.texts())
                .last()
                .isEqualTo("{\"type\":\"error\",\"code\":\"rate_limited\",\"message\":\"You are sending too fast.\","
                        + "\"room\":\"1\",\"retry_after_ms\":100}");
        assertThat(counters.refusals(ErrorCode.RATE_LIMITED)).isEqualTo(2);

        now += 100_000_000;
        receive(say);
        assertThat(outlet.texts()).last().asString().contains("\"type\":\"say\"");
    }

    @Test
    void withoutALimitNobodyIsRefusedForHaste() {
        receive("{\"type\":\"login\",\"name\":\"quick\",\"room\":\"1\"}");

        for (int i = 0; i < 10_000; i++) {
            receive("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"1\"}");
        }

        assertThat(counters.refusals(ErrorCode.RATE_LIMITED)).isZero();
    }

    @Test
    void whatComesBehindALoginWithATokenWaitsUntilItIsKnownWhoThatIs() {
        connection = slowlyKnown();
        receive(LOGIN_WITH_TOKEN);
        receive("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"1\"}");
        assertThat(outlet.texts()).isEmpty();

        lookUp();

        assertThat(outlet.texts())
                .satisfiesExactly(
                        list -> assertThat(list).contains("user_list"),
                        login -> assertThat(login).contains("\"login\""),
                        said -> assertThat(said).contains("\"content\":\"x\""));
        receive("{\"type\":\"ping\"}");
        assertThat(outlet.texts()).last().asString().contains("pong");
    }

    @Test
    void whoFloodsWhileItIsLookedUpIsRefusedPastABound() {
        connection = slowlyKnown();
        receive(LOGIN_WITH_TOKEN);
        for (int i = 0; i < Gate.MOST_WAITING; i++) {
            receive("{\"type\":\"ping\"}");
        }
        assertThat(outlet.texts()).isEmpty();

        receive("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"1\",\"id\":\"m-1\"}");

        assertThat(outlet.texts())
                .singleElement()
                .asString()
                .contains("rate_limited")
                .endsWith("\"id\":\"m-1\"}");
        lookUp();
        assertThat(outlet.texts()).filteredOn(text -> text.contains("pong")).hasSize(Gate.MOST_WAITING);
    }

    @Test
    void whileTheDirectoryIsAwayALoginWithATokenIsToBeTriedAgainOnTheSameConnection() {
        directory.away(true);
        receive(LOGIN_WITH_TOKEN);
        assertThat(outlet.texts()).singleElement().asString().contains("try_again", "retry_after_ms");

        directory.away(false);
        receive(LOGIN_WITH_TOKEN);
        assertThat(outlet.texts().get(1)).contains("user_list");
    }

    @Test
    void aSecondLoginThatWaitsForTheAnswerToTheFirstIsLookedUpBeforeWhatComesBehindIt() {
        directory.away(true);
        connection = slowlyKnown();
        receive(LOGIN_WITH_TOKEN);
        receive(LOGIN_WITH_TOKEN);
        receive("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"x\",\"room\":\"1\"}");

        lookUps.remove().run();
        directory.away(false);
        lookUp();

        assertThat(outlet.texts())
                .satisfiesExactly(
                        away -> assertThat(away).contains("try_again"),
                        list -> assertThat(list).contains("user_list"),
                        login -> assertThat(login).contains("\"login\""),
                        said -> assertThat(said).contains("\"content\":\"x\""));
    }

    @Test
    void theSameTokenIsTheSameUserOnAnyConnection() {
        receive(LOGIN_WITH_TOKEN);
        String first = outlet.texts().get(1);
        connection = connect(true);
        receive(LOGIN_WITH_TOKEN);

        assertThat(uidOf(outlet.texts().get(outlet.texts().size() - 1))).isEqualTo(uidOf(first));
    }

    @Test
    void anOldDialectKnowsNoToken() {
        connection = connect(false);
        receive(LOGIN_WITH_TOKEN);

        assertThat(Long.parseLong(uidOf(outlet.texts().get(1)))).isGreaterThan(User.MAX_KNOWN_UID);
    }

    @Test
    void whoWatchesIsToldWhoseALineIs() {
        assertThat(line.user()).isNull();
        receive("{\"type\":\"login\",\"name\":\"mynick\"}");

        assertThat(line.user()).isEqualTo("mynick");
    }

    private static String uidOf(String login) {
        return login.replaceAll(".*\"uid\":(\\d+).*", "$1");
    }

    private Connection slowlyKnown() {
        Rooms slow = RoomsInSlowMotion.lookingUpBy(lookUps::add, directory);
        return new Connection(slow, outlet, counters, true, now, limit, Optional.empty(), Optional.empty(), tap);
    }

    private void lookUp() {
        while (!lookUps.isEmpty()) {
            lookUps.remove().run();
        }
    }

    @Test
    void anOversizedMessageEndsTheConnection() {
        receive("x".repeat(FrameDecoder.MAX_MESSAGE_BYTES + 1));

        assertThat(outlet.closes).containsExactly(CloseCode.TOO_BIG);
    }

    /** An interval goes by. */
    private void beat() {
        now += INTERVAL;
        connection.beat(now);
    }

    private Connection connect(boolean nativeAgreed) {
        return new Connection(
                rooms, outlet, counters, nativeAgreed, now, limit, Optional.empty(), Optional.empty(), tap);
    }

    private void receive(String text) {
        connection.receive(new FrameDecoder().decode(text).frame());
    }

    private static final class FakeOutlet implements Outlet {

        private final List<ServerFrame> frames = new ArrayList<>();
        private final List<CloseCode> closes = new ArrayList<>();
        private int pings;

        @Override
        public void write(List<ServerFrame> batch, Runnable sent) {
            frames.addAll(batch);
            sent.run();
        }

        @Override
        public void ping() {
            pings++;
        }

        @Override
        public void close(CloseCode code) {
            closes.add(code);
        }

        List<String> texts() {
            return frames.stream().map(ServerFrame::text).toList();
        }
    }
}
