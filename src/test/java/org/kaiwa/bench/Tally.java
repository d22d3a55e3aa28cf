package org.kaiwa.bench;

/**
 * What is counted in one measurement. A message belongs to it if it was sent after its begin, and is timed if it was sent after the warm-up; so what
 * is still under way when the sending stops is waited for and counted.
 */
final class Tally {

    private final long begin = System.nanoTime();
    private final Histogram latency = new Histogram();
    private long timedFrom = Long.MAX_VALUE;
    private long lastArrival = begin;
    private long sent;
    private long bytes;
    private long expected;
    private long arrived;

    /** The warm-up is over. */
    void startTiming(long now) {
        timedFrom = now;
        lastArrival = now;
    }

    void sent(long now, int recipients) {
        expected += recipients;
        sent += now >= timedFrom ? 1 : 0;
    }

    /** Tells whether a message was sent in this measurement and not in one before. */
    boolean owns(long sentAt) {
        return sentAt >= begin;
    }

    void arrived(long sentAt, long now) {
        arrived++;
        if (sentAt >= timedFrom) {
            latency.record(now - sentAt);
            lastArrival = now;
        }
    }

    void read(int count, long now) {
        bytes += now >= timedFrom ? count : 0;
    }

    boolean isComplete() {
        return arrived >= expected;
    }

    Result result(double serverCores, double generatorCores) {
        return new Result(
                sent, expected - arrived, bytes, (lastArrival - timedFrom) / 1e9, latency, serverCores, generatorCores);
    }

    /**
     * What a measurement found, without its warm-up.
     *
     * @param sent how many messages
     * @param lost how many copies did not arrive, those of the warm-up included
     * @param bytes how many were read
     * @param seconds from the end of the warm-up to the last copy's arrival
     * @param latency of every copy, from the sender's write to the recipient's read
     * @param serverCores how many processors the server kept busy
     * @param generatorCores how many this process kept busy
     */
    record Result(
            long sent,
            long lost,
            long bytes,
            double seconds,
            Histogram latency,
            double serverCores,
            double generatorCores) {

        double deliveriesPerSecond() {
            return latency.count() / seconds;
        }

        double p50() {
            return latency.percentileMillis(50);
        }

        double p99() {
            return latency.percentileMillis(99);
        }
    }
}
