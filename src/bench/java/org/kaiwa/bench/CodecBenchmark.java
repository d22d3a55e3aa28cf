package org.kaiwa.bench;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.kaiwa.protocol.ClientFrame;
import org.kaiwa.protocol.Dialect;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.FrameDecoder;
import org.kaiwa.protocol.User;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to read a client's frame, and to write a message once in each dialect. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

    /** Made by JMH. */
    public CodecBenchmark() {}

    /** The frames of a client. */
    @State(Scope.Benchmark)
    public static class Incoming {

        private final FrameDecoder decoder = new FrameDecoder();
        private String login = "{\"type\":\"login\",\"name\":\"mynick\",\"room\":\"1\"}";
        private String say = "{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"hi,  all !\",\"room\":\"1\"}";

        /** Made by JMH. */
        public Incoming() {}
    }

    /** A message. */
    @State(Scope.Benchmark)
    public static class Outgoing {

        /** In which language. */
        @Param
        public Dialect dialect;

        private final Event.Said event = new Event.Said(
                "1",
                812,
                "e",
                new User(783_700_053, "mynick"),
                null,
                "hi,  all !",
                Instant.parse("2014-08-12T09:51:02.776Z"));

        /** Made by JMH. */
        public Outgoing() {}
    }

    /**
     * Reads a login.
     *
     * @param in the frames
     * @return what the server works with
     */
    @Benchmark
    public ClientFrame decodeLogin(Incoming in) {
        return in.decoder.decode(in.login).frame();
    }

    /**
     * Reads a message.
     *
     * @param in the frames
     * @return what the server works with
     */
    @Benchmark
    public ClientFrame decodeSay(Incoming in) {
        return in.decoder.decode(in.say).frame();
    }

    /**
     * Writes a message; a new frame each time, for a frame keeps its text.
     *
     * @param out the message
     * @return what goes out
     */
    @Benchmark
    public String encodeSaid(Outgoing out) {
        return out.dialect.frames().said(out.event).text();
    }
}
