package org.kaiwa.room;

import java.util.Arrays;

/**
 * The members of a channel at one moment, from the oldest to the newest. Immutable: a walk reads it without a lock, and who comes or goes makes another.
 */
final class Roster {

    static final Roster EMPTY = new Roster(new Member[0]);

    /** By their number. Never changed. */
    private final Member[] members;

    private Roster(Member[] members) {
        this.members = members;
    }

    int size() {
        return members.length;
    }

    Member get(int index) {
        return members[index];
    }

    /** With somebody who is newer than all. */
    Roster with(Member newest) {
        Member[] more = Arrays.copyOf(members, members.length + 1);
        more[members.length] = newest;
        return new Roster(more);
    }

    /** Without somebody; the same if there is no such member. */
    Roster without(Member gone) {
        int at = firstAfter(gone.number() - 1);
        if (at == members.length || members[at] != gone) {
            return this;
        }
        Member[] fewer = new Member[members.length - 1];
        System.arraycopy(members, 0, fewer, 0, at);
        System.arraycopy(members, at + 1, fewer, at, fewer.length - at);
        return new Roster(fewer);
    }

    /** The index of the oldest member of a higher number. */
    private int firstAfter(long number) {
        int low = 0;
        int high = members.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (members[middle].number() > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
