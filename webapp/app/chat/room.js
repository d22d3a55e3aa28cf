import { addChange, addNotice, arrange, LINE_LIMIT } from './lines.js';
import { LOG_HANDLERS, moment, newKey, pass } from './log.js';
import { NO_PAST, trimmed } from './past.js';
import { afterMembers, THE_ROOM } from './recipient.js';

/**
 * What the page knows of the room.
 *
 * @typedef {{room: string, uid: number|null, members: Map<number, string>, count: number, next: number|null,
 *   outdated: boolean, renewal: {members: Map<number, string>, next: number|null}|null, lines: object[],
 *   nextKey: number, recipient: object, unread: number, mentions: number, countedTo: number, readTo: number, seenTo: number,
 *   newFrom: number|null, entered: boolean, again: boolean, present: boolean, away: Set<number>,
 *   read: {epoch: string, seq: number}|null, inboxRead: {epoch: string, seq: number}|null, past: object,
 *   missed: object[], quotes: Map<number, object|null>}} RoomState
 *   `members` name by uid, oldest first, of a large room only those that have been asked for; `count` how many there
 *   are; `next` where the next page of them begins, null when all are known; `outdated` when some came or went unnamed,
 *   `renewal` what has come of the new list then; `lines` of the room and of the inbox; `unread` messages of others, and
 *   those of them that are for oneself, of which the server has counted those up to `countedTo`; `readTo` how far one has
 *   read, as the server knows, `seenTo` how far one had seen when one went to another room, and `newFrom` how far one had read
 *   or seen when one came; `away` those at none of whose devices anybody is; `entered` once one was in, and `again` after a reconnect;
 *   `present` while logged in; `read` and `inboxRead` the last event of each log that has come, where a reconnect goes
 *   on; `past` how far back they are loaded; `missed` changes of messages that are not; `quotes` messages that are answered
 *   and not loaded, null for those that are not to be had
 */

/**
 * @param {string} room
 * @returns {RoomState}
 */
export function emptyRoom(room) {
  return {
    room, uid: null, members: new Map(), count: 0, next: null, outdated: false, renewal: null, lines: [], nextKey: 0, recipient: THE_ROOM,
    unread: 0, mentions: 0, countedTo: 0, readTo: 0, seenTo: 0, newFrom: null, entered: false, again: false, present: false, away: new Set(), read: null, inboxRead: null,
    past: NO_PAST, missed: [], quotes: new Map(),
  };
}

function notice(draft, what, name, frame, context) {
  if (!context.quiet) {
    addNotice(draft.lines, newKey(draft), what, name, moment(frame, context));
  }
}

function mayBeAway(draft, members) {
  members.forEach(({ uid, away }) => (away === true ? draft.away.add(uid) : draft.away.delete(uid)));
}

const entries = (members) => members.map(({ uid, name }) => [uid, name]);

// Who comes is the newest member, and thus on the last page.
function arrive(draft, { uid, name }) {
  if (draft.next === null) {
    draft.members.set(uid, name);
  }
}

