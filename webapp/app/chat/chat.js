import { isSignedIn } from '../wire/identity.js';
import { createAccount } from './account.js';
import { createAttention } from './attention.js';
import { emptyChat } from './chat-state.js';
import { conversationOf, marksIn } from './conversation.js';
import { createEntrance } from './entrance.js';
import { createFinding } from './finding.js';
import { createHearing } from './hearing.js';
import { createJoining } from './joining.js';
import { PAST_LIMIT } from './lines.js';
import { createMemberPages } from './member-pages.js';
import { nameProblem } from './names.js';
import { createOlder } from './older.js';
import { createOutbox } from './outbox.js';
import { missingQuote } from './quotes.js';
import { isUnloaded } from './rooms.js';
import { createSeeking } from './seeking.js';
import { createTyping } from './typing.js';
import { createVisiting } from './visiting.js';
import { createWriting } from './writing.js';

/**
 * The conversation as a whole: what the reader does and what the server says come in, one state after another comes out.
 *
 * @param {{connection: object, storage: object, tokens: (name: string) => string, outboxStore: object, drafts: object, room: string,
 *   clock: object, random: () => number, newId: () => string, signOut: () => Promise<string>, go: (url: string) => void,
 *   onPlace?: (room: string) => void, onChange: (state: ChatState) => void}} options `storage` of the tab; `onPlace` when
 *   another room is open, which the address has to name
 */
export function createChat({
  connection, storage, tokens, outboxStore, drafts, room, clock, random, newId, signOut, go, onPlace = () => {}, onChange,
}) {
  const { send } = connection;
  const changed = () => change({});
  const stateNow = () => state;
  const outbox = createOutbox({ send, store: outboxStore, clock, newId, onChange: changed });
  const older = createOlder({ send, clock, onChange: follow });
  const entrance = createEntrance({ connection, storage, tokens, clock, isGuest: () => !isSignedIn(state.identity), onChange: changed });
  const memberPages = createMemberPages({ send, clock, random, roomNow: () => state.room });
  const typing = createTyping({ send, clock, onChange: changed });
  const joining = createJoining({ send, clock, positionOf: (name) => (state.others.get(name) ?? state.room).read });
  const seeking = createSeeking({ older, clock, stateNow, change });
  const writing = createWriting({ outbox, typing, stateNow, change });
  const visiting = createVisiting({ send, clock, joining, drafts, outbox, seeking, stateNow, change, onOpened, onPlace });
  const finding = createFinding({ send, newId, stateNow, change, onMade: (name) => visiting.open(name) });
  const account = createAccount({ connection, entrance, outbox, drafts, signOut, go, stateNow, change, forgetAll });
  const attention = createAttention({ send, clock, stateNow, change });
  const hearing = createHearing({
    connection, clock, outbox, older, entrance, memberPages, typing, joining, seeking, writing, visiting, finding, account, attention, drafts,
    stateNow, change, follow,
  });
  let state = emptyChat(room, outbox.entries);
  const remembered = entrance.remembered();
  if (remembered !== null) {
    state = derived({ ...state, name: remembered, entered: true, ...account.begin(remembered) });
  }

  // What follows from the rest.
  function derived(next) {
    const { entries } = outbox;
    const isSame = next.room === state.room && entries === state.outbox && next.name === state.name;
    return {
      ...next,
      outbox: entries,
      held: outbox.held || entrance.waits,
      full: outbox.isFull(next.room.room),
      loading: older.loading,
      several: joining.several,
      typists: typing.of(next.room.room),
      ...(!isSame && { lines: conversationOf(next.room, entries, next.name), marks: marksIn(next.room, state.marks) }),
    };
  }

  function change(changes) {
    state = derived({ ...state, ...changes });
    drafts.keep(state);
    onChange(state);
  }

  // Asks for what is not there yet, and says what has been read.
  function follow() {
    const { room: open, lines } = state;
    const missing = missingQuote(lines, open.quotes);
    if (isUnloaded(open)) {
      older.ask(open);
    } else if (missing !== null) {
      older.askOne(open, missing);
    }
    seeking.step();
    attention.note();
    if (older.loading !== state.loading) {
      changed();
    }
  }

  function onOpened() {
    attention.reads(false); // that was the room before
    typing.interrupt();
    writing.resume();
    memberPages.follow([]);
    follow();
  }

  function begin(changes) {
    joining.clear();
    typing.clear();
    attention.clear();
    seeking.stop();
    state = { ...emptyChat(state.room.room, outbox.entries, state.identity), ...changes };
  }

  // Everything goes that could be read. What is not sent yet stays in the browser.
  function forgetAll(changes) {
    entrance.interrupt();
    outbox.close();
    drafts.close();
    begin({ connection: state.connection, ...changes });
    changed();
  }

  return {
    get state() {
      return state;
    },
    identified: account.identified,
    signOut: account.signOut,
    connectionChanged: hearing.connectionChanged,
    framesCame: hearing.framesCame,

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
      const { room: { room: open }, list } = state;
      entrance.leave(list.get(open)?.people.length > 0 ? null : open); // nobody lets oneself in again there
      const left = state.outbox.length > 0 ? { name: state.name, count: state.outbox.length } : null;
      outbox.close();
      drafts.clear(state.name);
      begin({ left });
      connection.close();
      connection.open();
    },

    ...writing,
    open: visiting.open,
    show: visiting.show,
    leaveRoom: visiting.leaveRoom,
    changeRoom: visiting.changeRoom,
    findRooms: finding.findRooms,
    findPeople: finding.findPeople,
    create: finding.create,
    active: attention.active,
    reads: attention.reads,
    looked: attention.looked,

    /** The reader wants a message of the open room. */
    seek: seeking.seek,

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
  };
}
