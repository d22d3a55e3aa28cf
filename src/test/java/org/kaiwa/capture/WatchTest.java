package org.kaiwa.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kaiwa.connection.WireEvent.Direction.IN;
import static org.kaiwa.connection.WireEvent.Direction.OUT;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaiwa.connection.Line;
import org.kaiwa.connection.WireEvent;

class WatchTest {

    private final Line line = Lines.between("127.0.0.1", 60653, "127.0.0.1");
    private final Watch watch = new Watch(Filter.ALL, true);

    @BeforeEach
    void asMuchAsOneLikesIsGranted() {
        watch.grant(Integer.MAX_VALUE);
    }

    @Test
    void whatPassesIsDrawnInOrder() {
        watch.take(new WireEvent.Opened(line, Lines.BEGIN));
        pass(watch, "{\"type\":\"login\"}");
        pass(watch, "{\"type\":\"say\"}");

        assertThat(watch.draw(2)).extracting(Packet::type).containsExactly(null, "login");
        assertThat(watch.draw(2)).extracting(Packet::type).containsExactly("say");
        assertThat(watch.draw(2)).isEmpty();
        assertThat(watch.counts()).isEqualTo(new Counts(3, 3, 0, 0));
    }

    @Test
    void whatTheFilterDoesNotLetThroughIsCounted() {
        Watch said = new Watch(Filter.parse(Map.of("type", "say", "direction", "in")::get), true);
        said.grant(10);
        pass(said, "{\"type\":\"login\"}");
        pass(said, "{\"type\":\"say\"}");

        assertThat(said.wants(line, OUT)).isFalse();
        assertThat(said.draw(10)).hasSize(1);
        assertThat(said.counts()).isEqualTo(new Counts(3, 1, 0, 2));
    }

    @Test
    void itIsAboutTheLinesThatTheFilterMayLetThrough() {
        assertThat(watch.isAbout(line)).isTrue();
        assertThat(new Watch(Filter.parse(Map.of("address", "127.0.0.1:60653")::get), true).isAbout(line))
                .isTrue();
        assertThat(new Watch(Filter.parse(Map.of("address", "127.0.0.1:1")::get), true).isAbout(line))
                .isFalse();
        assertThat(new Watch(Filter.parse(Map.of("user", "taro")::get), true).isAbout(line))
                .as("nobody has logged in there yet")
                .isTrue();
    }

    @Test
    void whatThereIsNoRoomForIsDroppedAndCounted() {
        IntStream.range(0, Watch.MOST_EVENTS + 5).forEach(i -> pass(watch, "{}"));

        assertThat(watch.counts()).isEqualTo(new Counts(Watch.MOST_EVENTS + 5, 0, 5, 0));
        assertThat(watch.draw(Integer.MAX_VALUE)).hasSize(Watch.MOST_EVENTS);
        assertThat(watch.counts()).isEqualTo(new Counts(Watch.MOST_EVENTS + 5, Watch.MOST_EVENTS, 5, 0));
        pass(watch, "{}");
        assertThat(watch.draw(10)).as("there is room again").hasSize(1);
    }

    @Test
    void noMoreIsDrawnThanIsGranted() {
        IntStream.range(0, 10).forEach(i -> pass(watch, "{}"));
        watch.grant(3);
        assertThat(watch.draw(2)).hasSize(2);
        assertThat(watch.draw(2)).hasSize(1);
        assertThat(watch.draw(2)).isEmpty();

        watch.grant(3);
        assertThat(watch.draw(10)).hasSize(3);
        assertThat(watch.counts()).isEqualTo(new Counts(10, 6, 0, 0));
    }

    @Test
    void fewLargeFramesFillItToo() {
        String large = "x".repeat(1 << 20);
        IntStream.range(0, 20).forEach(i -> pass(watch, large));

        assertThat(watch.counts().dropped()).isEqualTo(20 - (Watch.MOST_BYTES >> 20));
    }

    @Test
    void linesThatComeAndGoDoNotFillItWithoutEnd() {
        IntStream.range(0, 30_000).forEach(i -> watch.take(new WireEvent.Opened(line, Lines.BEGIN)));

        assertThat(watch.counts()).isEqualTo(new Counts(30_000, 0, 10_000, 0));
    }

    @Test
    void theNewestAreKept() {
        for (int i = 0; i < Watch.MOST_EVENTS + 10; i++) {
            pass(watch, "{\"type\":\"t" + i + "\"}");
            watch.draw(1);
        }

        assertThat(watch.kept()).hasSize(Watch.MOST_EVENTS);
        assertThat(watch.kept().get(0).type()).isEqualTo("t10");
    }

    private void pass(Watch to, String text) {
        if (to.wants(line, IN)) {
            to.take(Lines.text(line, IN, text));
        }
    }
}
