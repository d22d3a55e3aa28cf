package org.kaiwa.bench;

import java.util.Locale;

/**
 * Counts durations in buckets whose width grows with the duration: 64 for each power of two, so a percentile is wrong by 1.6 % at the most. Its memory
 * is fixed, and to record costs no object.
 */
final class Histogram {

    private static final int BITS = 6;
    private static final int BUCKETS_A_POWER = 1 << BITS;

    private final long[] counts = new long[(Long.SIZE - BITS) * BUCKETS_A_POWER];
    private long count;
    private long max;

    void record(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        count++;
        max = Math.max(max, value);
    }

    long count() {
        return count;
    }

    /**
     * The duration that a share of all durations does not exceed.
     *
     * @param percent the share, such as 99
     * @return milliseconds; not a number if nothing was recorded
     */
    double percentileMillis(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long rank = (long) Math.ceil(count * percent / 100);
        long passed = 0;
        int bucket = -1;
        while (passed < rank) {
            passed += counts[++bucket];
        }
        return Math.min(max, last(bucket)) / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d copies, p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms",
                count,
                percentileMillis(50),
                percentileMillis(99),
                percentileMillis(99.9),
                max / 1e6);
    }

    private static int bucket(long value) {
        if (value < BUCKETS_A_POWER) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BITS;
        return shift * BUCKETS_A_POWER + (int) (value >>> shift);
    }

    /** The largest value that a bucket counts. */
    private static long last(int bucket) {
        if (bucket < BUCKETS_A_POWER) {
            return bucket;
        }
        int shift = bucket / BUCKETS_A_POWER - 1;
        return ((bucket % BUCKETS_A_POWER + BUCKETS_A_POWER + 1L) << shift) - 1;
    }
}
