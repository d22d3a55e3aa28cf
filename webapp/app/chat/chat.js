import { loginFrame, membersFrame, sayFrame } from '../wire/frames.js';
import { nameProblem } from './names.js';
import { obstacle, refusedBy, withoutReturned, withSent } from './outbox.js';
import { choose } from './recipient.js';
import { emptyRoom, receive } from './room.js';

// Of the tab and not of the browser, so that two tabs can be two people.
const REMEMBERED = 'kaiwa.name';

/**
 * @typedef {{connection: object, name: string|null, entered: boolean, nameError: object|null, room: object,
 *   draft: string, outbox: object[], sendError: object|null}} ChatState
 *   `name` while it is wanted; `entered` from the first login to leaving, also while the line is down; an error is
 *   `{code}` of our own or `{message}` of the server, and a `sendError` may have the `text` that it is about
 */

// Everybody in a large room hears at the same moment that the list has changed; they must not ask at the same moment.
const ASK_AGAIN_AFTER = 5_000;
const ASK_AGAIN_SPREAD = 10_000;

/**
 * The conversation as a whole: what the reader does and what the server says come in, one state after another comes out.
 *
 * @param {{connection: object, storage: Storage, room: string, clock: object, random: () => number, onChange: (state: ChatState) => void}} options
 */
export function createChat({ connection, storage, room, clock, random, onChange }) {
  const fresh = () => ({
    connection: { phase: 'idle' }, name: null, entered: false, nameError: null, room: emptyRoom(room),
    draft: '', outbox: [], sendError: null,
  });
  const remembered = storage.getItem(REMEMBERED);
  let state = { ...fresh(), name: remembered, entered: remembered !== null };
  let hidden = false;
  let asking = null; // the timer until the list of members is asked for anew

  function change(changes) {
    state = { ...state, ...changes };
    onChange(state);
  }

  function login() {
    connection.send(loginFrame(state.name, state.room.room, state.room.read));
  }

  // Puts a message back where it can be sent again, to the same addressee: in a room's composer a private text would
  // be one Enter away from everybody.
  function putBack({ text, recipient }, error) {
    if (state.draft.trim() !== '') {
      return { sendError: { ...error, text } };
    }
    const gone = recipient.gone || (recipient.uid !== 'all' && state.room.members.get(recipient.uid) !== recipient.name);
    return { draft: text, sendError: error, room: { ...state.room, recipient: { ...recipient, gone } } };
  }

  function refused(frame) {
    const error = { code: frame.code, message: frame.message };
    if (!state.room.present) {
      if (state.name === null || frame.code === 'not_logged_in') {
        return; // it was about a ping and not about a nickname
      }
      storage.removeItem(REMEMBERED);
      change({ name: null, entered: false, nameError: error });
      return;
    }
    const { outbox, refused: sent } = refusedBy(state.outbox, frame.code);
    change({ outbox, ...(sent === undefined ? { sendError: error } : putBack(sent, error)) });
  }

  function connectionChanged(next) {
    const wasPresent = state.room.present;
    change({ connection: next, room: { ...state.room, present: false } });
    if (next.phase === 'open' && state.name !== null) {
      login();
    }
    if (wasPresent && state.outbox.length > 0) {
      // Nobody knows whether these were heard. The reader decides, and nothing is said twice by itself.
      const text = state.outbox.map((sent) => sent.text).join('\n');
      const to = new Set(state.outbox.map(({ recipient }) => recipient.uid));
      const unsure = { code: 'unsure' };
      change({ outbox: [], ...(to.size === 1 ? putBack({ ...state.outbox[0], text }, unsure) : { sendError: { ...unsure, text } }) });
    }
  }

  function framesCame(frames) {
    const wasPresent = state.room.present;
    const next = receive(state.room, frames, { now: clock.now(), hidden });
    const isOwn = ({ type, from_uid: uid }) => type === 'say' && uid === next.uid;
    const outbox = state.outbox.length === 0 ? state.outbox : frames.filter(isOwn).reduce(withoutReturned, state.outbox);
    const arrived = next.present && !wasPresent;
    if (arrived) {
      storage.setItem(REMEMBERED, state.name);
      connection.loggedIn();
    }
    change({ room: next, outbox, ...(arrived && { entered: true, nameError: null }) });
    frames.filter(({ type }) => type === 'error').forEach(refused);
    if (next.renewal !== null && frames.some(({ type }) => type === 'members')) {
      connection.send(membersFrame(next.room, next.renewal.next));
    }
    if (next.outdated && asking === null) {
      asking = clock.setTimeout(askAnew, ASK_AGAIN_AFTER + random() * ASK_AGAIN_SPREAD);
    }
  }

  function askAnew() {
    asking = null;
    if (state.room.outdated && state.room.present) {
      connection.send(membersFrame(state.room.room, 0));
    }
  }

  return {
    get state() {
      return state;
    },
    connectionChanged,
    framesCame,

    /** The reader asks for a nickname. */
    enter(typed) {
      const name = typed.trim();
      const problem = nameProblem(name);
      if (problem !== null) {
        change({ nameError: { code: `name_${problem}` } });
        return;
      }
      change({ name, nameError: null });
      if (state.connection.phase === 'open') {
        login();
      } else if (state.connection.phase === 'stopped') {
        connection.open();
      } else {
        connection.nudge();
      }
    },

    /** Forgets the nickname and what was said, and begins anew: a connection can log in only once. */
    leave() {
      storage.removeItem(REMEMBERED);
      state = fresh();
      connection.close();
      connection.open();
    },

    write(draft) {
      // An error that holds a text which found no place in the composer stays, or the text would be lost.
      change({ draft, sendError: state.sendError?.text === undefined ? null : state.sendError });
    },

    choose(uid) {
      const recipient = choose(uid, state.room.members, state.room.uid);
      if (recipient !== null) {
        change({ room: { ...state.room, recipient } });
      }
    },

    /** Asks for the next page of the members of a large room. */
    showMore() {
      const { room: name, next, present } = state.room;
      if (present && next !== null) {
        connection.send(membersFrame(name, next));
      }
    },

    /** Sends what is written. What cannot be sent stays written. */
    say() {
      const { draft: text, room: { room: name, recipient, present } } = state;
      const free = obstacle({ text, present, recipient }) === null;
      if (free && connection.send(sayFrame(recipient.uid, text, name))) {
        change({ draft: '', sendError: null, outbox: withSent(state.outbox, { recipient, text }) });
      }
    },

    /** Whether anybody looks at the page; what comes meanwhile is counted as unread. */
    looked(isHidden) {
      hidden = isHidden;
      if (!hidden && state.room.unread > 0) {
        change({ room: { ...state.room, unread: 0 } });
      }
    },
  };
}
