import { CLOSED_LIMIT, ROOMS_LIMIT } from '/app/chat/rooms.js';
import { fakeChat } from './support/fake-chat.js';
import { fakeStorage } from './support/fake-storage.js';

const tea = { room: 'tea', title: 'Tea time', seq: 812, epoch: 'e', read: 810, unread: 2, mentions: 1 };
const say = (seq, content, more = {}) => (
  { type: 'say', from_uid: 1, to_uid: 'all', content, room: 'tea', from_name: 'Ann', seq, epoch: 'e', at: new Date(seq * 1_000).toISOString(), ...more });
const history = (from, to, more = {}) => (
  { type: 'history', room: 'tea', messages: Array.from({ length: to - from + 1 }, (_, index) => say(from + index, `t${from + index}`)), ...more });
const error = (code, more = {}) => ({ type: 'error', code, message: `about ${code}`, ...more });

function inside(...rooms) {
  const fake = fakeChat();
  fake.enterAll(...(rooms.length === 0 ? [tea] : rooms));
  fake.other = (name) => fake.chat.state.others.get(name);
  return fake;
}

describe('the rooms one belongs to', () => {
  it('are asked for after the login and not before, once a connection', () => {
    const fake = fakeChat();
    fake.become('open');
    fake.chat.enter('me');
    expect(fake.types()).toEqual(['login']);
    fake.welcome();
    fake.chat.framesCame([{ type: 'login', uid: 2, name: 'me', room: '1' }]);
    expect(fake.types()).toEqual(['login', 'rooms']);
  });

  it('are entered at their newest event, of which nothing older is told', () => {
    const fake = fakeChat();
    fake.enter();
    fake.tellRooms({ room: '1' }, tea, { room: 'new' });
    expect(fake.said()).toEqual([{ type: 'resume', room: 'tea', epoch: 'e', seq: 812 }, { type: 'resume', room: 'new', epoch: '', seq: 0 }]);
  });

  it('are entered where one was after the line broke, as soon as the server says that one still belongs to them', () => {
    const fake = inside(tea, { room: 'gone', seq: 3, epoch: 'g' });
    fake.chat.framesCame([say(813, 'new')]);
    fake.become('waiting');
    fake.become('open');
    fake.welcome();
    expect(fake.said()).toEqual([]);
    fake.tellRooms({ room: '1' }, { ...tea, seq: 820 });
    expect(fake.said()).toEqual([{ type: 'resume', room: 'tea', epoch: 'e', seq: 813 }]);
    expect([...fake.chat.state.others.keys()]).toEqual(['tea']);
  });

  it('are no more than one may be in at once', () => {
    const fake = inside(...Array.from({ length: 150 }, (_, index) => ({ room: `r${index}` })));
    expect([fake.chat.state.others.size, fake.chat.state.list.size]).toEqual([ROOMS_LIMIT - 1, 151]);
  });

  it('become one more when one is invited', () => {
    const fake = inside();
    fake.chat.framesCame([{ type: 'room', room: 'c-7', kind: 'closed', title: 'Plans', member: true, seq: 1, epoch: 'c', people: [{ uid: 1, name: 'Ann' }] }]);
    expect(fake.said()).toEqual([{ type: 'resume', room: 'c-7', epoch: 'c', seq: 1 }]);
    expect(fake.chat.state.list.get('c-7').title).toBe('Plans');
  });

  it('become one less when one is removed, and nothing of it can be read any more', () => {
    const fake = inside();
    fake.chat.framesCame([say(813, 'secret'), error('forbidden', { room: 'tea' }), { type: 'logout', uid: 2, room: 'tea' }, say(814, 'more')]);
    expect([fake.other('tea'), fake.chat.state.list.has('tea'), fake.chat.state.sendError]).toEqual([undefined, false, null]);
    expect(fake.chat.state.barrier).toBe(null);
  });

  it('become one less when another device leaves it, unless there is no other', () => {
    const fake = inside();
    fake.chat.framesCame([{ type: 'room', room: 'tea', kind: 'open' }, { type: 'room', room: '1', kind: 'open' }]);
    expect([fake.other('tea'), fake.chat.state.list.has('tea'), fake.chat.state.room.room]).toEqual([undefined, false, '1']);
  });

  it('are one on a server that knows of no more, and the page says nothing that it would not understand', () => {
    const fake = fakeChat();
    fake.enter();
    fake.chat.framesCame([error('type_unknown')]);
    fake.chat.write('x');
    fake.chat.framesCame([say(1, 'hello', { room: '1' })]);
    fake.clock.wind(600_000);
    expect([fake.chat.state.several, fake.chat.state.sendError, fake.said()]).toEqual([false, null, []]);
  });

  it('are asked for again when the server cannot say it at the moment', () => {
    const fake = fakeChat();
    fake.enter();
    fake.chat.framesCame([error('rate_limited', { retry_after_ms: 300 })]);
    fake.clock.wind(300);
    expect([fake.types(), fake.chat.state.sendError]).toEqual([['rooms'], null]);
  });
});

