package org.kaiwa.capture;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.kaiwa.connection.Line;
import org.kaiwa.connection.WireEvent;

/** A watch as server-sent events (HTML Living Standard §9.2), for the page: {@code watch}, {@code lines}, {@code packets} and {@code counts}. */
final class EventStream implements Encoding {

    /** So many packets go into one event. */
    private static final int MOST_PACKETS = 500;

    private static final long SECOND = 1_000_000_000L;

    /** After so long without anything else the counts go once more, so that both sides find out when the other is gone. */
    private static final long SILENCE = 2 * SECOND;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

    private static final Jsonb JSONB = JsonbBuilder.create();

    private final Watch watch;
    private final LongSupplier nanoTime;

    /** The users of the lines that the page knows, by the number of the line; null: not logged in. */
    private final Map<Long, String> known = new HashMap<>();

    private final List<byte[]> due = new ArrayList<>();
    private long number;
    private Counts told;
    private long toldAt;

    /**
     * The events of a watch, from its begin.
     *
     * @param watch what is watched
     * @param nanoTime as {@link System#nanoTime}
     */
    EventStream(Watch watch, LongSupplier nanoTime) {
        this.watch = watch;
        this.nanoTime = nanoTime;
        this.toldAt = nanoTime.getAsLong() - SECOND;
        due.add(event("watch", new Begin(watch.id(), watch.content(), watch.filter())));
    }

    @Override
    public byte[] next() {
        if (due.isEmpty()) {
            makePackets();
        }
        if (due.isEmpty()) {
            makeCounts();
        }
        return due.isEmpty() ? null : due.remove(0);
    }

    private void makePackets() {
        List<Packet> packets = watch.draw(MOST_PACKETS);
        List<LineView> lines = new ArrayList<>();
        List<PacketView> views = new ArrayList<>();
        for (Packet packet : packets) {
            Line line = packet.event().line();
            if (!known.containsKey(line.number()) || !Objects.equals(known.get(line.number()), line.user())) {
                known.put(line.number(), line.user());
                lines.add(LineView.of(line));
            }
            if (packet.event() instanceof WireEvent.Closed) {
                known.remove(line.number());
            }
            views.add(PacketView.of(++number, packet));
        }
        if (!lines.isEmpty()) {
            due.add(event("lines", new Lines(lines)));
        }
        if (!views.isEmpty()) {
            due.add(event("packets", new Packets(views)));
        }
    }

    private void makeCounts() {
        long now = nanoTime.getAsLong();
        if (now - toldAt < SECOND) {
            return;
        }
        Counts counts = watch.counts();
        if (!counts.equals(told) || now - toldAt >= SILENCE) {
            told = counts;
            toldAt = now;
            due.add(event("counts", counts));
        }
    }

    private static byte[] event(String name, Object data) {
        return ("event: " + name + "\ndata: " + JSONB.toJson(data) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /**
     * The first event.
     *
     * @param watch the id of the watch
     * @param content whether what people write is seen
     * @param filter what is to be seen
     */
    @JsonbPropertyOrder({"watch", "content", "filter"})
    public record Begin(String watch, boolean content, Filter filter) {}

    /**
     * Lines, before their first packets, and when it is known whose they are.
     *
     * @param lines each
     */
    public record Lines(List<LineView> lines) {}

    /**
     * A line.
     *
     * @param line its number
     * @param client the client's address
     * @param server the server's
     * @param user whose it is; absent: not logged in
     * @param at when it was opened
     * @param subprotocol the agreed one; empty: none
     * @param head the request line and headers
     */
    @JsonbPropertyOrder({"line", "client", "server", "user", "at", "subprotocol", "head"})
    public record LineView(
            long line, String client, String server, String user, String at, String subprotocol, String head) {

        static LineView of(Line line) {
            Line.Handshake handshake = line.handshake();
            return new LineView(
                    line.number(),
                    address(handshake.client()),
                    address(handshake.server()),
                    line.user(),
                    time(handshake.at()),
                    line.subprotocol(),
                    handshake.head());
        }
    }

    /**
     * Packets, in order.
     *
     * @param packets each
     */
    public record Packets(List<PacketView> packets) {}

    /**
     * A packet.
     *
     * @param n its number in this watch
     * @param line the number of its line
     * @param at when
     * @param what opened, frame or closed
     * @param direction in or out; absent: no frame
     * @param fin whether it is the last frame of its message
     * @param opcode 0 to 15
     * @param length of the payload, in bytes
     * @param text the payload of a text frame
     * @param hex the payload of another, two hex digits a byte
     * @param type the type of what is said in it
     * @param room the room that is named in it
     * @param comment in plain words
     */
    @JsonbPropertyOrder({
        "n",
        "line",
        "at",
        "what",
        "direction",
        "fin",
        "opcode",
        "length",
        "text",
        "hex",
        "type",
        "room",
        "comment"
    })
    public record PacketView(
            long n,
            long line,
            String at,
            String what,
            String direction,
            Boolean fin,
            Integer opcode,
            Integer length,
            String text,
            String hex,
            String type,
            String room,
            String comment) {

        static PacketView of(long n, Packet packet) {
            WireEvent event = packet.event();
            long line = event.line().number();
            if (event instanceof WireEvent.Frame frame) {
                return new PacketView(
                        n,
                        line,
                        time(frame.at()),
                        "frame",
                        frame.direction() == WireEvent.Direction.IN ? "in" : "out",
                        frame.fin(),
                        frame.opcode(),
                        frame.length(),
                        packet.text(),
                        packet.text() == null ? HexFormat.of().formatHex(packet.payload()) : null,
                        packet.type(),
                        packet.room(),
                        packet.comment());
            }
            String what = event instanceof WireEvent.Opened ? "opened" : "closed";
            return new PacketView(
                    n, line, time(event.at()), what, null, null, null, null, null, null, null, null, packet.comment());
        }
    }
}
