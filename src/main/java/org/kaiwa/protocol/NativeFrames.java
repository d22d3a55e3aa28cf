package org.kaiwa.protocol;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The frames of {@code kaiwa.v1}: the capture's members first and in its order, ours after them, and text as it was typed. */
final class NativeFrames implements Frames {

    /** Some kilobytes, and no more than anybody sees at a glance. */
    private static final int LISTED = 100;

    /**
     * How many changes a batch names. To name all would cost a crowd its square: fifteen thousand who come within a minute, each told of all that come
     * after it, are four gigabytes.
     */
    private static final int NAMED = 32;

    private static final ServerFrame PONG = new ServerFrame(new Pong("pong"));

    /** RFC 3339 with exactly three digits of the second; {@link Instant#toString} writes as many as it needs. */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public ServerFrame joined(Event.Change event) {
        User user = event.user();
        return new ServerFrame(new Login(
                "login", user.uid(), user.name(), Frames.localTime(event.at()), event.room(), instant(event.at())));
    }

    @Override
    public ServerFrame welcome(Event.Change event, MemberPage page) {
        return new ServerFrame(new UserList(
                "user_list", listed(page), event.room(), event.user().uid(), page.count(), page.next()));
    }

    @Override
    public boolean batchesPresence() {
        return true;
    }

    @Override
    public int listed() {
        return LISTED;
    }

    @Override
    public Optional<ServerFrame> members(MemberPage page) {
        return Optional.of(new ServerFrame(
                new Members("members", listed(page), page.room(), page.after(), page.count(), page.next())));
    }

    private static List<Listed> listed(MemberPage page) {
        return page.members().stream()
                .map(user -> new Listed(user.uid(), user.name(), yes(page.away().contains(user.uid()))))
                .toList();
    }

    @Override
    public boolean welcomeIsLogin() {
        return false;
    }

    @Override
    public ServerFrame left(Event.Change event) {
        User user = event.user();
        return new ServerFrame(new Logout(
                "logout", user.uid(), Frames.localTime(event.at()), event.room(), user.name(), instant(event.at())));
    }

    /** Of somebody who came and went only the last counts: who takes in the batches in order ends with the right list, wherever it began. */
    @Override
    public List<ServerFrame> presenceChanged(Event.PresenceChanged event) {
        if (!event.batched()) {
            return Frames.super.presenceChanged(event);
        }
        Map<User, Boolean> last = new LinkedHashMap<>();
        event.changes().forEach(change -> {
            last.remove(change.user());
            last.put(change.user(), change.here());
        });
        List<User> joined = new ArrayList<>();
        List<User> left = new ArrayList<>();
        last.entrySet().stream()
                .limit(NAMED)
                .forEach(change -> (change.getValue() ? joined : left).add(change.getKey()));
        Boolean partial = last.size() > NAMED ? true : null;
        return List.of(new ServerFrame(
                new Presence("presence", joined, left, event.room(), event.count(), partial, instant(event.at()))));
    }

    @Override
    public Optional<ServerFrame> presenceOutdated(String room, int count, Instant at) {
        return Optional.of(
                new ServerFrame(new Presence("presence", List.of(), List.of(), room, count, true, instant(at))));
    }

    @Override
    public ServerFrame said(Event.Said event) {
        return new ServerFrame(say(event, null));
    }

    @Override
    public boolean hasHistory() {
        return true;
    }

    @Override
    public Optional<ServerFrame> history(HistoryPage page) {
        List<Say> messages = page.messages().stream()
                .map(message -> message instanceof Event.Whispered whispered
                        ? say(whispered)
                        : say((Event.Said) message, page.reactions().get(message.seq())))
                .toList();
        return Optional.of(new ServerFrame(new History(
                "history", messages, room(page.log()), page.before(), yes(page.more()), inbox(page.log()))));
    }

    @Override
    public ServerFrame live(String log, Position read) {
        return new ServerFrame(new Live("live", room(log), read.seq(), read.epoch(), inbox(log)));
    }

    @Override
    public ServerFrame gap(String log, long from, Long to, String reason) {
        return new ServerFrame(new Gap("gap", room(log), from, to, reason, inbox(log)));
    }

    private static String room(String log) {
        return InboxName.isOne(log) ? null : log;
    }

    private static Boolean inbox(String log) {
        return yes(InboxName.isOne(log));
    }

    /** What is not so is not said. */
    private static Boolean yes(boolean is) {
        return is ? true : null;
    }

    @Override
    public ServerFrame whisperedToAddressee(Event.Whispered event) {
        return new ServerFrame(say(event));
    }

    /** To see the message come back is to know that it is stored. */
    @Override
    public Optional<ServerFrame> whisperedToSender(Event.Whispered event) {
        return Optional.of(whisperedToAddressee(event));
    }

