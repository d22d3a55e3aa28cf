package org.kaiwa.capture;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * What has become of what passed on the lines that a watch is about: {@code passed = shown + dropped + unmatched}, and what waits.
 *
 * @param passed all
 * @param shown what was seen
 * @param dropped what there was no room for
 * @param unmatched what the filter did not let through of it
 */
@JsonbPropertyOrder({"passed", "shown", "dropped", "unmatched"})
public record Counts(long passed, long shown, long dropped, long unmatched) {

    @Override
    public String toString() {
        return passed + " passed, " + shown + " shown, " + dropped + " dropped, " + unmatched + " unmatched";
    }
}
