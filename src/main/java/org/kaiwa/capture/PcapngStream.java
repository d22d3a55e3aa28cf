package org.kaiwa.capture;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** A watch as a pcapng file: live, or what it has kept, which then ends. */
final class PcapngStream implements Encoding {

    /** So many packets go into one piece. */
    private static final int MOST_PACKETS = 500;

    private final Pcapng file;
    private final Watch watch;

    /** What is still to be written of the past; null: it is live. */
    private final List<Packet> past;

    private boolean begun;
    private boolean ended;
    private int written;
    private Counts told = new Counts(0, 0, 0, 0);

    private PcapngStream(Watch watch, List<Packet> past, Pcapng file) {
        this.watch = watch;
        this.past = past;
        this.file = file;
    }

    /** What passes from now on. */
    static PcapngStream live(Watch watch, Pcapng file) {
        return new PcapngStream(watch, null, file);
    }

    /** What a watch has kept, as far as a filter lets it through. */
    static PcapngStream past(Watch watch, Filter filter, Pcapng file) {
        return new PcapngStream(
                watch, watch.kept().stream().filter(filter::matches).toList(), file);
    }

    @Override
    public byte[] next() {
        if (!begun) {
            begun = true;
            return file.begin();
        }
        List<Packet> packets = past == null ? watch.draw(MOST_PACKETS) : nextOfThePast();
        Counts counts = watch.counts();
        boolean isTold = counts.dropped() == told.dropped() && (past == null || !packets.isEmpty() || ended);
        if (packets.isEmpty() && isTold) {
            return null;
        }
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        packets.forEach(packet -> piece.writeBytes(file.packet(packet)));
        if (!isTold) {
            told = counts;
            ended = past != null && packets.isEmpty();
            piece.writeBytes(file.statistics(counts));
        }
        return piece.toByteArray();
    }

    @Override
    public boolean isDone() {
        return ended;
    }

    private List<Packet> nextOfThePast() {
        List<Packet> packets = past.subList(written, Math.min(past.size(), written + MOST_PACKETS));
        written += packets.size();
        return packets;
    }
}