    @Override
    public Optional<ServerFrame> noted(Event.Noted event) {
        if (event instanceof Event.Reacted reacted) {
            return Optional.of(
                    note(reacted.on() ? "react" : "unreact", event, reacted.target(), null, reacted.emoji()));
        }
        if (event instanceof Event.Changed changed) {
            return Optional.of(RoomFrames.changed(changed));
        }
        Event.Amended amended = (Event.Amended) event;
        String content = amended.content();
        return Optional.of(note(content == null ? "delete" : "edit", event, amended.target(), content, null));
    }

    @Override
    public Optional<ServerFrame> room(RoomSummary room, String id) {
        return Optional.of(RoomFrames.room(room, id));
    }

    @Override
    public Optional<ServerFrame> rooms(List<RoomSummary> rooms, String find) {
        return Optional.of(RoomFrames.rooms(rooms, find));
    }

    @Override
    public Optional<ServerFrame> people(List<User> people, String find) {
        return Optional.of(RoomFrames.people(people, find));
    }

    @Override
    public Optional<ServerFrame> signalled(Event.Signal event) {
        if (event instanceof Event.Typing typing) {
            User user = typing.user();
            return Optional.of(new ServerFrame(new Typing("typing", user.uid(), user.name(), typing.room())));
        }
        if (event instanceof Event.ReadUpTo read) {
            return Optional.of(RoomFrames.read(read));
        }
        if (event instanceof Event.RoomFound found) {
            return room(found.summary(), null);
        }
        if (event instanceof Event.Watched watched) {
            return Optional.of(new ServerFrame(new Watched("watched", watched.on(), watched.room())));
        }
        Event.StatusChanged changed = (Event.StatusChanged) event;
        User user = changed.user();
        return Optional.of(
                new ServerFrame(new Status("status", user.uid(), user.name(), changed.away(), changed.room())));
    }

    private static ServerFrame note(String type, Event.Noted event, long target, String content, String emoji) {
        return new ServerFrame(new Note(
                type,
                event.from().uid(),
                target,
                content,
                emoji,
                Frames.localTime(event.at()),
                event.room(),
                event.from().name(),
                instant(event.at()),
                event.seq(),
                event.epoch(),
                event.id(),
                inbox(event.log())));
    }

    @Override
    public Optional<ServerFrame> refused(RefusedException refusal) {
        return Optional.of(new ServerFrame(new Error(
                "error",
                refusal.code().wireName(),
                refusal.getMessage(),
                refusal.room(),
                refusal.retryAfterMillis(),
                refusal.id())));
    }

    @Override
    public Optional<ServerFrame> heartbeat() {
        return Optional.empty();
    }

    @Override
    public Optional<ServerFrame> pong() {
        return Optional.of(PONG);
    }

    static String instant(Instant at) {
        return INSTANT.format(at);
    }

    private static Say say(Event.Said event, List<Reaction> reactions) {
        List<Long> mentions = event.about().mentions();
        return new Say(
                "say",
                event.from().uid(),
                "all",
                event.content(),
                Frames.localTime(event.at()),
                event.room(),
                event.from().name(),
                null,
                instant(event.at()),
                event.seq(),
                event.epoch(),
                event.id(),
                event.about().replyTo(),
                mentions.isEmpty() ? null : mentions,
                yes(event.version() == Event.Version.EDITED),
                yes(event.version() == Event.Version.DELETED),
                reactions,
                null);
    }

    private static Say say(Event.Whispered event) {
        return new Say(
                "say",
                event.from().uid(),
                event.to().uid(),
                event.content(),
                Frames.localTime(event.at()),
                event.room(),
                event.from().name(),
                event.to().name(),
                instant(event.at()),
                event.seq() == 0 ? null : event.seq(),
                event.epoch(),
                event.id(),
                null,
                null,
                yes(event.version() == Event.Version.EDITED),
                yes(event.version() == Event.Version.DELETED),
                null,
                true);
    }

    /** {@code {"type":"history","messages":[…],"room":…,"before":…,"more":true,"inbox":true}}, each but the first two where there is something to say. */
    @JsonbPropertyOrder({"type", "messages", "room", "before", "more", "inbox"})
    public record History(String type, List<Say> messages, String room, Long before, Boolean more, Boolean inbox) {}

    /** {@code {"type":"live","room":…,"seq":…,"epoch":…}}, or without the room and with {@code "inbox":true}. */
    @JsonbPropertyOrder({"type", "room", "seq", "epoch", "inbox"})
    public record Live(String type, String room, long seq, String epoch, Boolean inbox) {}

