import { createChat } from '/app/chat/chat.js';
import { fakeClock } from './support/fake-clock.js';

const list = (uid, ...members) => ({ type: 'user_list', room: '1', uid, user_list: members.map(([id, name]) => ({ uid: id, name })) });
const echo = (uid, content, to = 'all') => ({ type: 'say', from_uid: uid, to_uid: to, content, room: '1', from_name: 'me' });
const error = (code) => ({ type: 'error', code, message: `about ${code}`, room: '1' });

function fakeStorage(values = {}) {
  const map = new Map(Object.entries(values));
  return { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value), removeItem: (key) => map.delete(key), map };
}

function fakeChat({ storage = fakeStorage(), room = '1' } = {}) {
  const calls = [];
  const sent = [];
  const clock = fakeClock();
  let phase = 'idle';
  const connection = {
    send(frame) {
      if (phase === 'open') {
        sent.push(frame);
      }
      return phase === 'open';
    },
    loggedIn: () => calls.push('loggedIn'),
    nudge: () => calls.push('nudge'),
    open: () => calls.push('open'),
    close: () => calls.push('close'),
  };
  const chat = createChat({ connection, storage, room, clock, random: () => 0.5, onChange: () => {} });
  const become = (next, more = {}) => {
    phase = next;
    chat.connectionChanged({ phase, ...more });
  };
  const enter = (uid = 2) => {
    become('open');
    chat.enter('me');
    chat.framesCame([list(uid, [1, 'Ann'], [uid, 'me'])]);
    sent.length = 0;
  };
  const write = (text) => {
    chat.write(text);
    chat.say();
  };
  return { chat, calls, sent, become, enter, write, storage, clock };
}

describe('the login', () => {
  it('goes on after a reconnect where it has read', () => {
    const { chat, sent, become, enter } = fakeChat();
    enter();
    chat.framesCame([{ ...echo(1, 'hello'), seq: 7, epoch: 'e' }]);
    become('waiting');
    become('open');
    expect(JSON.parse(sent.at(-1))).toEqual({ type: 'login', name: 'me', room: '1', epoch: 'e', seq: 7 });
  });

  it('is said when the nickname is typed, and not before', () => {
    const { chat, sent, become } = fakeChat();
    become('open');
    expect(sent).toEqual([]);
    chat.enter('  mynick ');
    expect(sent).toEqual(['{"type":"login","name":"mynick","room":"1"}']);
  });

  it('is said as soon as the line is there when the nickname was typed earlier', () => {
    const { chat, sent, calls, become } = fakeChat({ room: 'tea' });
    chat.enter('mynick');
    expect([sent.length, calls]).toEqual([0, ['nudge']]);
    become('open');
    expect(sent).toEqual(['{"type":"login","name":"mynick","room":"tea"}']);
  });

  it('is said again by itself after a reconnect', () => {
    const { sent, become, enter } = fakeChat();
    enter();
    become('waiting');
    become('open');
    expect(sent).toEqual(['{"type":"login","name":"me","room":"1"}']);
  });

  it('is said by itself in a tab that remembers the nickname', () => {
    const { chat, sent, become } = fakeChat({ storage: fakeStorage({ 'kaiwa.name': 'me' }) });
    expect(chat.state.entered).toBe(true);
    become('open');
    expect(sent.length).toBe(1);
  });

  it('is remembered once it has succeeded, and then the connection can be a good one', () => {
    const { chat, calls, become, storage } = fakeChat();
    become('open');
    chat.enter('me');
    expect(storage.map.size).toBe(0);
    chat.framesCame([list(2, [2, 'me'])]);
    expect(storage.map.get('kaiwa.name')).toBe('me');
    expect(calls).toEqual(['loggedIn']);
    expect(chat.state.entered).toBe(true);
  });

  it('is not said with a name that cannot be one', () => {
    const { chat, sent, become } = fakeChat();
    become('open');
    chat.enter('  ');
    expect(chat.state.nameError.code).toBe('name_missing');
    chat.enter('x'.repeat(65));
    expect(chat.state.nameError.code).toBe('name_too_long');
    expect(sent).toEqual([]);
  });

  it('that the server refuses is asked for anew, with what the server said', () => {
    const { chat, sent, become } = fakeChat();
    become('open');
    chat.enter('bad');
    chat.framesCame([error('name_invalid')]);
    expect([chat.state.entered, chat.state.name, chat.state.nameError.message]).toEqual([false, null, 'about name_invalid']);
    chat.enter('good');
    expect(chat.state.nameError).toBe(null);
    expect(sent.length).toBe(2);
  });

  it('is not asked for anew because a ping came before it', () => {
    const { chat, become } = fakeChat();
    become('open');
    chat.framesCame([error('not_logged_in')]);
    expect(chat.state.nameError).toBe(null);
    chat.enter('me');
    chat.framesCame([error('not_logged_in')]);
    expect([chat.state.name, chat.state.nameError]).toEqual(['me', null]);
  });

  it('is forgotten by whoever leaves, with all that was said', () => {
    const { chat, calls, enter, storage } = fakeChat();
    enter();
    chat.framesCame([echo(1, 'a')]);
    chat.write('half a sentence');
    chat.leave();
    expect(storage.map.size).toBe(0);
    expect(calls.slice(-2)).toEqual(['close', 'open']);
    expect([chat.state.entered, chat.state.name, chat.state.draft, chat.state.room.lines.length]).toEqual([false, null, '', 0]);
  });
});

