import { isSignedIn } from '../wire/identity.js';
import { createAccount, isForbidden } from './account.js';
import { emptyChat } from './chat-state.js';
import { conversationOf, marksIn } from './conversation.js';
import { createEntrance } from './entrance.js';
import { LINE_LIMIT, PAST_LIMIT } from './lines.js';
import { createMemberPages } from './member-pages.js';
import { nameProblem } from './names.js';
import { createOlder } from './older.js';
import { createOutbox } from './outbox.js';
import { receive } from './room.js';
import { createWriting } from './writing.js';

/**
 * The conversation as a whole: what the reader does and what the server says come in, one state after another comes out.
 *
 * @param {{connection: object, storage: object, tokens: (name: string) => string, outboxStore: object, drafts: object, room: string,
 *   clock: object, random: () => number, newId: () => string, signOut: () => Promise<string>, go: (url: string) => void,
 *   onChange: (state: ChatState) => void}} options `storage` of the tab
 */
export function createChat({ connection, storage, tokens, outboxStore, drafts, room, clock, random, newId, signOut, go, onChange }) {
  const changed = () => change({});
  const outbox = createOutbox({ send: connection.send, store: outboxStore, clock, newId, onChange: changed });
  const older = createOlder({ send: connection.send, clock, onChange: changed });
  const entrance = createEntrance({ connection, storage, tokens, clock, isGuest: () => !isSignedIn(state.identity), onChange: changed });
  const memberPages = createMemberPages({ send: connection.send, clock, random, roomNow: () => state.room });
  const writing = createWriting({ outbox, stateNow: () => state, change });
  const account = createAccount({ connection, entrance, outbox, drafts, room, signOut, go, stateNow: () => state, change, forgetAll });
  let hidden = false;
  let reading = false; // further up than the newest messages
  let state = emptyChat(room, outbox.entries);
  const remembered = entrance.remembered();
  if (remembered !== null) {
    state = seen({ ...state, name: remembered, entered: true, ...account.begin(remembered) });
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
    drafts.keep(state);
    onChange(state);
  }

  // Everything goes that could be read. What is not sent yet stays in the browser.
  function forgetAll(changes) {
    entrance.interrupt();
    outbox.close();
    drafts.close();
    state = { ...emptyChat(room, outbox.entries, state.identity), connection: state.connection, ...changes };
    changed();
  }

  function refused(frame) {
    const error = { code: frame.code, message: frame.message };
    if (state.room.present) {
      change({ sendError: error });
    } else if (state.name === null || frame.code === 'not_logged_in') {
      return; // it is about a ping and not about a nickname
    } else if (entrance.refused(frame, state.name, state.room)) {
      changed();
    } else if (isSignedIn(state.identity)) { // there is no other name to try
      account.shutOut({ what: 'refused', ...error });
    } else {
      entrance.forget();
      outbox.close();
      drafts.close();
      change({ name: null, entered: false, nameError: error });
    }
  }

  function connectionChanged(next) {
    [outbox, older, entrance].forEach(({ interrupt }) => interrupt());
    if (next.phase === 'signed_out') {
      account.signedOut(next.reason);
    }
    change({ connection: next, room: { ...state.room, present: false } });
    if (next.phase === 'open' && state.name !== null) {
      entrance.login(state.name, state.room);
    }
  }

  function framesCame(frames) {
    if (state.barrier !== null) {
      return; // what was on its way when one was shut out is not for one any more
    }
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
    if (frames.some((frame) => isForbidden(frame, next.room))) {
      account.shutOut({ what: 'forbidden', room: next.room });
      return;
    }
    const arrived = next.present && !wasPresent;
    if (arrived) {
      entrance.entered(state.name);
    }
    const ownName = isSignedIn(state.identity) ? next.members.get(next.uid) : undefined; // what the server calls one counts
    change({ room: next, name: ownName ?? state.name, ...(arrived && { entered: true, nameError: null }) });
    errors.forEach(refused);
    writing.resume();
    outbox.pump();
    memberPages.follow(frames);
  }

  return {
    get state() {
      return state;
    },
    identified: account.identified,
    signOut: account.signOut,
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
      change({ name, nameError: null, left: null, ...account.begin(name) });
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
      drafts.clear(state.name);
      state = { ...emptyChat(room, outbox.entries, state.identity), left };
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
