package org.kaiwa.protocol;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The frames of the later workerman-chat. */
final class LaterFrames implements Frames {

    private static final ServerFrame PING = new ServerFrame(new Ping("ping"));

    @Override
    public ServerFrame joined(Event.Change event) {
        return login(event, null);
    }

    @Override
    public ServerFrame welcome(Event.Change event, MemberPage page) {
        Map<String, String> clientList = new LinkedHashMap<>();
        page.members().forEach(user -> clientList.put(clientId(user), Html.escape(user.name())));
        return login(event, clientList);
    }

    @Override
    public boolean welcomeIsLogin() {
        return true;
    }

    @Override
    public ServerFrame left(Event.Change event) {
        User user = event.user();
        return new ServerFrame(
                new Logout("logout", clientId(user), Html.escape(user.name()), Frames.localTime(event.at())));
    }

    @Override
    public ServerFrame said(Event.Said event) {
        return say(event.from(), "all", Html.escapeLines(event.content()), event);
    }

    @Override
    public ServerFrame whisperedToAddressee(Event.Whispered event) {
        return whispered(event, "<b>对你说: </b>");
    }

    @Override
    public Optional<ServerFrame> whisperedToSender(Event.Whispered event) {
        return Optional.of(whispered(event, "<b>你对" + Html.escape(event.to().name()) + "说: </b>"));
    }

    @Override
    public Optional<ServerFrame> refused(RefusedException refusal) {
        return Optional.empty();
    }

    @Override
    public Optional<ServerFrame> heartbeat() {
        return Optional.of(PING);
    }

    @Override
    public Optional<ServerFrame> pong() {
        return Optional.empty();
    }

    /** Twenty hex digits, as the original's were: safe in a selector, and no array index, by which a page's list would lose its order. */
    private static String clientId(User user) {
        return String.format("%020x", user.uid());
    }

    private static ServerFrame login(Event.Change event, Map<String, String> clientList) {
        User user = event.user();
        return new ServerFrame(
                new Login("login", clientId(user), Html.escape(user.name()), Frames.localTime(event.at()), clientList));
    }

    private static ServerFrame whispered(Event.Whispered event, String before) {
        return say(event.from(), clientId(event.to()), before + Html.escapeLines(event.content()), event);
    }

    private static ServerFrame say(User from, String to, String html, Event event) {
        return new ServerFrame(
                new Say("say", clientId(from), Html.escape(from.name()), to, html, Frames.localTime(event.at())));
    }

    /** {@code {"type":"ping"}}. */
    public record Ping(String type) {}

    /** {@code {"type":"login","client_id":…,"client_name":…,"time":…,"client_list":{…}}}, the list only for the newcomer. */
    @JsonbPropertyOrder({"type", "clientId", "clientName", "time", "clientList"})
    public record Login(String type, String clientId, String clientName, String time, Map<String, String> clientList) {}

    /** {@code {"type":"say","from_client_id":…,"from_client_name":…,"to_client_id":…,"content":…,"time":…}}. */
    @JsonbPropertyOrder({"type", "fromClientId", "fromClientName", "toClientId", "content", "time"})
    public record Say(
            String type, String fromClientId, String fromClientName, String toClientId, String content, String time) {}

    /** {@code {"type":"logout","from_client_id":…,"from_client_name":…,"time":…}}. */
    @JsonbPropertyOrder({"type", "fromClientId", "fromClientName", "time"})
    public record Logout(String type, String fromClientId, String fromClientName, String time) {}
}