describe('the way into many rooms', () => {
  const many = Array.from({ length: 20 }, (_, index) => ({ room: `r${index}`, seq: 1, epoch: 'e' }));

  it('is gone a few at a time', () => {
    const fake = fakeChat();
    fake.enter();
    fake.tellRooms({ room: '1' }, ...many);
    expect(fake.said().length).toBe(8);
    fake.chat.framesCame([fake.listOf('r0'), fake.listOf('r1')]);
    expect(fake.said().map(({ room }) => room).slice(8)).toEqual(['r8', 'r9']);
  });

  it('is gone on when the server says that it was too fast', () => {
    const fake = fakeChat();
    fake.enter();
    fake.tellRooms({ room: '1' }, tea);
    fake.chat.framesCame([error('rate_limited', { room: 'tea', retry_after_ms: 500 })]);
    expect(fake.said().length).toBe(1);
    fake.clock.wind(500);
    expect([fake.said().length, fake.chat.state.sendError]).toEqual([2, null]);
  });
});

describe('opening another room', () => {
  it('shows it at once, loads what was said in it, and names it in the address', () => {
    const fake = inside();
    fake.chat.open('tea');
    expect(fake.chat.state.room.room).toBe('tea');
    expect(fake.calls.at(-1)).toBe('place tea');
    expect(fake.said()).toEqual([{ type: 'history', room: 'tea', before: 813, limit: 50 }]);
    fake.chat.framesCame([history(763, 812, { before: 813, more: true })]);
    expect(fake.texts().length).toBe(50);
  });

  it('shows again what was there, and asks for nothing', () => {
    const fake = inside();
    fake.chat.framesCame([say(1, 'in 1', { room: '1' })]);
    fake.chat.open('tea');
    fake.chat.framesCame([history(763, 812, { before: 813, more: true }), say(813, 'new')]);
    fake.chat.open('1');
    fake.sent.length = 0;
    expect(fake.texts()).toEqual(['in 1']);
    fake.chat.open('tea');
    expect([fake.texts().length, fake.said()]).toEqual([51, []]);
  });

  it('shows nothing with a hole: what came meanwhile waits for what was said before it', () => {
    const fake = inside();
    fake.chat.framesCame([say(813, 'new')]);
    fake.chat.open('tea');
    expect(fake.texts()).toEqual([]);
    fake.chat.framesCame([history(812, 812, { before: 813, more: true })]);
    expect(fake.texts()).toEqual(['t812', 'new']);
  });

  it('enters one that one is not in', () => {
    const fake = inside();
    fake.chat.open('found');
    expect(fake.said()).toEqual([{ type: 'join', room: 'found' }]);
    fake.chat.framesCame([fake.listOf('found'), say(1, 'hello', { room: 'found' })]);
    expect([fake.chat.state.room.present, fake.texts()]).toEqual([true, ['hello']]);
    expect(fake.types().at(-1)).toBe('rooms'); // what is it called?
    fake.tellRooms({ room: '1' }, tea, { room: 'found', title: 'Lost and found' });
    expect(fake.chat.state.list.get('found').title).toBe('Lost and found');
    expect(fake.calls.filter((call) => call === 'place found').length).toBe(1);
  });

  it('that the address names already does not name it again', () => {
    const fake = inside();
    fake.chat.show('tea');
    expect([fake.chat.state.room.room, fake.calls.some((call) => call.startsWith('place'))]).toEqual(['tea', false]);
  });

  it('keeps what is half written in each of them, and to whom', () => {
    const fake = inside();
    fake.chat.write('half a sentence');
    fake.chat.choose(1);
    fake.chat.open('tea');
    expect([fake.chat.state.draft, fake.chat.state.room.recipient.uid]).toEqual(['', 'all']);
    fake.chat.write('of tea');
    fake.chat.open('1');
    expect([fake.chat.state.draft, fake.chat.state.room.recipient.uid]).toEqual(['half a sentence', 1]);
    fake.chat.open('tea');
    expect(fake.chat.state.draft).toBe('of tea');
  });

  it('keeps no more than a few lines of those that are not open', () => {
    const fake = inside();
    fake.chat.framesCame(Array.from({ length: 1_000 }, (_, index) => say(813 + index, `n${index}`)));
    expect(fake.other('tea').lines.length).toBe(CLOSED_LIMIT);
    fake.chat.framesCame(Array.from({ length: 1_000 }, (_, index) => say(1 + index, `o${index}`, { room: '1' })));
    fake.chat.open('tea');
    expect(fake.other('1').lines.length).toBe(CLOSED_LIMIT);
  });

  it('takes one\'s private messages along', () => {
    const fake = inside();
    fake.chat.framesCame([say(7, 'psst', { to_uid: 2, room: '1', inbox: true, epoch: 'i', at: new Date(811_500).toISOString() })]);
    fake.chat.framesCame([{ type: 'history', inbox: true, more: true, messages: [say(7, 'psst', { to_uid: 2, inbox: true, epoch: 'i', at: new Date(500_000).toISOString() })] }]);
    fake.chat.open('tea');
    expect(fake.chat.state.room.past.inbox.before).toBe(7);
    fake.chat.framesCame([history(811, 812, { before: 813 })]);
    expect(fake.texts()).toEqual(['t811', 'psst', 't812']);
    expect([fake.chat.state.room.inboxRead, fake.other('1').inboxRead, fake.other('1').lines.length]).toEqual([{ epoch: 'i', seq: 7 }, null, 0]);
    fake.chat.framesCame([{ type: 'edit', from_uid: 1, target: 7, content: 'psst!', inbox: true, seq: 8 }]);
    expect(fake.texts()).toContain('psst!');
  });

  it('is asked to be left at a room that one may not read', () => {
    const fake = inside();
    fake.chat.open('board');
    fake.chat.framesCame([error('forbidden', { room: 'board' })]);
    expect(fake.chat.state.barrier).toEqual({ what: 'forbidden', room: 'board' });
  });
});

