import { conversationOf, marksIn } from './conversation.js';
import { createEntrance } from './entrance.js';
import { LINE_LIMIT, PAST_LIMIT } from './lines.js';
import { createMemberPages } from './member-pages.js';
import { nameProblem } from './names.js';
import { createOlder } from './older.js';
import { createOutbox } from './outbox.js';
import { emptyRoom, receive } from './room.js';
import { createWriting } from './writing.js';

/**
 * @typedef {{connection: object, name: string|null, entered: boolean, nameError: object|null, room: object,
 *   draft: string, editing: object|null, outbox: object[], held: boolean, full: boolean, loading: boolean,
 *   lines: object[], marks: Map<number, string>, sendError: object|null, left: {name: string, count: number}|null}} ChatState
 *   `name` while it is wanted; `entered` from the first login to leaving, also while the line is down; `editing` the
 *   message of one's own that the composer holds, and the draft that was `kept` for later; `held` when the server cannot
 *   take anything at the moment, `full` when no more may wait; `loading` while older messages are asked for; `lines` and
 *   `marks` what is to be seen; an error is `{code}` of our own or `{message}` of the server; `left` what waits under the
 *   nickname that was given up last
 */

/**
 * The conversation as a whole: what the reader does and what the server says come in, one state after another comes out.
 *
 * @param {{connection: object, storage: object, tokens: (name: string) => string, outboxStore: object, room: string, clock: object,
 *   random: () => number, newId: () => string, onChange: (state: ChatState) => void}} options `storage` of the tab
 */
export function createChat({ connection, storage, tokens, outboxStore, room, clock, random, newId, onChange }) {
  const changed = () => change({});
  const outbox = createOutbox({ send: connection.send, store: outboxStore, clock, newId, onChange: changed });
  const older = createOlder({ send: connection.send, clock, onChange: changed });
  const entrance = createEntrance({ connection, storage, tokens, clock, onChange: changed });
  const memberPages = createMemberPages({ send: connection.send, clock, random, roomNow: () => state.room });
  const writing = createWriting({ outbox, stateNow: () => state, change });
  const fresh = () => ({
    connection: { phase: 'idle' }, name: null, entered: false, nameError: null, room: emptyRoom(room), draft: '', editing: null,
    outbox: outbox.entries, held: false, full: false, loading: false, lines: [], marks: new Map(), sendError: null, left: null,
  });
  let hidden = false;
  let reading = false; // further up than the newest messages
  let state = fresh();
  const remembered = entrance.remembered();
  if (remembered !== null) {
    outbox.open(remembered, room);
    state = { ...state, ...seen({ ...state, name: remembered, entered: true }) };
  }

  // What follows from the rest.
  function seen(next) {
    const { entries } = outbox;
    const isSame = next.room === state.room && entries === state.outbox && next.name === state.name;
    return {
      ...next,
      outbox: entries,
      held: outbox.held || entrance.waits,
      full: outbox.full,
      loading: older.loading,
      ...(!isSame && { lines: conversationOf(next.room, entries, next.name), marks: marksIn(next.room, state.marks) }),
    };
  }

  function change(changes) {
    state = seen({ ...state, ...changes });
    onChange(state);
  }

  function refused(frame) {
    const error = { code: frame.code, message: frame.message };
    if (state.room.present) {
      change({ sendError: error });
    } else if (state.name === null || frame.code === 'not_logged_in') {
      return; // it is about a ping and not about a nickname
    } else if (entrance.refused(frame, state.name, state.room)) {
      changed();
    } else {
      entrance.forget();
      outbox.close();
      change({ name: null, entered: false, nameError: error });
    }
  }

  function connectionChanged(next) {
    [outbox, older, entrance].forEach(({ interrupt }) => interrupt());
    change({ connection: next, room: { ...state.room, present: false } });
    if (next.phase === 'open' && state.name !== null) {
      entrance.login(state.name, state.room);
    }
  }

  function framesCame(frames) {
    const wasPresent = state.room.present;
    const next = receive(state.room, frames, { now: clock.now(), hidden, limit: reading ? PAST_LIMIT : LINE_LIMIT });
    const errors = [];
    for (const frame of frames) {
      if (frame.type === 'user_list') {
        outbox.enter(frame.uid);
      }
      const isKnown = outbox.hear(frame) || older.hear(frame);
      if (frame.type === 'error' && !isKnown) {
        errors.push(frame);
      }
    }
    const arrived = next.present && !wasPresent;
    if (arrived) {
      entrance.entered(state.name);
    }
    change({ room: next, ...(arrived && { entered: true, nameError: null }) });
    errors.forEach(refused);
    outbox.pump();
    memberPages.follow(frames);
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
      outbox.open(name, room);
      change({ name, nameError: null, left: null });
      if (state.connection.phase === 'open') {
        entrance.login(name, state.room);
      } else if (state.connection.phase === 'stopped') {
        connection.open();
      } else {
        connection.nudge();
      }
    },

    /** Forgets the nickname and what was said, and begins anew: a connection can log in only once. */
    leave() {
      entrance.leave(state.room.room);
      const left = state.outbox.length > 0 ? { name: state.name, count: state.outbox.length } : null;
      outbox.close();
      state = { ...fresh(), left };
      connection.close();
      connection.open();
    },

    ...writing,

    /** Asks for the next page of the members of a large room. */
    showMore: memberPages.showMore,

    /** Asks for older messages, unless there are none or the page holds as many as it may. */
    showOlder() {
      if (state.room.lines.length < PAST_LIMIT) {
        older.ask(state.room);
        changed();
      }
    },

    /** Another tab of this browser has changed what is kept. */
    keptElsewhere(key, value) {
      outbox.keptElsewhere(key, value);
      changed();
    },

    /** Whether the reader is further up than the newest messages; then nothing is taken away above. */
    reads(further) {
      reading = further;
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
