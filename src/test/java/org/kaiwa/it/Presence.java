package org.kaiwa.it;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Who is in the room, as a client has it from the list and from what it is told after that; and who it is itself. Fed by one thread, looked at by any. */
final class Presence {

    private static final long NOBODY = -1;
    private static final long FIRST_PASSING_GUEST = 2_100_000_000L;

    private final boolean user;
    private final Consumer<String> fault;
    private final Map<Long, String> members = new HashMap<>();
    private volatile long uid = NOBODY;
    private volatile int departures;
    private boolean listed;
    private volatile boolean in;

    /**
     * Of one who has not come yet.
     *
     * @param user whether it has a token, and so is the same user however often it comes
     */
    Presence(boolean user, Consumer<String> fault) {
        this.user = user;
        this.fault = fault;
    }

    long uid() {
        return uid;
    }

    /** Whether the list and its own login have come on this line. */
    boolean isIn() {
        return in;
    }

    /** How many other users it has seen go; passing guests do not count. */
    int departures() {
        return departures;
    }

    int size() {
        return members.size();
    }

    void connected() {
        listed = false;
        in = false;
        members.clear();
    }

    void mustBeIn() {
        if (!in) {
            fault.accept("something before the list and the login");
        }
    }

    void list(JsonObject frame) {
        if (listed) {
            fault.accept("a second list");
        }
        listed = true;
        long now = frame.getJsonNumber("uid").longValue();
        if (uid != NOBODY && uid != now && user) {
            fault.accept("another user than before, who was " + uid);
        }
        if (user != now < FIRST_PASSING_GUEST) {
            fault.accept("taken for another kind of user");
        }
        uid = now;
        for (JsonObject member : frame.getJsonArray("user_list").getValuesAs(JsonObject.class)) {
            if (members.put(member.getJsonNumber("uid").longValue(), member.getString("name")) != null) {
                fault.accept("twice in the list: " + member);
            }
        }
        if (!members.containsKey(uid)) {
            fault.accept("not in its own list");
        }
    }

    void came(JsonObject login) {
        long who = login.getJsonNumber("uid").longValue();
        if (!listed) {
            fault.accept("a login before the list");
        } else if (who == uid && !in) {
            in = true;
        } else if (members.put(who, login.getString("name")) != null) {
            fault.accept("came, and was there: " + login);
        }
    }

    void went(JsonObject logout) {
        long who = logout.getJsonNumber("uid").longValue();
        departures += who < FIRST_PASSING_GUEST ? 1 : 0;
        if (!in || members.remove(who) == null) {
            fault.accept("went, and was not there: " + logout);
        }
    }
}