describe('leaving a room for good', () => {
  it('says so, and shows another one', () => {
    const fake = inside();
    fake.chat.open('tea');
    fake.sent.length = 0;
    fake.chat.leaveRoom('tea');
    expect(fake.said()).toEqual([{ type: 'logout', room: 'tea' }]);
    expect([fake.chat.state.room.room, fake.other('tea'), fake.chat.state.list.has('tea')]).toEqual(['1', undefined, false]);
  });

  it('in another window closes it here too, and one is told so in the room that opens', () => {
    const fake = inside();
    fake.chat.open('tea');
    fake.chat.framesCame([history(763, 812, { before: 813 })]);
    fake.sent.length = 0;
    fake.chat.framesCame([{ type: 'room', room: 'tea', title: 'Tea time', kind: 'open' }]);
    expect(fake.said()).toEqual([{ type: 'logout', room: 'tea' }]);
    expect([fake.chat.state.room.room, fake.other('tea'), fake.chat.state.list.has('tea'), fake.calls.at(-1)]).toEqual(['1', undefined, false, 'place 1']);
    expect(fake.chat.state.lines.at(-1)).toEqual(jasmine.objectContaining({ kind: 'notice', what: 'left_elsewhere', names: ['Tea time'] }));
    fake.chat.framesCame([{ type: 'logout', uid: 2, room: 'tea' }, { type: 'room', room: 'tea', kind: 'open' }]);
    expect([fake.said().length, fake.chat.state.room.room]).toEqual([1, '1']);
  });

  it('in another window is said here for a room that is not open, without a word', () => {
    const fake = inside();
    fake.chat.framesCame([{ type: 'room', room: 'tea', kind: 'open' }, { type: 'room', room: 'never here', kind: 'open' }]);
    expect([fake.said()[0], fake.other('tea'), fake.chat.state.list.has('tea')]).toEqual([{ type: 'logout', room: 'tea' }, undefined, false]);
    expect(fake.chat.state.lines.some(({ what }) => what === 'left_elsewhere')).toBe(false);
  });

  it('in another window opens the main room where there is no other', () => {
    const fake = fakeChat({ room: 'tea' });
    fake.enter();
    fake.tellRooms(tea);
    fake.sent.length = 0;
    fake.chat.framesCame([{ type: 'room', room: 'tea', kind: 'open' }]);
    expect([fake.chat.state.room.room, fake.said()]).toEqual(['1', [{ type: 'join', room: '1' }, { type: 'logout', room: 'tea' }]]);
  });

  it('is not what signing out does, nor changing the name in a room of one\'s own', async () => {
    const signedIn = fakeChat();
    signedIn.signIn({ auth: 'oidc', name: 'me', id: 'a', issuer: null });
    signedIn.tellRooms({ room: '1' });
    await signedIn.chat.signOut();
    expect(signedIn.types()).not.toContain('logout');
    const guest = fakeChat({ room: 'c-7' });
    guest.enter();
    guest.tellRooms({ room: 'c-7', kind: 'closed', people: [{ uid: 2, name: 'me' }] });
    guest.chat.leave();
    expect(guest.types()).not.toContain('logout');
  });
});

