package org.kaiwa.protocol;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/**
 * What somebody changed of a room. What is null stays as it was.
 *
 * @param title what it is called
 * @param topic what is talked about; empty: nothing certain
 * @param archived true: nothing more can be said in it
 * @param invited who belongs to it from now on
 * @param removed who belongs to it no more
 */
@JsonbPropertyOrder({"title", "topic", "archived", "invited", "removed"})
public record RoomChange(String title, String topic, Boolean archived, List<User> invited, List<User> removed) {

    /** How many people can be invited or removed at once. */
    public static final int MOST_PEOPLE = 49;

    /**
     * Reads what {@link #toJson} has written.
     *
     * @param json the text
     * @return the change
     */
    public static RoomChange ofJson(String json) {
        return Json.read(json, RoomChange.class);
    }

    /**
     * The change as it is kept.
     *
     * @return one JSON object
     */
    public String toJson() {
        return Json.write(this);
    }
}
