import { fakeChat } from './support/fake-chat.js';
import { fakeStorage } from './support/fake-storage.js';

const list = (uid, ...members) => ({ type: 'user_list', room: '1', uid, user_list: members.map(([id, name]) => ({ uid: id, name })) });
const echo = (uid, content, more = {}) => ({ type: 'say', from_uid: uid, to_uid: 'all', content, room: '1', from_name: 'me', ...more });
const error = (code) => ({ type: 'error', code, message: `about ${code}`, room: '1' });

describe('the login', () => {
  it('goes on after a reconnect where it has read', () => {
    const { chat, sent, become, enter } = fakeChat();
    enter();
    chat.framesCame([{ ...echo(1, 'hello'), seq: 7, epoch: 'e' }]);
    become('waiting');
    become('open');
    expect(JSON.parse(sent.at(-1))).toEqual({ type: 'login', name: 'me', room: '1', token: 'token-of-me', epoch: 'e', seq: 7 });
  });

  it('goes on in the inbox, too, where it has read', () => {
    const { chat, sent, become, enter } = fakeChat();
    enter();
    chat.framesCame([{ ...echo(1, 'psst', { to_uid: 2 }), seq: 3, epoch: 'i', inbox: true }]);
    become('waiting');
    become('open');
    expect(JSON.parse(sent.at(-1))).toEqual({ type: 'login', name: 'me', room: '1', token: 'token-of-me', inbox: { epoch: 'i', seq: 3 } });
  });

  it('is said again on the same connection when the server could not let one in, after the time that it named', () => {
    const { chat, sent, become, clock } = fakeChat();
    become('open');
    chat.enter('me');
    chat.framesCame([{ ...error('try_again'), retry_after_ms: 700 }]);
    expect([chat.state.held, chat.state.name, chat.state.nameError]).toEqual([true, 'me', null]);
    clock.wind(699);
    expect(sent.length).toBe(1);
    clock.wind(1);
    expect([sent.length, sent[1] === sent[0], chat.state.held]).toEqual([2, true, false]);
  });

  it('is not said a second time when the line broke while the server was to be asked again', () => {
    const { chat, sent, become, clock } = fakeChat();
    become('open');
    chat.enter('me');
    chat.framesCame([{ ...error('try_again'), retry_after_ms: 700 }]);
    become('waiting');
    become('open');
    clock.wind(10_000);
    expect(sent.length).toBe(2);
  });

  it('is said when the nickname is typed, and not before', () => {
    const { chat, sent, become } = fakeChat();
    become('open');
    expect(sent).toEqual([]);
    chat.enter('  mynick ');
    expect(sent).toEqual(['{"type":"login","name":"mynick","room":"1","token":"token-of-mynick"}']);
  });

  it('is said as soon as the line is there when the nickname was typed earlier', () => {
    const { chat, sent, calls, become } = fakeChat({ room: 'tea' });
    chat.enter('mynick');
    expect([sent.length, calls]).toEqual([0, ['nudge']]);
    become('open');
    expect(sent).toEqual(['{"type":"login","name":"mynick","room":"tea","token":"token-of-mynick"}']);
  });

  it('is said again by itself after a reconnect', () => {
    const { sent, become, enter } = fakeChat();
    enter();
    become('waiting');
    become('open');
    expect(sent).toEqual(['{"type":"login","name":"me","room":"1","token":"token-of-me"}']);
  });

  it('is said by itself in a tab that remembers the nickname', () => {
    const { chat, sent, become } = fakeChat({ tab: fakeStorage({ 'kaiwa.name': 'me' }) });
    expect(chat.state.entered).toBe(true);
    become('open');
    expect(sent.length).toBe(1);
  });

  it('is remembered once it has succeeded, and then the connection can be a good one', () => {
    const { chat, calls, become, tab } = fakeChat();
    become('open');
    chat.enter('me');
    expect(tab.map.size).toBe(0);
    chat.framesCame([list(2, [2, 'me'])]);
    expect(tab.map.get('kaiwa.name')).toBe('me');
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
    const { chat, calls, sent, enter, tab } = fakeChat();
    enter();
    chat.framesCame([echo(1, 'a')]);
    chat.write('half a sentence');
    chat.leave();
    expect(tab.map.size).toBe(0);
    expect(sent).toEqual(['{"type":"logout","room":"1"}']); // so that the others see it at once
    expect(calls.slice(-2)).toEqual(['close', 'open']);
    expect([chat.state.entered, chat.state.name, chat.state.draft, chat.state.room.lines.length]).toEqual([false, null, '', 0]);
  });
});