describe('what is unread', () => {
  const counts = ({ unread, mentions }) => [unread, mentions];

  it('is what the server has counted, and what comes after', () => {
    const fake = inside();
    fake.chat.framesCame([say(813, 'x'), say(814, '@me', { mentions: [2] }), say(815, 'mine', { from_uid: 2 })]);
    expect(counts(fake.other('tea'))).toEqual([4, 2]);
  });

  it('is counted once, whether the server counts before or after an event is told', () => {
    const fake = inside();
    fake.chat.framesCame([say(813, 'a'), say(814, 'b')]);
    fake.tellRooms({ room: '1' }, { ...tea, seq: 813, unread: 3 });
    expect(counts(fake.other('tea'))).toEqual([4, 1]);
    fake.tellRooms({ room: '1' }, { ...tea, seq: 815, unread: 5 });
    fake.chat.framesCame([say(815, 'c')]);
    expect(counts(fake.other('tea'))).toEqual([5, 1]);
  });

  it('is nothing once it is before one\'s eyes, and all devices are told after a moment', () => {
    const fake = inside();
    fake.chat.open('tea');
    fake.chat.framesCame([history(763, 812, { before: 813 })]);
    expect(counts(fake.chat.state.room)).toEqual([0, 0]);
    fake.sent.length = 0;
    fake.clock.wind(1_000);
    expect(fake.said()).toEqual([{ type: 'read', room: 'tea', seq: 812 }]);
    fake.clock.wind(60_000);
    fake.chat.framesCame([say(813, 'mine', { from_uid: 2 })]);
    fake.clock.wind(60_000);
    expect(fake.types()).toEqual(['read']);
  });

  it('stays so while nobody looks, or looks further up', () => {
    for (const turn of [(chat, away) => chat.looked(away), (chat, away) => chat.reads(away)]) {
      const fake = inside();
      turn(fake.chat, true);
      fake.chat.framesCame([say(1, 'x', { room: '1' })]);
      fake.clock.wind(5_000);
      expect([counts(fake.chat.state.room), fake.types()]).toEqual([[1, 0], []]);
      turn(fake.chat, false);
      fake.clock.wind(1_000);
      expect([counts(fake.chat.state.room), fake.said()]).toEqual([[0, 0], [{ type: 'read', room: '1', seq: 1 }]]);
    }
  });

  it('is less when another device has read it', () => {
    const fake = inside();
    fake.chat.framesCame([say(813, 'a'), { type: 'read', room: 'tea', seq: 812 }]);
    expect(counts(fake.other('tea'))).toEqual([1, 0]);
    fake.chat.framesCame([{ type: 'read', room: 'tea', seq: 813 }]);
    expect(counts(fake.other('tea'))).toEqual([0, 0]);
  });

  it('begins below a line, where one was, when the room is opened', () => {
    const fake = inside();
    fake.chat.open('tea');
    fake.chat.framesCame([history(763, 812, { before: 813 })]);
    const { lines, goal } = fake.chat.state;
    expect(lines.findIndex(({ what }) => what === 'new')).toBe(lines.findIndex(({ seq }) => seq === 811) - 1);
    expect(goal).toEqual({ key: 'new', isMarked: false });
    fake.write('I am here');
    expect(fake.chat.state.lines.some(({ what }) => what === 'new')).toBe(false);
  });

  it('begins below a line also where one was for the first time, and for less than a moment', () => {
    const fake = inside({ room: 'tea', seq: 3, epoch: 'e', read: 0, unread: 3 });
    fake.chat.open('tea');
    fake.chat.framesCame([history(1, 3, { before: 4 })]);
    expect(fake.chat.state.lines.some(({ what }) => what === 'new')).toBe(false); // one has never been here
    fake.clock.wind(900);
    fake.chat.open('1');
    fake.chat.framesCame([say(4, 'new')]);
    fake.chat.open('tea');
    expect(fake.chat.state.lines.map(({ what, text }) => what ?? text)).toEqual(['t1', 't2', 't3', 'new', 'new']);
    fake.clock.wind(1_000);
    expect(fake.said().at(-1)).toEqual({ type: 'read', room: 'tea', seq: 4 });
  });

  it('begins below no line where one has never been', () => {
    const fake = inside({ room: 'tea' });
    fake.chat.framesCame([say(1, 'first'), say(2, 'second')]);
    fake.chat.open('tea');
    expect(fake.chat.state.lines.some(({ what }) => what === 'new')).toBe(false);
  });

  it('begins below a line in the room of the login, too', () => {
    const fake = fakeChat();
    fake.enter();
    fake.chat.framesCame([{ ...history(1, 5), room: '1', messages: history(1, 5).messages.map((message) => ({ ...message, room: '1' })) }]);
    fake.tellRooms({ room: '1', seq: 5, epoch: 'e', read: 3, unread: 2 });
    expect(counts(fake.chat.state.room)).toEqual([0, 0]);
    expect(fake.chat.state.lines.findIndex(({ what }) => what === 'new')).toBe(3);
  });

  it('of the inbox is told, too, and what another device has read is not told again', () => {
    const fake = inside();
    const psst = (seq) => say(seq, 'psst', { to_uid: 2, inbox: true, epoch: 'i' });
    fake.chat.framesCame([psst(41)]);
    fake.clock.wind(1_000);
    expect(fake.said()).toEqual([{ type: 'read', inbox: true, seq: 41 }]);
    fake.chat.framesCame([psst(42), { type: 'read', inbox: true, seq: 42 }]);
    fake.clock.wind(1_000);
    expect(fake.said().length).toBe(1);
  });
});