describe('saying something', () => {
  it('sends it as it was typed and empties the composer', () => {
    const { chat, sent, enter, write } = fakeChat();
    enter();
    write('hi,  all !');
    expect(sent).toEqual(['{"type":"say","to_uid":"all","content":"hi,  all !","room":"1"}']);
    expect(chat.state.draft).toBe('');
  });

  it('sends it to the chosen member only', () => {
    const { chat, sent, enter, write } = fakeChat();
    enter();
    chat.choose(1);
    write('psst');
    expect(sent).toEqual(['{"type":"say","to_uid":1,"content":"psst","room":"1"}']);
  });

  it('leaves it in the composer while the line is down', () => {
    const { chat, sent, enter, write, become } = fakeChat();
    enter();
    become('waiting');
    write('hi');
    expect([sent, chat.state.draft]).toEqual([[], 'hi']);
  });

  it('leaves it in the composer between the connection and the login', () => {
    const { chat, sent, enter, write, become } = fakeChat();
    enter();
    become('waiting');
    become('open');
    sent.length = 0;
    write('hi');
    expect([sent, chat.state.draft]).toEqual([[], 'hi']);
  });

  it('does not send a private text when its addressee has left, until another is chosen', () => {
    const { chat, sent, enter, write } = fakeChat();
    enter();
    chat.choose(1);
    chat.framesCame([{ type: 'logout', uid: 1, room: '1' }]);
    write('psst');
    expect([sent, chat.state.draft]).toEqual([[], 'psst']);
    chat.choose('all');
    chat.say();
    expect(sent.length).toBe(1);
  });

  it('puts a refused text back when nothing else is written', () => {
    const { chat, enter, write } = fakeChat();
    enter();
    write('too much');
    chat.framesCame([error('content_too_long')]);
    expect([chat.state.draft, chat.state.sendError.message]).toEqual(['too much', 'about content_too_long']);
  });

  it('puts a refused private text back to its own addressee, although everyone is chosen by now', () => {
    const { chat, sent, enter, write } = fakeChat();
    enter();
    chat.choose(1);
    write('psst');
    chat.choose('all');
    chat.framesCame([{ type: 'logout', uid: 1, room: '1' }, error('recipient_unknown')]);
    expect(chat.state.draft).toBe('psst');
    expect(chat.state.room.recipient).toEqual({ uid: 1, name: 'Ann', gone: true });
    chat.say();
    expect(sent.length).toBe(1);
  });

  it('does not overwrite what is written by what was refused, and keeps both', () => {
    const { chat, enter, write } = fakeChat();
    enter();
    write('first');
    chat.write('second');
    chat.framesCame([error('content_too_long')]);
    expect([chat.state.draft, chat.state.sendError.text]).toEqual(['second', 'first']);
    chat.write('second one');
    expect(chat.state.sendError.text).toBe('first');
  });

  it('forgets the error when the reader writes on', () => {
    const { chat, enter, write } = fakeChat();
    enter();
    write('x');
    chat.framesCame([error('content_too_long')]);
    chat.write('y');
    expect(chat.state.sendError).toBe(null);
  });

  it('gives back what had not come back when the line broke', () => {
    const { chat, enter, write, become } = fakeChat();
    enter();
    write('heard');
    write('unsure');
    chat.framesCame([echo(2, 'heard')]);
    become('waiting');
    expect([chat.state.draft, chat.state.sendError.code]).toEqual(['unsure', 'unsure']);
  });

  it('never puts texts for different eyes into one composer', () => {
    const { chat, enter, write, become } = fakeChat();
    enter();
    write('to all');
    chat.choose(1);
    write('psst');
    become('waiting');
    expect([chat.state.draft, chat.state.sendError.text]).toEqual(['', 'to all\npsst']);
  });
});