    /** {@code {"type":"gap","room":…,"from":…,"to":…,"reason":…}}, or without the room and with {@code "inbox":true}. */
    @JsonbPropertyOrder({"type", "room", "from", "to", "reason", "inbox"})
    public record Gap(String type, String room, long from, Long to, String reason, Boolean inbox) {}

    /** {@code {"type":"user_list","user_list":[…],"room":…,"uid":…,"count":…,"next":…}}, the uid being the newcomer's own. */
    @JsonbPropertyOrder({"type", "userList", "room", "uid", "count", "next"})
    public record UserList(String type, List<Listed> userList, String room, long uid, int count, Long next) {}

    /** {@code {"type":"members","members":[…],"room":…,"after":…,"count":…,"next":…}}, the last where there are more. */
    @JsonbPropertyOrder({"type", "members", "room", "after", "count", "next"})
    public record Members(String type, List<Listed> members, String room, long after, int count, Long next) {}

    /** {@code {"uid":…,"name":…,"away":true}}, the last where it is so. */
    @JsonbPropertyOrder({"uid", "name", "away"})
    public record Listed(long uid, String name, Boolean away) {}

    /** {@code {"type":"typing","uid":…,"name":…,"room":…}}. */
    @JsonbPropertyOrder({"type", "uid", "name", "room"})
    public record Typing(String type, long uid, String name, String room) {}

    /** {@code {"type":"watched","on":…,"room":…}}. */
    @JsonbPropertyOrder({"type", "on", "room"})
    public record Watched(String type, boolean on, String room) {}

    /** {@code {"type":"status","uid":…,"name":…,"away":…,"room":…}}. */
    @JsonbPropertyOrder({"type", "uid", "name", "away", "room"})
    public record Status(String type, long uid, String name, boolean away, String room) {}

    /** {@code {"type":"presence","joined":[…],"left":[…],"room":…,"count":…,"partial":true,"at":…}}. */
    @JsonbPropertyOrder({"type", "joined", "left", "room", "count", "partial", "at"})
    public record Presence(
            String type, List<User> joined, List<User> left, String room, int count, Boolean partial, String at) {}

    /** {@code {"type":"login","uid":…,"name":…,"time":…,"room":…,"at":…}}. */
    @JsonbPropertyOrder({"type", "uid", "name", "time", "room", "at"})
    public record Login(String type, long uid, String name, String time, String room, String at) {}

    /** {@code {"type":"say","from_uid":…,"to_uid":…,"content":…,"time":…,"room":…,"from_name":…,"to_name":…,"at":…,"seq":…,"epoch":…,"id":…,"reply_to":…,"mentions":[…],"edited":true,"deleted":true,"reactions":[…],"inbox":true}}. */
    @JsonbPropertyOrder({
        "type",
        "fromUid",
        "toUid",
        "content",
        "time",
        "room",
        "fromName",
        "toName",
        "at",
        "seq",
        "epoch",
        "id",
        "replyTo",
        "mentions",
        "edited",
        "deleted",
        "reactions",
        "inbox"
    })
    public record Say(
            String type,
            long fromUid,
            Object toUid,
            String content,
            String time,
            String room,
            String fromName,
            String toName,
            String at,
            Long seq,
            String epoch,
            String id,
            Long replyTo,
            List<Long> mentions,
            Boolean edited,
            Boolean deleted,
            List<Reaction> reactions,
            Boolean inbox) {}

    /** {@code {"type":"edit","from_uid":…,"target":…,"content":…,"time":…,"room":…,"from_name":…,"at":…,"seq":…,"epoch":…,"id":…,"inbox":true}}; {@code "delete"}; {@code "react"}, {@code "unreact"} with {@code "emoji"}. */
    @JsonbPropertyOrder({
        "type",
        "fromUid",
        "target",
        "content",
        "emoji",
        "time",
        "room",
        "fromName",
        "at",
        "seq",
        "epoch",
        "id",
        "inbox"
    })
    public record Note(
            String type,
            long fromUid,
            long target,
            String content,
            String emoji,
            String time,
            String room,
            String fromName,
            String at,
            long seq,
            String epoch,
            String id,
            Boolean inbox) {}

    /** {@code {"type":"logout","uid":…,"time":…,"room":…,"name":…,"at":…}}. */
    @JsonbPropertyOrder({"type", "uid", "time", "room", "name", "at"})
    public record Logout(String type, long uid, String time, String room, String name, String at) {}

    /** {@code {"type":"error","code":…,"message":…,"room":…,"retry_after_ms":…,"id":…}}, the last three where there is something to say. */
    @JsonbPropertyOrder({"type", "code", "message", "room", "retryAfterMs", "id"})
    public record Error(String type, String code, String message, String room, Long retryAfterMs, String id) {}

    /** {@code {"type":"pong"}}. */
    public record Pong(String type) {}
}