describe('what is written in several rooms', () => {
  it('waits for its own room, and is seen there only', () => {
    const fake = inside();
    fake.become('waiting');
    fake.write('to 1');
    fake.chat.open('tea');
    fake.write('to tea');
    expect(fake.chat.state.outbox.length).toBe(2);
    fake.become('open');
    fake.chat.framesCame([fake.listOf('tea')]);
    const said = () => fake.said().filter(({ type }) => type === 'say').map(({ room, content }) => [room, content]);
    expect(said()).toEqual([['tea', 'to tea']]);
    fake.tellRooms({ room: '1', seq: 0 }, tea);
    fake.chat.framesCame([fake.listOf('1')]);
    expect(said()).toEqual([['tea', 'to tea'], ['1', 'to 1']]);
  });

  it('outlives a reload in another room', () => {
    const fake = inside();
    fake.become('waiting');
    fake.write('to 1');
    const page = fakeChat({ tab: fake.tab, kept: fake.kept, room: 'tea' });
    page.become('open');
    page.welcome();
    expect(page.texts()).toEqual([]);
    page.tellRooms({ room: '1', seq: 0 }, tea);
    page.chat.framesCame([page.listOf('1')]);
    expect(page.said().filter(({ type }) => type === 'say').map(({ room, content }) => [room, content])).toEqual([['1', 'to 1']]);
  });

  it('has a bound of its own in each', () => {
    const fake = inside();
    fake.become('waiting');
    Array.from({ length: 100 }, (_, index) => fake.write(`t${index}`));
    expect(fake.chat.state.full).toBe(true);
    fake.chat.open('tea');
    expect(fake.chat.state.full).toBe(false);
  });
});