describe('a tab that nobody looks at', () => {
  it('counts what is said, until somebody looks', () => {
    const { chat, enter } = fakeChat();
    enter();
    chat.looked(true);
    chat.framesCame([echo(1, 'a'), echo(1, 'b')]);
    expect(chat.state.room.unread).toBe(2);
    chat.looked(false);
    expect(chat.state.room.unread).toBe(0);
  });
});

describe('the list of a large room', () => {
  const member = (uid) => ({ uid, name: `n${uid}` });
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => member(from + index));
  const large = { type: 'user_list', user_list: range(1, 100), room: '1', uid: 900, count: 900, next: 100 };
  const page = (after, from, to, next) => ({ type: 'members', members: range(from, to), room: '1', after, count: 900, ...(next && { next }) });
  const partial = { type: 'presence', joined: [], left: [], room: '1', count: 950, partial: true };

  function inside() {
    const fake = fakeChat();
    fake.become('open');
    fake.chat.enter('me');
    fake.chat.framesCame([large, { type: 'login', uid: 900, name: 'me', room: '1' }]);
    fake.sent.length = 0;
    return fake;
  }

  it('asks for the next page when the reader wants more', () => {
    const { chat, sent } = inside();
    chat.showMore();
    expect(sent).toEqual(['{"type":"members","room":"1","after":100}']);
    chat.framesCame([page(100, 101, 200, 200)]);
    expect(chat.state.room.members.size).toBe(201);
  });

  it('asks anew some seconds after some have come or gone unnamed, once and not at once', () => {
    const { chat, sent, clock } = inside();
    chat.framesCame([partial]);
    chat.framesCame([partial]);
    clock.wind(9_999);
    expect(sent).toEqual([]);
    clock.wind(1);
    expect(sent).toEqual(['{"type":"members","room":"1","after":0}']);
    chat.framesCame([page(0, 2, 101, 101)]);
    clock.wind(60_000);
    expect(sent.length).toBe(1);
  });

  it('asks anew for as many pages as were shown', () => {
    const { chat, sent, clock } = inside();
    chat.framesCame([page(100, 101, 200, 200), partial]);
    clock.wind(10_000);
    chat.framesCame([page(0, 1, 100, 100)]);
    expect(sent).toEqual(['{"type":"members","room":"1","after":0}', '{"type":"members","room":"1","after":100}']);
    chat.framesCame([page(100, 101, 200, 200)]);
    expect(sent.length).toBe(2);
  });

  it('asks for nothing while the line is down', () => {
    const { chat, sent, become, clock } = inside();
    chat.framesCame([partial]);
    become('waiting');
    clock.wind(10_000);
    chat.showMore();
    expect(sent).toEqual([]);
  });
});
