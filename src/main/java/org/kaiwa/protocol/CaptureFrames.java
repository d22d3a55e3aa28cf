package org.kaiwa.protocol;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Optional;

/** The frames of the packet-capture page, to the byte. */
final class CaptureFrames implements Frames {

    @Override
    public ServerFrame joined(Event.Change event) {
        User user = event.user();
        return new ServerFrame(new Login("login", user.uid(), Html.escape(user.name()), Frames.localTime(event.at())));
    }

    @Override
    public ServerFrame welcome(Event.Change event, MemberPage page) {
        List<User> escaped = page.members().stream()
                .map(user -> new User(user.uid(), Html.escape(user.name())))
                .toList();
        return new ServerFrame(new UserList("user_list", escaped));
    }

    @Override
    public boolean welcomeIsLogin() {
        return false;
    }

    @Override
    public ServerFrame left(Event.Change event) {
        return new ServerFrame(new Logout("logout", event.user().uid(), Frames.localTime(event.at())));
    }

    @Override
    public ServerFrame said(Event.Said event) {
        return say(event.from(), "all", event.content(), event);
    }

    /** The addressee goes out as the sender wrote it: a number as a number, a string as a string. */
    @Override
    public ServerFrame whisperedToAddressee(Event.Whispered event) {
        return say(event.from(), event.toAsSent(), event.content(), event);
    }

    /** The original told the addressee only. */
    @Override
    public Optional<ServerFrame> whisperedToSender(Event.Whispered event) {
        return Optional.empty();
    }

    @Override
    public Optional<ServerFrame> refused(RefusedException refusal) {
        return Optional.empty();
    }

    @Override
    public Optional<ServerFrame> heartbeat() {
        return Optional.empty();
    }

    @Override
    public Optional<ServerFrame> pong() {
        return Optional.empty();
    }

    private static ServerFrame say(User from, Object to, String content, Event event) {
        return new ServerFrame(new Say("say", from.uid(), to, Html.escapeLines(content), Frames.localTime(event.at())));
    }

    /** {@code {"type":"user_list","user_list":[…]}}. */
    @JsonbPropertyOrder({"type", "userList"})
    public record UserList(String type, List<User> userList) {}

    /** {@code {"type":"login","uid":…,"name":…,"time":…}}. */
    @JsonbPropertyOrder({"type", "uid", "name", "time"})
    public record Login(String type, long uid, String name, String time) {}

    /** {@code {"type":"say","from_uid":…,"to_uid":…,"content":…,"time":…}}. */
    @JsonbPropertyOrder({"type", "fromUid", "toUid", "content", "time"})
    public record Say(String type, long fromUid, Object toUid, String content, String time) {}

    /** {@code {"type":"logout","uid":…,"time":…}}. */
    @JsonbPropertyOrder({"type", "uid", "time"})
    public record Logout(String type, long uid, String time) {}
}