const HANDLERS = {
  user_list(draft, frame) {
    draft.members = new Map(entries(frame.user_list));
    draft.away.clear();
    mayBeAway(draft, frame.user_list);
    draft.count = frame.count ?? draft.members.size;
    draft.next = frame.next ?? null;
    draft.outdated = false;
    draft.renewal = null;
    draft.again = draft.entered;
    draft.entered = true;
    draft.present = true;
    draft.uid = frame.uid;
    // The server may write the room's name otherwise than the address did, without the spaces around it.
    draft.room = typeof frame.room === 'string' ? frame.room : draft.room;
  },

  login(draft, frame, context) {
    if (frame.uid === draft.uid) {
      draft.members.set(frame.uid, frame.name); // in a large room the list does not reach as far as its newest member
      notice(draft, draft.again ? 'back' : 'entered', frame.name, frame, context);
    } else if (!draft.members.has(frame.uid)) {
      draft.count += 1;
      arrive(draft, frame);
      mayBeAway(draft, [frame]);
      notice(draft, 'joined', frame.name, frame, context);
    }
  },

  logout(draft, frame, context) {
    const name = draft.members.get(frame.uid);
    if (name !== undefined || draft.next !== null) {
      draft.count -= 1;
    }
    if (name !== undefined) {
      draft.members.delete(frame.uid);
      draft.away.delete(frame.uid);
      notice(draft, 'left', name, frame, context);
    }
  },

  // A large room is told in batches who came and went, and too often for a line in the conversation.
  presence(draft, frame) {
    for (const { uid } of frame.left) {
      draft.renewal?.members.delete(uid);
      if (uid !== draft.uid) {
        draft.members.delete(uid);
      }
    }
    frame.joined.forEach((member) => arrive(draft, member));
    mayBeAway(draft, frame.joined);
    draft.count = frame.count;
    draft.outdated ||= frame.partial === true;
  },

  members(draft, frame) {
    const next = frame.next ?? null;
    mayBeAway(draft, frame.members);
    draft.count = frame.count;
    if (frame.after === 0) { // asked for anew: the old list stays until the new one reaches as far
      draft.outdated = false;
      draft.renewal = { members: new Map(entries(frame.members)), next };
    } else if (frame.after === draft.renewal?.next) {
      draft.renewal = { members: new Map([...draft.renewal.members, ...entries(frame.members)]), next };
    } else if (draft.renewal === null && frame.after === draft.next) {
      frame.members.forEach(({ uid, name }) => draft.members.set(uid, name));
      draft.next = next;
    }
    if (draft.renewal !== null && (next === null || draft.renewal.members.size >= draft.members.size - 1)) {
      const own = [draft.uid, draft.members.get(draft.uid)]; // who may be further back than the list reaches
      draft.members = new Map([...draft.renewal.members, own]);
      draft.next = draft.renewal.next;
      draft.renewal = null;
    }
  },

  change(draft, frame, context) {
    if (pass(draft, frame)) {
      addChange(draft.lines, newKey(draft), frame, moment(frame, context));
    }
  },

  status: (draft, frame) => mayBeAway(draft, [frame]),

  watched(draft, frame, context) {
    addNotice(draft.lines, newKey(draft), frame.on ? 'watched' : 'unwatched', '', moment(frame, context));
  },

  ...LOG_HANDLERS,
};

// These have a number, and are no events of the log.
const POSITIONS = new Set(['read', 'room']);

// The inbox is one's own and of no room, wherever a message in it was written.
const isOfRoom = (draft, frame) => frame.type === 'user_list' || frame.inbox === true || frame.room === undefined || frame.room === draft.room;

/**
 * Takes in what the server sent, many frames at once: a burst then costs one copy of the lines, not one a frame.
 *
 * @param {RoomState} state not changed
 * @param {object[]} frames in their order
 * @param {{now: number, hidden: boolean, quiet?: boolean, limit?: number}} context `now` for a frame without a time;
 *   `hidden` when nobody looks; `quiet` when nobody wants to know who comes and goes; `limit` of the lines that are kept
 * @returns {RoomState}
 */
export function receive(state, frames, context) {
  const draft = { ...state, members: new Map(state.members), away: new Set(state.away), lines: [...state.lines] };
  for (const frame of frames.filter((each) => isOfRoom(draft, each))) {
    if (Object.hasOwn(HANDLERS, frame.type)) {
      HANDLERS[frame.type](draft, frame, context);
      // After every frame: a member who left and another with the same uid may be in one burst.
      draft.recipient = afterMembers(draft.recipient, draft.members, draft.next === null);
    } else if (!POSITIONS.has(frame.type)) {
      pass(draft, frame);
    }
  }
  const kept = trimmed(draft.lines, draft.past, context.limit ?? LINE_LIMIT);
  return { ...draft, lines: arrange(kept.lines), past: kept.past };
}

/**
 * Tells the reader something in the conversation.
 *
 * @param {RoomState} state not changed
 * @param {string} what
 * @param {string} name of whom or what it is
 * @param {number} now
 * @returns {RoomState}
 */
export function told(state, what, name, now) {
  const draft = { ...state, lines: [...state.lines] };
  addNotice(draft.lines, newKey(draft), what, name, now);
  return { ...draft, lines: arrange(draft.lines) };
}
