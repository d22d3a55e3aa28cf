import { EVERYONE } from '../wire/frames.js';
import { addMessage, addNotice, newest } from './lines.js';
import { afterMembers, THE_ROOM } from './recipient.js';

/**
 * What the page knows of the room.
 *
 * @typedef {{room: string, uid: number|null, members: Map<number, string>, count: number, next: number|null,
 *   outdated: boolean, renewal: {members: Map<number, string>, next: number|null}|null, lines: object[], nextId: number,
 *   recipient: object, unread: number, again: boolean, former: number[], present: boolean,
 *   read: {epoch: string, seq: number}|null}} RoomState
 *   `members` name by uid, oldest first, of a large room only those that have been asked for; `count` how many there
 *   are; `next` where the next page of them begins, null when all are known; `outdated` when some came or went unnamed,
 *   `renewal` what has come of the new list then; `again` after a reconnect; `former` the uids of our earlier
 *   connections; `present` while logged in; `read` the last message that is stored and has come, where a reconnect goes
 *   on
 */

// A line that breaks and comes back for days must not collect uids without end.
const FORMER_LIMIT = 20;

/**
 * @param {string} room
 * @returns {RoomState}
 */
export function emptyRoom(room) {
  return {
    room, uid: null, members: new Map(), count: 0, next: null, outdated: false, renewal: null, lines: [], nextId: 1, recipient: THE_ROOM, unread: 0, again: false, former: [], present: false, read: null,
  };
}

function moment(frame, context) {
  const at = Date.parse(frame.at);
  return Number.isNaN(at) ? context.now : at;
}

function notice(draft, what, name, at) {
  addNotice(draft.lines, draft.nextId, what, name, at);
  draft.nextId += 1;
}

const entries = (members) => members.map(({ uid, name }) => [uid, name]);

// Who comes is the newest member, and thus on the last page.
function arrive(draft, { uid, name }) {
  if (draft.next === null) {
    draft.members.set(uid, name);
  }
}

// The server may have given an earlier uid of ours to somebody else. `ownUid` is in the list under our own name.
function isOurs({ members }, uid, ownUid) {
  return uid !== ownUid && (!members.has(uid) || members.get(uid) === members.get(ownUid));
}

const HANDLERS = {
  user_list(draft, frame) {
    draft.members = new Map(entries(frame.user_list));
    draft.count = frame.count ?? draft.members.size;
    draft.next = frame.next ?? null;
    draft.outdated = false;
    draft.renewal = null;
    draft.again = draft.uid !== null;
    if (draft.again) {
      draft.former = [...draft.former, draft.uid].slice(-FORMER_LIMIT).filter((uid) => isOurs(draft, uid, frame.uid));
    }
    draft.present = true;
    draft.uid = frame.uid;
    // The server may write the room's name otherwise than the address did, without the spaces around it.
    draft.room = typeof frame.room === 'string' ? frame.room : draft.room;
  },

  login(draft, frame, context) {
    if (frame.uid === draft.uid) {
      draft.members.set(frame.uid, frame.name); // in a large room the list does not reach as far as its newest member
      notice(draft, draft.again ? 'back' : 'entered', frame.name, moment(frame, context));
    } else if (!draft.members.has(frame.uid)) {
      draft.former = draft.former.filter((uid) => uid !== frame.uid);
      draft.count += 1;
      arrive(draft, frame);
      notice(draft, 'joined', frame.name, moment(frame, context));
    }
  },

  logout(draft, frame, context) {
    const name = draft.members.get(frame.uid);
    if (name !== undefined || draft.next !== null) {
      draft.count -= 1;
    }
    if (name !== undefined) {
      draft.members.delete(frame.uid);
      if (!draft.former.includes(frame.uid)) { // our own broken connection, which the server has now given up
        notice(draft, 'left', name, moment(frame, context));
      }
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
    draft.count = frame.count;
    draft.outdated ||= frame.partial === true;
  },

  members(draft, frame) {
    const next = frame.next ?? null;
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

  // What was said before stands above the line that says that one has entered.
  history(draft, frame, context) {
    const below = draft.again ? [] : draft.lines;
    draft.lines = draft.again ? draft.lines : [];
    frame.messages.forEach((message) => HANDLERS.say(draft, message, { ...context, hidden: false }));
    below.forEach((line) => {
      draft.lines.push({ ...line, id: draft.nextId });
      draft.nextId += 1;
    });
  },

  live(draft, frame) {
    draft.read = { epoch: frame.epoch, seq: frame.seq };
  },

  // The server's log is another one than before: what comes has numbers of its own.
  gap(draft, frame) {
    if (frame.reason === 'epoch') {
      draft.read = null;
    }
  },

  say(draft, frame, context) {
    if (frame.seq <= draft.read?.seq) {
      return;
    }
    if (Number.isSafeInteger(frame.seq) && (frame.epoch ?? draft.read?.epoch) !== undefined) {
      draft.read = { epoch: frame.epoch ?? draft.read.epoch, seq: frame.seq };
    }
    const isOwn = (uid) => uid === draft.uid || draft.former.includes(uid);
    const own = isOwn(frame.from_uid);
    const nameOf = (uid, said) => said ?? draft.members.get(uid) ?? String(uid);
    const secret = frame.to_uid === EVERYONE ? null
      : { to: frame.to_uid, toName: nameOf(frame.to_uid, frame.to_name), toOwn: isOwn(frame.to_uid) };
    addMessage(draft.lines, draft.nextId, {
      uid: frame.from_uid,
      author: nameOf(frame.from_uid, frame.from_name),
      // Kept with the line, because the next connection has another uid.
      own,
      text: frame.content,
      at: moment(frame, context),
      secret,
    });
    draft.nextId += 1;
    if (context.hidden && !own) {
      draft.unread += 1;
    }
  },
};

const isOfRoom = (draft, frame) => frame.type === 'user_list' || frame.room === undefined || frame.room === draft.room;

/**
 * Takes in what the server sent, many frames at once: a burst then costs one copy of the lines, not one a frame.
 *
 * @param {RoomState} state not changed
 * @param {object[]} frames in their order
 * @param {{now: number, hidden: boolean}} context `now` for a frame without a time; `hidden` when nobody looks
 * @returns {RoomState}
 */
export function receive(state, frames, context) {
  const draft = { ...state, members: new Map(state.members), lines: [...state.lines] };
  for (const frame of frames) {
    if (Object.hasOwn(HANDLERS, frame.type) && isOfRoom(draft, frame)) {
      HANDLERS[frame.type](draft, frame, context);
      // After every frame: a member who left and another with the same uid may be in one burst.
      draft.recipient = afterMembers(draft.recipient, draft.members);
    }
  }
  draft.lines = newest(draft.lines);
  return draft;
}
