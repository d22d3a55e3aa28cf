package org.kaiwa.protocol;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/** The frames of {@code kaiwa.v1} about rooms as such. */
final class RoomFrames {

    private RoomFrames() {}

    static ServerFrame changed(Event.Changed event) {
        RoomChange change = event.change();
        return new ServerFrame(new Change(
                "change",
                event.from().uid(),
                change.title(),
                change.topic(),
                change.archived(),
                change.invited(),
                change.removed(),
                Frames.localTime(event.at()),
                event.room(),
                event.from().name(),
                NativeFrames.instant(event.at()),
                event.seq(),
                event.epoch(),
                event.id()));
    }

    static ServerFrame read(Event.ReadUpTo event) {
        return new ServerFrame(new Read("read", event.room(), event.seq(), InboxName.isOne(event.log()) ? true : null));
    }

    static ServerFrame room(RoomSummary room, String id) {
        return new ServerFrame(room("room", room, id));
    }

    static ServerFrame rooms(List<RoomSummary> rooms, String find) {
        return new ServerFrame(new Rooms(
                "rooms", rooms.stream().map(room -> room(null, room, null)).toList(), find));
    }

    static ServerFrame people(List<User> people, String find) {
        return new ServerFrame(new People("people", people, find));
    }

    private static Room room(String type, RoomSummary room, String id) {
        return new Room(
                type,
                room.room(),
                room.title(),
                room.topic().isEmpty() ? null : room.topic(),
                room.kind().wireName(),
                yes(room.archived()),
                yes(room.belongs()),
                yes(room.governs()),
                room.head() == 0 ? null : (Long) room.head(),
                room.position().orElse(null),
                room.belongs() ? (Long) room.read() : null,
                room.unread() == 0 ? null : (Integer) room.unread(),
                room.mentions() == 0 ? null : (Integer) room.mentions(),
                room.at() == null ? null : NativeFrames.instant(room.at()),
                room.people(),
                id);
    }

    private static Boolean yes(boolean is) {
        return is ? true : null;
    }

    /** {@code {"type":"change","from_uid":…,"title":…,"topic":…,"archived":…,"invited":[…],"removed":[…],"time":…,"room":…,"from_name":…,"at":…,"seq":…,"epoch":…,"id":…}}, of the five after the uid those that were changed. */
    @JsonbPropertyOrder({
        "type",
        "fromUid",
        "title",
        "topic",
        "archived",
        "invited",
        "removed",
        "time",
        "room",
        "fromName",
        "at",
        "seq",
        "epoch",
        "id"
    })
    public record Change(
            String type,
            long fromUid,
            String title,
            String topic,
            Boolean archived,
            List<User> invited,
            List<User> removed,
            String time,
            String room,
            String fromName,
            String at,
            long seq,
            String epoch,
            String id) {}

    /** {@code {"type":"read","room":…,"seq":…}}, or without the room and with {@code "inbox":true}. */
    @JsonbPropertyOrder({"type", "room", "seq", "inbox"})
    public record Read(String type, String room, long seq, Boolean inbox) {}

    /** {@code {"type":"room","room":…,"title":…,"topic":…,"kind":…,"archived":true,"member":true,"mine":true,"seq":…,"epoch":…,"read":…,"unread":…,"mentions":…,"at":…,"people":[…],"id":…}}, each but the kind where there is something to say. */
    @JsonbPropertyOrder({
        "type",
        "room",
        "title",
        "topic",
        "kind",
        "archived",
        "member",
        "mine",
        "seq",
        "epoch",
        "read",
        "unread",
        "mentions",
        "at",
        "people",
        "id"
    })
    public record Room(
            String type,
            String room,
            String title,
            String topic,
            String kind,
            Boolean archived,
            Boolean member,
            Boolean mine,
            Long seq,
            String epoch,
            Long read,
            Integer unread,
            Integer mentions,
            String at,
            List<User> people,
            String id) {}

    /** {@code {"type":"rooms","rooms":[…],"find":…}}, the last where it was asked for. */
    @JsonbPropertyOrder({"type", "rooms", "find"})
    public record Rooms(String type, List<Room> rooms, String find) {}

    /** {@code {"type":"people","people":[…],"find":…}}. */
    @JsonbPropertyOrder({"type", "people", "find"})
    public record People(String type, List<User> people, String find) {}
}