describe('saying something', () => {
  it('sends it as it was typed, shows it at once and empties the composer', () => {
    const { chat, sent, enter, write, texts } = fakeChat();
    enter();
    write('hi,  all !');
    expect(sent).toEqual(['{"type":"say","to_uid":"all","content":"hi,  all !","room":"1","id":"m-1"}']);
    expect([chat.state.draft, texts(), chat.state.lines.at(-1).waiting]).toEqual(['', ['hi,  all !'], 'say']);
  });

  it('confirms it where it stands when it comes back', () => {
    const { chat, enter, write } = fakeChat();
    enter();
    write('hi');
    const { key } = chat.state.lines.at(-1);
    chat.framesCame([echo(2, 'hi', { id: 'm-1', seq: 1, epoch: 'e' })]);
    expect(chat.state.lines.map((line) => [line.key, line.text, line.waiting, line.own])).toEqual([[key, 'hi', undefined, true]]);
    expect(chat.state.outbox).toEqual([]);
  });

  it('sends it to the chosen member only', () => {
    const { chat, sent, enter, write } = fakeChat();
    enter();
    chat.choose(1);
    write('psst');
    expect(sent).toEqual(['{"type":"say","to_uid":1,"content":"psst","room":"1","id":"m-1"}']);
    expect(chat.state.lines.at(-1).secret).toEqual({ to: 1, toName: 'Ann', toOwn: false });
  });

  it('keeps it while the line is down, and sends it after the login', () => {
    const { chat, sent, enter, write, become, welcome, said, texts } = fakeChat();
    enter();
    become('waiting');
    write('hi');
    expect([sent, chat.state.draft, texts()]).toEqual([[], '', ['hi']]);
    become('open');
    expect(said()).toEqual([]);
    welcome();
    expect(said().map(({ content }) => content)).toEqual(['hi']);
  });

  it('does not send a private text to a guest who has left, until another is chosen', () => {
    const { chat, sent, enter, write } = fakeChat();
    enter();
    chat.framesCame([{ type: 'login', uid: 2_100_000_000, name: 'Guest', room: '1' }]);
    chat.choose(2_100_000_000);
    chat.framesCame([{ type: 'logout', uid: 2_100_000_000, room: '1' }]);
    write('psst');
    expect([sent, chat.state.draft]).toEqual([[], 'psst']);
    chat.choose('all');
    chat.say();
    expect(sent.length).toBe(1);
  });

  it('sends a private text to one who is away and will come again', () => {
    const { chat, enter, write, said } = fakeChat();
    enter();
    chat.choose(1);
    chat.framesCame([{ type: 'logout', uid: 1, room: '1' }]);
    write('psst');
    expect(said().map(({ to_uid: to, content }) => [to, content])).toEqual([[1, 'psst']]);
  });

  it('says what the server complains of, until the reader writes on', () => {
    const { chat, enter } = fakeChat();
    enter();
    chat.framesCame([error('invalid_json')]);
    expect(chat.state.sendError.message).toBe('about invalid_json');
    chat.write('y');
    expect(chat.state.sendError).toBe(null);
  });
});

describe('a message of one\'s own', () => {
  function withOwn(more = {}) {
    const fake = fakeChat();
    fake.enter();
    fake.chat.framesCame([echo(2, 'first', { seq: 1, epoch: 'e' }), echo(2, 'last', { seq: 2, ...more }), echo(1, 'of Ann', { seq: 3 })]);
    return fake;
  }

  it('can be changed in the composer, and what was written there comes back', () => {
    const { chat, said } = withOwn();
    chat.write('half a sentence');
    chat.edit(chat.state.lines[0].key);
    expect([chat.state.draft, chat.state.editing.target]).toEqual(['first', 1]);
    chat.write('the first');
    chat.say();
    expect(said()).toEqual([{ type: 'edit', room: '1', target: 1, content: 'the first', id: 'm-1' }]);
    expect([chat.state.draft, chat.state.editing]).toEqual(['half a sentence', null]);
  });

  it('shows its new words at once, as waiting, and then as changed', () => {
    const { chat, texts } = withOwn();
    chat.editLast();
    chat.write('the last');
    chat.say();
    expect([texts()[1], chat.state.lines[1].waiting]).toEqual(['the last', 'edit']);
    chat.framesCame([{ type: 'edit', from_uid: 2, target: 2, content: 'the last', room: '1', seq: 4, id: 'm-1' }]);
    expect([texts()[1], chat.state.lines[1].waiting, chat.state.lines[1].edited, chat.state.outbox]).toEqual(['the last', undefined, true, []]);
  });

  it('is the one that ArrowUp changes, and never that of another', () => {
    const { chat } = withOwn();
    chat.editLast();
    expect(chat.state.editing.target).toBe(2);
    chat.endEdit();
    chat.edit(chat.state.lines[2].key);
    expect([chat.state.editing, chat.state.draft]).toEqual([null, '']);
  });

  it('stays private when it was', () => {
    const { chat, said } = withOwn({ to_uid: 1, to_name: 'Ann', inbox: true, seq: 9, epoch: 'i' });
    chat.editLast();
    expect(chat.state.editing.secret.to).toBe(1);
    chat.write('for Ann only');
    chat.say();
    expect(said()).toEqual([{ type: 'edit', inbox: true, target: 9, content: 'for Ann only', id: 'm-1' }]);
  });

  it('is not changed by a save without a change, nor by an empty one', () => {
    const { chat, said } = withOwn();
    chat.editLast();
    chat.say();
    expect(chat.state.editing).toBe(null);
    chat.editLast();
    chat.write('  ');
    chat.say();
    expect([said(), chat.state.editing.target]).toEqual([[], 2]);
  });

  it('can be changed while a guest who has left is the addressee', () => {
    const { chat, said } = withOwn();
    chat.framesCame([{ type: 'login', uid: 2_100_000_000, name: 'Guest', room: '1' }]);
    chat.choose(2_100_000_000);
    chat.framesCame([{ type: 'logout', uid: 2_100_000_000, room: '1' }]);
    chat.editLast();
    chat.write('new');
    chat.say();
    expect(said().length).toBe(1);
  });

  it('can be deleted, once', () => {
    const { chat, said, texts } = withOwn();
    const { key } = chat.state.lines[1];
    chat.remove(key);
    chat.remove(key);
    expect(said()).toEqual([{ type: 'delete', room: '1', target: 2, id: 'm-1' }]);
    expect(chat.state.lines[1].waiting).toBe('delete');
    chat.framesCame([{ type: 'delete', from_uid: 2, target: 2, room: '1', seq: 4, id: 'm-1' }]);
    expect([texts(), chat.state.lines[1].deleted]).toEqual([['first', '', 'of Ann'], true]);
    chat.editLast();
    expect(chat.state.editing.target).toBe(1);
  });

  it('waits to be changed while the line is down', () => {
    const { chat, become, welcome, said } = withOwn();
    become('waiting');
    chat.editLast();
    chat.write('new');
    chat.say();
    chat.remove(chat.state.lines[0].key);
    become('open');
    welcome();
    expect(said().map(({ type, target }) => [type, target])).toEqual([['edit', 2], ['delete', 1]]);
  });
});

