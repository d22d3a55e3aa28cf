import { EVERYONE } from '../wire/frames.js';
import { addMessage, addNotice, newest } from './lines.js';
import { afterMembers, THE_ROOM } from './recipient.js';

/**
 * What the page knows of the room.
 *
 * @typedef {{room: string, uid: number|null, members: Map<number, string>, lines: object[], nextId: number,
 *   recipient: object, unread: number, again: boolean, former: number[], present: boolean}} RoomState
 *   `members` name by uid, oldest first; `again` after a reconnect; `former` the uids of our earlier
 *   connections; `present` while logged in
 */

// A line that breaks and comes back for days must not collect uids without end.
const FORMER_LIMIT = 20;

/**
 * @param {string} room
 * @returns {RoomState}
 */
export function emptyRoom(room) {
  return {
    room, uid: null, members: new Map(), lines: [], nextId: 1, recipient: THE_ROOM, unread: 0, again: false, former: [], present: false,
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

// The server may have given an earlier uid of ours to somebody else. `ownUid` is in the list under our own name.
function isOurs({ members }, uid, ownUid) {
  return uid !== ownUid && (!members.has(uid) || members.get(uid) === members.get(ownUid));
}

const HANDLERS = {
  user_list(draft, frame) {
    draft.members = new Map(frame.user_list.map(({ uid, name }) => [uid, name]));
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
      notice(draft, draft.again ? 'back' : 'entered', frame.name, moment(frame, context));
    } else if (!draft.members.has(frame.uid)) {
      draft.former = draft.former.filter((uid) => uid !== frame.uid);
      draft.members.set(frame.uid, frame.name);
      notice(draft, 'joined', frame.name, moment(frame, context));
    }
  },

  logout(draft, frame, context) {
    const name = draft.members.get(frame.uid);
    if (name !== undefined) {
      draft.members.delete(frame.uid);
      if (!draft.former.includes(frame.uid)) { // our own broken connection, which the server has now given up
        notice(draft, 'left', name, moment(frame, context));
      }
    }
  },

  say(draft, frame, context) {
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
