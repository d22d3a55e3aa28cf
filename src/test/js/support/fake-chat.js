import { createChat } from '/app/chat/chat.js';
import { createDrafts } from '/app/chat/drafts.js';
import { createOutboxStore } from '/app/chat/outbox-store.js';
import { createStorage } from '/app/chat/storage.js';
import { fakeClock } from './fake-clock.js';
import { fakeStorage } from './fake-storage.js';

/**
 * A chat with a line that a test opens and closes. `tab` and `kept` are the storages; another chat with the same ones is
 * the page after a reload.
 */
export function fakeChat({ tab = fakeStorage(), kept = fakeStorage(), room = '1', clock = fakeClock(), onSend = () => {}, seed = 'm',
  signOut = async () => '/signed-out.html' } = {}) {
  const calls = [];
  const sent = [];
  let phase = 'idle';
  let ids = 0;
  const connection = {
    send(frame) {
      if (phase === 'open') {
        sent.push(frame);
        onSend(frame);
      }
      return phase === 'open';
    },
    loggedIn: () => calls.push('loggedIn'),
    nudge: () => calls.push('nudge'),
    open: () => calls.push('open'),
    close: () => calls.push('close'),
  };
  const chat = createChat({
    connection, room, clock, random: () => 0.5, onChange: () => {}, signOut,
    onPlace: (place) => calls.push(`place ${place}`),
    go: (url) => calls.push(`go ${url}`),
    storage: createStorage(() => tab),
    drafts: createDrafts(createStorage(() => tab)),
    outboxStore: createOutboxStore(createStorage(() => kept)),
    tokens: (name) => `token-of-${name}`,
    newId() {
      ids += 1;
      return `${seed}-${ids}`;
    },
  });
  const fake = { chat, calls, sent, tab, kept, clock };
  fake.become = (next, more = {}) => {
    phase = next;
    chat.connectionChanged({ phase, ...more });
  };
  /** Comes into a room where Ann is. */
  fake.enter = (uid = 2) => {
    fake.become('open');
    chat.enter('me');
    fake.welcome(uid);
    sent.length = 0;
  };
  /** Comes into a room where Ann is, as one who signed in. */
  fake.signIn = (identity, uid = 2) => {
    chat.identified(identity);
    fake.become('open');
    fake.welcome(uid);
    sent.length = 0;
  };
  fake.welcome = (uid = 2) => chat.framesCame([{
    type: 'user_list', room, uid, user_list: [{ uid: 1, name: 'Ann' }, { uid, name: 'me' }],
  }]);
  fake.write = (text) => {
    chat.write(text);
    chat.say();
  };
  /** The server says which rooms one belongs to. */
  fake.tellRooms = (...rooms) => chat.framesCame([{ type: 'rooms', rooms: rooms.map((told) => ({ kind: 'open', member: true, ...told })) }]);
  /** Comes into rooms besides the one of the login. */
  fake.enterAll = (...rooms) => {
    fake.enter();
    fake.tellRooms({ room }, ...rooms);
    chat.framesCame(rooms.map((told) => fake.listOf(told.room)));
    sent.length = 0;
  };
  fake.listOf = (name, uid = 2) => ({ type: 'user_list', room: name, uid, user_list: [{ uid: 1, name: 'Ann' }, { uid, name: 'me' }] });
  /** What was sent, without the logins and the questions which rooms there are. */
  fake.said = () => sent.map((frame) => JSON.parse(frame)).filter(({ type }) => type !== 'login' && type !== 'rooms');
  fake.types = () => sent.map((frame) => JSON.parse(frame).type);
  fake.texts = () => chat.state.lines.filter(({ kind }) => kind === 'message').map(({ text }) => text);
  return fake;
}