describe('the older messages', () => {
  const old = (seq) => echo(1, `o${seq}`, { seq, epoch: 'e', at: new Date(seq * 1_000).toISOString() });
  const page = (from, to, more = {}) => ({ type: 'history', room: '1', messages: Array.from({ length: to - from + 1 }, (_, index) => old(from + index)), ...more });

  function inside() {
    const fake = fakeChat();
    fake.enter();
    fake.chat.framesCame([page(101, 150, { more: true })]);
    return fake;
  }

  it('are asked for before the oldest one that is there, once at a time', () => {
    const { chat, said } = inside();
    chat.showOlder();
    chat.showOlder();
    expect(said()).toEqual([{ type: 'history', room: '1', before: 101, limit: 50 }]);
    expect(chat.state.loading).toBe(true);
  });

  it('are put above, until there are no more', () => {
    const { chat, said, texts } = inside();
    chat.showOlder();
    chat.framesCame([page(51, 100, { before: 101, more: true })]);
    expect([texts().length, texts()[0], chat.state.loading]).toEqual([100, 'o51', false]);
    chat.showOlder();
    chat.framesCame([page(1, 50, { before: 51 })]);
    chat.showOlder();
    expect(texts().length).toBe(150);
    expect(said().length).toBe(2);
  });

  it('can be asked for again after a refusal, when the server says', () => {
    const { chat, said, clock } = inside();
    chat.showOlder();
    chat.framesCame([{ ...error('rate_limited'), retry_after_ms: 300 }]);
    chat.showOlder();
    expect([said().length, chat.state.sendError]).toEqual([1, null]);
    clock.wind(300);
    expect(chat.state.loading).toBe(false);
    chat.showOlder();
    expect(said().length).toBe(2);
  });

  it('can be asked for again when no answer comes, and after a reconnect', () => {
    const { chat, said, clock, become, welcome } = inside();
    chat.showOlder();
    clock.wind(15_000);
    expect(chat.state.loading).toBe(false);
    chat.showOlder();
    become('waiting');
    expect(chat.state.loading).toBe(false);
    chat.showOlder();
    become('open');
    welcome();
    chat.showOlder();
    expect(said().map(({ before }) => before)).toEqual([101, 101, 101]);
  });

  it('are not dropped while they are read, and are when the reader is at the newest again', () => {
    const { chat, texts } = inside();
    const news = Array.from({ length: 2_100 }, (_, index) => old(151 + index));
    chat.reads(true);
    chat.framesCame(news);
    expect(texts().length).toBe(2_150);
    chat.reads(false);
    chat.framesCame([old(2_251)]);
    expect(texts().length).toBe(2_000);
  });

  it('are those of the inbox where that is loaded less far back', () => {
    const fake = inside();
    fake.chat.framesCame([{ type: 'history', inbox: true, more: true, messages: [echo(1, 'psst', { seq: 9, epoch: 'i', to_uid: 2, at: new Date(140_500).toISOString() })] }]);
    fake.chat.showOlder();
    expect(fake.said()).toEqual([{ type: 'history', inbox: true, before: 9, limit: 50 }]);
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
