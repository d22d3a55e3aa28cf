package org.kaiwa.capture;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.kaiwa.connection.Line;
import org.kaiwa.connection.WireEvent;

/**
 * What is to be seen of the wire: what fits all that is named. Null: whatever.
 *
 * @param user the name of whose line it is, or who logs in by the frame
 * @param room the room that is named in the frame
 * @param address the client's, as {@code ip}, {@code ip:port} or {@code [ip]:port}
 * @param line the number of the line
 * @param direction {@code in}: to the server; {@code out}
 * @param type what is said, such as {@code login}
 * @param text a part of what is shown of the payload, whatever the case
 */
@JsonbPropertyOrder({"user", "room", "address", "line", "direction", "type", "text"})
public record Filter(String user, String room, String address, Long line, String direction, String type, String text) {

    private static final String IN = "in";
    private static final String OUT = "out";

    /** Past this a parameter is a mistake, or worse (characters). */
    private static final int LONGEST = 256;

    /** Lets all through. */
    static final Filter ALL = new Filter(null, null, null, null, null, null, null);

    /**
     * Reads a filter.
     *
     * @param parameters gives a parameter of a request, null or empty if there is none
     * @throws IllegalArgumentException if one is not allowed; the message names it, its value, and what is
     */
    static Filter parse(Function<String, String> parameters) {
        String direction = given(parameters, "direction");
        if (direction != null && !direction.equals(IN) && !direction.equals(OUT)) {
            throw notAllowed("direction", direction, "in or out");
        }
        return new Filter(
                given(parameters, "user"),
                given(parameters, "room"),
                given(parameters, "address"),
                number(given(parameters, "line")),
                direction,
                given(parameters, "type"),
                given(parameters, "text"));
    }

    private static String given(Function<String, String> parameters, String name) {
        String value = parameters.apply(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST) {
            throw notAllowed(name, value.substring(0, 20) + "…", "at most " + LONGEST + " characters");
        }
        return value.strip();
    }

    private static Long number(String line) {
        if (line == null) {
            return null;
        }
        try {
            return Long.valueOf(line);
        } catch (NumberFormatException noNumber) {
            throw notAllowed("line", line, "the number of a line");
        }
    }

    private static IllegalArgumentException notAllowed(String name, String value, String allowed) {
        return new IllegalArgumentException(name + " = \"" + value + "\" is not allowed; allowed is " + allowed + ".");
    }

    /** Tells whether something on a line may fit; of one that has not logged in, it may. */
    boolean mayMatch(Line on) {
        return (line == null || line == on.number())
                && (address == null || isOf(on.handshake().client()))
                && (user == null || on.user() == null || user.equals(on.user()));
    }

    /** Tells whether a frame that goes this way may fit. */
    boolean mayMatch(WireEvent.Direction way) {
        return direction == null || (way == WireEvent.Direction.IN) == direction.equals(IN);
    }

    /** Tells whether a packet fits. */
    boolean matches(Packet packet) {
        Line on = packet.event().line();
        if (!(packet.event() instanceof WireEvent.Frame frame)) {
            return mayMatch(on)
                    && (user == null || user.equals(on.user()))
                    && (room == null && type == null && text == null);
        }
        return mayMatch(on)
                && mayMatch(frame.direction())
                && (user == null || user.equals(on.user()) || user.equals(packet.name()))
                && (room == null || room.equals(packet.room()))
                && (type == null || type.equals(packet.type()))
                && (text == null
                        || packet.text() != null && lower(packet.text()).contains(lower(text)));
    }

    private boolean isOf(InetSocketAddress client) {
        String host = client.getAddress().getHostAddress();
        return address.equals(host)
                || address.equals(host + ":" + client.getPort())
                || address.equals("[" + host + "]:" + client.getPort());
    }

    private static String lower(String words) {
        return words.toLowerCase(Locale.ROOT);
    }

    /** For the log. */
    @Override
    public String toString() {
        Map<String, Object> named = new TreeMap<>();
        put(named, "user", user);
        put(named, "room", room);
        put(named, "address", address);
        put(named, "line", line);
        put(named, "direction", direction);
        put(named, "type", type);
        put(named, "text", text);
        return named.isEmpty() ? "all of it" : "of it " + named;
    }

    private static void put(Map<String, Object> named, String name, Object value) {
        if (value != null) {
            named.put(name, value);
        }
    }
}
