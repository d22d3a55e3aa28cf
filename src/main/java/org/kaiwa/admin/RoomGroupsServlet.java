package org.kaiwa.admin;

import jakarta.inject.Inject;
import jakarta.json.bind.JsonbException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.RefusedException;
import org.kaiwa.protocol.TextRules;
import org.kaiwa.room.Rooms;

/**
 * For which groups a room is: {@code GET /api/room-groups} tells of all that are limited, {@code PUT /api/room-groups/{room}} with a list of groups limits one,
 * {@code DELETE} opens it to everybody. Whoever is inside and in none of the groups leaves at once.
 */
@WebServlet("/api/room-groups/*")
public class RoomGroupsServlet extends AdminServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(RoomGroupsServlet.class.getName());

    private static final int MAX_BODY_CHARACTERS = 65_536;
    private static final int MAX_GROUPS = 100;
    private static final int MAX_GROUP_CHARACTERS = 256;
    private static final int PATIENCE_SECONDS = 10;

    @Inject
    private transient Rooms rooms;

    /** Made by the container. */
    public RoomGroupsServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, List<String>> limits = new TreeMap<>();
        rooms.limits()
                .forEach((room, groups) ->
                        limits.put(room, groups.stream().sorted().toList()));
        answer(response, limits);
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Set<String> groups;
        try {
            groups = groups(request);
        } catch (IllegalArgumentException none) {
            refuse(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "groups_invalid",
                    "The body is a JSON array of 1 to " + MAX_GROUPS + " names of groups.");
            return;
        }
        limit(request, response, groups);
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        limit(request, response, Set.of());
    }

    private static Set<String> groups(HttpServletRequest request) throws IOException {
        char[] body = new char[MAX_BODY_CHARACTERS + 1];
        int length = 0;
        for (int read = 0; read >= 0 && length < body.length; length += Math.max(read, 0)) {
            read = request.getReader().read(body, length, body.length - length);
        }
        try {
            String[] named = JSONB.fromJson(new String(body, 0, length), String[].class);
            Set<String> groups = named == null ? Set.of() : new TreeSet<>(Arrays.asList(named));
            boolean allowed = !groups.isEmpty()
                    && groups.size() <= MAX_GROUPS
                    && groups.stream().allMatch(group -> !group.isBlank() && group.length() <= MAX_GROUP_CHARACTERS);
            if (length <= MAX_BODY_CHARACTERS && allowed) {
                return groups;
            }
        } catch (JsonbException | NullPointerException noList) {
            throw new IllegalArgumentException(noList);
        }
        throw new IllegalArgumentException();
    }

    private void limit(HttpServletRequest request, HttpServletResponse response, Set<String> groups)
            throws IOException {
        try {
            String room = TextRules.room(rest(request));
            rooms.limit(room, groups).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            note(request, (groups.isEmpty() ? "opens room " + room : "limits room " + room + " to " + groups));
            answer(response, Map.of("room", room, "groups", groups));
        } catch (RefusedException noRoom) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, noRoom.code().wireName(), noRoom.getMessage());
        } catch (ExecutionException | TimeoutException away) {
            LOG.log(Level.WARNING, "The limit of a room could not be changed", away);
            refuse(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "try_again",
                    "The database is away; try again.");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "try_again", "The server stops.");
        }
    }
}
