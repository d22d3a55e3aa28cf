package org.kaiwa.connection;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** One connection as it is seen from outside: between which addresses, since when, and whose. Thread-safe. */
public final class Line {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Handshake handshake;
    private final String subprotocol;

    /** Who it is; null: has not logged in. */
    private volatile String user;

    /**
     * A line that has just been opened.
     *
     * @param handshake how
     * @param subprotocol which one was agreed on; empty: none
     */
    public Line(Handshake handshake, String subprotocol) {
        this.handshake = handshake;
        this.subprotocol = subprotocol;
    }

    /**
     * The request that opened a line, as the server has seen it.
     *
     * @param client who asked: the nearest one, which may be a proxy
     * @param server where
     * @param at when
     * @param head the request line and the headers, each ended by CR LF, without the empty line; what opens something (cookies, authorization) has asterisks in its place
     */
    public record Handshake(InetSocketAddress client, InetSocketAddress server, Instant at, String head) {}

    /** By what it is known, counted from 1 since the start of the server. */
    public long number() {
        return number;
    }

    /** How it was opened. */
    public Handshake handshake() {
        return handshake;
    }

    /** The agreed subprotocol; empty: none. */
    public String subprotocol() {
        return subprotocol;
    }

    /** The name of the user; null before the login. */
    public String user() {
        return user;
    }

    /** Says whose it is. */
    void belongsTo(String name) {
        user = name;
    }
}