describe('a room that is made', () => {
  it('is opened as soon as it is there', () => {
    const fake = inside();
    fake.chat.create({ kind: 'direct', people: [1] });
    expect(fake.said()).toEqual([{ type: 'create', kind: 'direct', people: [1], id: 'm-1' }]);
    fake.chat.framesCame([{ type: 'room', room: 'd-1', kind: 'direct', member: true, people: [{ uid: 1, name: 'Ann' }, { uid: 2, name: 'me' }], id: 'm-1' }]);
    expect([fake.chat.state.room.room, fake.chat.state.found.made.room, fake.calls.at(-1)]).toEqual(['d-1', 'd-1', 'place d-1']);
    expect(fake.said().slice(1)).toEqual([{ type: 'resume', room: 'd-1', epoch: '', seq: 0 }]);
  });

  it('that the server refuses is said where it was asked for', () => {
    const fake = inside();
    fake.chat.create({ kind: 'open', room: 'tea' });
    fake.chat.framesCame([error('room_exists', { id: 'm-1' })]);
    expect([fake.chat.state.found.made.error.code, fake.chat.state.sendError]).toEqual(['room_exists', null]);
    fake.become('waiting');
    fake.chat.create({ kind: 'open', room: 'tea' });
    expect(fake.chat.state.found.made.error.code).toBe('not_connected');
  });

  it('is changed, and what becomes of it is known to its list and its conversation', () => {
    const fake = inside();
    fake.chat.open('tea');
    fake.sent.length = 0;
    fake.chat.changeRoom({ topic: 'Green' });
    expect(fake.said()).toEqual([{ type: 'change', room: 'tea', topic: 'Green', id: 'm-1' }]);
    fake.chat.framesCame([{ type: 'change', from_uid: 2, from_name: 'me', topic: 'Green', room: 'tea', seq: 813, id: 'm-1' }]);
    expect([fake.chat.state.list.get('tea').topic, fake.chat.state.room.lines.at(-1).what, fake.chat.state.outbox]).toEqual(['Green', 'changed', []]);
  });

  it('is as it was when the server refuses the change, and one is told', () => {
    const fake = inside();
    fake.chat.changeRoom({ title: 'x' });
    fake.chat.framesCame([error('not_yours', { id: 'm-1', room: '1' })]);
    expect([fake.chat.state.sendError.code, fake.chat.state.outbox, fake.kept.map.size]).toEqual(['not_yours', [], 0]);
  });
});

describe('an archived room', () => {
  it('takes nothing that is said to all, but still what is private', () => {
    const fake = inside({ ...tea, archived: true });
    fake.chat.open('tea');
    fake.sent.length = 0;
    fake.write('hello');
    expect([fake.chat.state.draft, fake.chat.state.outbox]).toEqual(['hello', []]);
    fake.chat.choose(1);
    fake.chat.say();
    expect(fake.said().filter(({ type }) => type === 'say').length).toBe(1);
  });
});

describe('a log that begins anew', () => {
  it('has nothing that was read, and nothing in it is answered by what was said before', () => {
    const fake = inside();
    fake.chat.open('tea');
    fake.chat.framesCame([history(763, 812, { before: 813 }), say(813, 'answer', { reply_to: 812 })]);
    fake.clock.wind(1_000);
    fake.chat.framesCame([{ type: 'gap', room: 'tea', from: 1, to: 0, reason: 'epoch' }, say(1, 'anew', { epoch: 'f' })]);
    expect(fake.chat.state.lines.find(({ text }) => text === 'answer').quote).toBe(undefined);
    fake.sent.length = 0;
    fake.clock.wind(1_000);
    expect(fake.said()).toEqual([{ type: 'read', room: 'tea', seq: 1 }]);
  });
});

describe('what is looked for', () => {
  it('is found among the open rooms and the people, and is none of one\'s own rooms', () => {
    const fake = inside();
    fake.chat.findRooms('te');
    fake.chat.findPeople('an');
    expect(fake.sent).toEqual(['{"type":"rooms","find":"te"}', '{"type":"people","find":"an"}']);
    fake.chat.framesCame([{ type: 'rooms', find: 'te', rooms: [{ room: 'tent', kind: 'open' }] }, { type: 'people', find: 'an', people: [{ uid: 1, name: 'Ann' }] }]);
    const { found, list } = fake.chat.state;
    expect([found.rooms.found[0].title, found.people.found, list.has('tent')]).toEqual(['tent', [{ uid: 1, name: 'Ann' }], false]);
    expect(fake.other('tea')).not.toBe(undefined);
  });
});

describe('a page that was left', () => {
  it('holds nothing of any room', () => {
    const fake = fakeChat({ tab: fakeStorage() });
    fake.enterAll(tea);
    fake.chat.framesCame([say(813, 'secret')]);
    fake.chat.leave();
    expect([fake.chat.state.others.size, fake.chat.state.list.size, fake.chat.state.room.lines.length]).toEqual([0, 0, 0]);
  });

  it('tells nothing of who comes next before the server has said which rooms there are', () => {
    const fake = inside();
    fake.chat.leave();
    fake.enter(3);
    fake.chat.framesCame([say(1, 'hello', { room: '1' })]);
    fake.chat.write('half a sentence');
    fake.clock.wind(5_000);
    expect([fake.chat.state.several, fake.said()]).toEqual([null, []]);
  });
});
