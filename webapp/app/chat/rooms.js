import { EVERYONE } from '../wire/frames.js';
import { counted, readUpTo, withSeam } from './counts.js';
import { infoOf } from './directory.js';
import { arrange, withOlder } from './lines.js';
import { newKey } from './log.js';
import { NO_PAST, trimmed } from './past.js';
import { emptyRoom, receive } from './room.js';

/** How many lines are kept of a room that is not open. */
export const CLOSED_LIMIT = 200;

/**
 * The rooms one is in: the one that is open and is seen, and the others, of which only what is new is heard.
 *
 * @typedef {{room: object, others: Map<string, object>}} Rooms states of rooms by name; the open one is not among the others
 */

/**
 * A room that one comes into at its newest event. What is older is loaded when it is opened.
 *
 * @param {object} info what the server says of it
 * @param {number|null} uid one's own
 * @returns {object} the state of a room
 */
export function roomAt({ room, seq, epoch, read, unread, mentions }, uid) {
  return {
    ...emptyRoom(room),
    uid,
    read: { epoch, seq },
    past: { ...NO_PAST, room: seq > 0 ? { before: seq + 1, at: Infinity, more: true } : null },
    unread, mentions, countedTo: seq, readTo: read,
  };
}

/** @returns {boolean} whether nothing of the room has been loaded yet */
export const isUnloaded = ({ past }) => past.room?.at === Infinity;

// Private messages are one's own and of no room: they go along to whatever room is opened.
function handOver(from, to) {
  const isPrivate = ({ stream, secret }) => stream === 'inbox' || (secret ?? null) !== null;
  const draft = { ...to };
  const taken = from.lines.filter(isPrivate).map((line) => (line.key.startsWith('o') ? line : { ...line, key: newKey(draft) }));
  draft.lines = withOlder(to.lines, taken);
  return {
    from: { ...from, lines: from.lines.filter((line) => !isPrivate(line)), inboxRead: null, past: { ...from.past, inbox: null } },
    to: { ...draft, inboxRead: from.inboxRead, past: { ...to.past, inbox: from.past.inbox } },
  };
}

function parked(room) {
  const { lines, past } = trimmed(room.lines, room.past, CLOSED_LIMIT);
  const seenTo = room.unread === 0 ? room.read?.seq ?? 0 : room.seenTo;
  return { ...room, lines: arrange(lines), past, seenTo, newFrom: null, quotes: new Map() };
}

/**
 * Opens another room.
 *
 * @param {Rooms} rooms not changed
 * @param {string} name
 * @param {object|undefined} info what the server says of it, if one belongs to it
 * @returns {Rooms}
 */
export function opened({ room, others }, name, info) {
  const wanted = others.get(name) ?? (info === undefined ? emptyRoom(name) : roomAt(info, room.uid));
  const { from, to } = handOver(room, wanted);
  const next = new Map([...others, [room.room, parked(from)]]);
  next.delete(to.room);
  return { room: withSeam({ ...to, lines: arrange(to.lines) }), others: next };
}

const THE_OPEN = Symbol('the open room');

const isOwn = (frame) => frame.inbox === true || (frame.type === 'say' && frame.to_uid !== EVERYONE);

// Whose a frame is: the open room's or, by name, another's. The first list after a login is of the room that was to be
// entered, which the server may call otherwise; any other of a room that nobody knows is of one that has been left.
function ownerOf(frame, open, others) {
  if (isOwn(frame) || frame.room === undefined || frame.room === open.room) {
    return THE_OPEN;
  }
  if (others.has(frame.room)) {
    return frame.room;
  }
  return frame.type === 'user_list' && !open.present ? THE_OPEN : null;
}

/**
 * Takes in what the server sent about all rooms.
 *
 * @param {Rooms} rooms not changed
 * @param {object[]} frames
 * @param {{now: number, hidden: boolean, limit?: number}} context of the open room
 * @returns {Rooms}
 */
export function receiveAll(rooms, frames, context) {
  const of = new Map([[THE_OPEN, []]]);
  let open = rooms.room;
  for (const frame of frames) {
    const owner = ownerOf(frame, open, rooms.others);
    if (owner === THE_OPEN && frame.type === 'user_list') {
      open = { room: frame.room ?? open.room, present: true };
    }
    of.set(owner, of.get(owner) ?? []);
    of.get(owner).push(frame);
  }
  const room = receive(rooms.room, of.get(THE_OPEN), context);
  of.delete(THE_OPEN);
  of.delete(null);
  if (of.size === 0) {
    return { room, others: rooms.others };
  }
  const others = new Map(rooms.others);
  const quiet = { now: context.now, hidden: true, quiet: true, limit: CLOSED_LIMIT };
  of.forEach((own, name) => others.set(name, receive(others.get(name), own, quiet)));
  return { room, others };
}

/**
 * Comes into those rooms that the server lists and that one is not in, and out of those that it does not list any more.
 *
 * @param {Rooms} rooms not changed
 * @param {Map<string, object>} list what the server says of the rooms one belongs to
 * @param {boolean} isWhole whether there are no more of them
 * @returns {Rooms}
 */
export function entered({ room, others }, list, isWhole) {
  const kept = [...others].filter(([name]) => !isWhole || list.has(name));
  const fresh = [...list.values()].filter(({ room: name }) => name !== room.room && !others.has(name))
    .slice(0, ROOMS_LIMIT - 1 - kept.length)
    .map((info) => [info.room, roomAt(info, room.uid)]);
  return { room, others: new Map([...kept, ...fresh]) };
}

/** So many rooms one can be in at once; of the others one hears when they are opened. */
export const ROOMS_LIMIT = 100;

/**
 * @param {Rooms} rooms not changed
 * @param {string} name
 * @param {(room: object) => object} what is done to that room
 * @returns {Rooms}
 */
export function withRoom({ room, others }, name, what) {
  if (room.room === name) {
    return { room: what(room), others };
  }
  return others.has(name) ? { room, others: new Map([...others, [name, what(others.get(name))]]) } : { room, others };
}

/**
 * Takes in what the server says of how far one has read, and how many messages there are below.
 *
 * @param {Rooms} rooms not changed
 * @param {object[]} frames
 * @param {boolean} isFirst whether the server has counted nothing before on this page
 * @returns {Rooms}
 */
export function countedAll(rooms, frames, isFirst) {
  return frames.reduce((before, frame) => {
    if (frame.type === 'read' && frame.inbox !== true) {
      return withRoom(before, frame.room, (room) => readUpTo(room, frame.seq));
    }
    const told = frame.type === 'rooms' && frame.find === undefined ? frame.rooms : [];
    return told.filter(({ member }) => member === true).reduce((next, each) => {
      const isSeamWanted = isFirst && each.room === next.room.room;
      return withRoom(next, each.room, (room) => (isSeamWanted ? withSeam : (same) => same)(counted(room, infoOf(each))));
    }, before);
  }, rooms);
}

