/**
 * The rooms: each an ordered log of events, in which every member holds a position.
 *
 * <p>{@link org.kaiwa.room.Rooms} is the one way in: it has who is connected and where, {@link org.kaiwa.room.Words} what is said, {@link org.kaiwa.room.RoomDesk} what is asked of rooms as such. An event is appended to the log of a {@link org.kaiwa.room.Channel}, a room or an inbox; the fan-out wakes the members; each
 * {@link org.kaiwa.room.Participant} that has no write under way is sent what lies between its cursors and the heads of its rooms.
 *
 * <p><i>Invariant:</i> there is no other way to a client than the log and, for what concerns one client alone, the few notices of its
 * participant and what it is told before and after its stay in a room: who is there, its own coming and its own going.
 *
 * <p><i>Invariant:</i> a message is in the store before it is in the log, and under the number that the store gave it. Nobody is told of it before. Only what passing guests
 * say to each other privately is in no store.
 *
 * <p><i>Invariant:</i> what is said to one user is in the inboxes of the two and in no other log.
 *
 * <p><i>Invariant:</i> who says something is answered, however many answers there are at once: a refusal at once, an acknowledgement behind what was in the log by then.
 *
 * <p><i>Invariant:</i> every member sees a room's events in the order of the log, each once, from its own arrival on.
 *
 * <p><i>Invariant:</i> a member who reads slowly only lags. It makes no queue grow and delays nobody; past the backlog it is closed, but
 * for one who is still being told of the past, and reads on from the store.
 *
 * <p><i>Invariant:</i> an event is encoded once for each dialect that somebody in the room speaks, never once a member.
 *
 * <p><i>Invariant:</i> whoever calls {@link org.kaiwa.room.Rooms} never waits for a socket or for the store.
 *
 * <p><i>Invariant:</i> a user is one member of a room, on however many devices, and stays one over a short break.
 *
 * <p><i>Invariant:</i> a room that is for some people or groups is read by them only: that is asked at each entry, return and page of the past, and of everybody inside when
 * people, groups or limits change.
 *
 * <p><i>Invariant:</i> what is so for the moment, who writes and who is away, is in the log and never in the store.
 *
 * <p><i>Invariant:</i> a user belongs to a room until it leaves or is removed, and what it has read there only goes forward.
 *
 * <p><i>Invariant:</i> knows of {@code protocol}, {@code identity} and {@code config}, and of no WebSocket, database or cluster.
 */
package org.kaiwa.room;
