package org.kaiwa.room;

import java.util.Arrays;

/**
 * The rooms at one moment.
 *
 * @param rooms rooms with a member
 * @param members memberships; a client in two rooms counts twice
 * @param lagMedian events between the head of its room and the cursor of a member, for the member in the middle
 * @param lag99 the same, for the member that lags more than 99 of 100
 * @param lagMax the same, for the member that lags most
 */
public record RoomStatistics(int rooms, int members, long lagMedian, long lag99, long lagMax) {

    /** Of the lags of all members. */
    static RoomStatistics of(int rooms, long[] lags) {
        if (lags.length == 0) {
            return new RoomStatistics(rooms, 0, 0, 0, 0);
        }
        long[] sorted = lags.clone();
        Arrays.sort(sorted);
        return new RoomStatistics(
                rooms,
                sorted.length,
                sorted[(sorted.length - 1) / 2],
                sorted[(int) ((sorted.length - 1) * 99L / 100)],
                sorted[sorted.length - 1]);
    }
}
