import { offersOf } from '/app/chat/conversation.js';
import { completed, mentionAt, mentionsIn, offered, peopleIn } from '/app/chat/mentions.js';
import { QUOTE_LIMIT } from '/app/chat/quotes.js';
import { fakeChat } from './support/fake-chat.js';

const say = (seq, content, more = {}) => (
  { type: 'say', from_uid: 1, to_uid: 'all', content, room: '1', from_name: 'Ann', seq, epoch: 'e', at: new Date(seq * 1_000).toISOString(), ...more });
const page = (from, to, more = {}) => (
  { type: 'history', room: '1', messages: Array.from({ length: to - from + 1 }, (_, index) => say(from + index, `o${from + index}`)), ...more });
const error = (code, more = {}) => ({ type: 'error', code, message: `about ${code}`, ...more });

function inside(...frames) {
  const fake = fakeChat();
  fake.enterAll();
  fake.chat.framesCame(frames);
  fake.key = (seq) => fake.chat.state.lines.find((line) => line.seq === seq).key;
  fake.messages = () => fake.said().filter(({ type }) => type === 'say');
  fake.line = (seq) => fake.chat.state.lines.find((line) => line.seq === seq);
  return fake;
}

describe('an answer', () => {
  it('names the message that it answers, once', () => {
    const fake = inside(say(7, 'Tea?\nGreen or black'));
    fake.chat.reply(fake.key(7));
    expect(fake.chat.state.replying).toEqual({ seq: 7, uid: 1, author: 'Ann', text: 'Tea?', deleted: false });
    fake.write('yes');
    fake.write('and cake');
    expect(fake.messages().map(({ content, reply_to: to }) => [content, to])).toEqual([['yes', 7], ['and cake', undefined]]);
    expect(fake.chat.state.lines.at(-2).quote.text).toBe('Tea?');
  });

  it('can be called off', () => {
    const fake = inside(say(7, 'Tea?'));
    fake.chat.reply(fake.key(7));
    fake.chat.reply(null);
    fake.write('yes');
    expect(fake.messages()[0]).toEqual({ type: 'say', to_uid: 'all', content: 'yes', room: '1', id: 'm-1' });
  });

  it('is none to a private message, nor is a private message one', () => {
    const fake = inside(say(7, 'psst', { to_uid: 2, inbox: true, epoch: 'i' }), say(8, 'Tea?'));
    fake.chat.reply(fake.key(7));
    expect(fake.chat.state.replying).toBe(null);
    fake.chat.reply(fake.key(8));
    fake.chat.choose(1);
    fake.write('yes');
    expect(fake.messages()[0].reply_to).toBe(undefined);
  });

  it('outlives a reload', () => {
    const fake = inside(say(7, 'Tea?'));
    fake.chat.reply(fake.key(7));
    const again = fakeChat({ tab: fake.tab });
    expect(again.chat.state.replying.text).toBe('Tea?');
  });

  it('shows what it answers as that reads now', () => {
    const fake = inside(say(7, 'Tee?'), say(8, 'yes', { reply_to: 7 }));
    fake.chat.framesCame([{ type: 'edit', from_uid: 1, target: 7, content: 'Tea?', room: '1', seq: 9 }]);
    expect(fake.line(8).quote.text).toBe('Tea?');
    fake.chat.framesCame([{ type: 'delete', from_uid: 1, target: 7, room: '1', seq: 10 }]);
    expect(fake.line(8).quote).toEqual(jasmine.objectContaining({ text: '', deleted: true }));
  });

  it('shows the words of what it answers and not their Markdown, whether that is loaded or not', () => {
    const markdown = '**Tea** with `\\n` and \\*stars\\*';
    const words = 'Tea with \\n and *stars*';
    const fake = inside(page(101, 110, { more: true }), say(111, markdown), say(112, 'a', { reply_to: 111 }), say(113, 'b', { reply_to: 9 }));
    fake.chat.framesCame([{ type: 'history', room: '1', before: 10, messages: [say(9, markdown)], more: true }]);
    fake.chat.reply(fake.key(111));
    expect([fake.line(112).quote.text, fake.line(113).quote.text, fake.chat.state.replying.text]).toEqual([words, words, words]);
    fake.chat.framesCame([{ type: 'edit', from_uid: 1, target: 9, content: '_no_ \\*stars\\*', room: '1', seq: 114 }]);
    expect(fake.line(113).quote.text).toBe('no *stars*');
  });

  it('is painted anew only when that has changed', () => {
    const fake = inside(say(7, 'Tea?'), say(8, 'yes', { reply_to: 7 }));
    const before = fake.line(8);
    fake.chat.framesCame([say(9, 'more')]);
    expect(fake.line(8)).toBe(before);
  });

  it('asks for a message that is not loaded, one at a time, and knows when it is not to be had', () => {
    const fake = inside(page(101, 110, { more: true }), say(111, 'a', { reply_to: 5 }), say(112, 'b', { reply_to: 9 }));
    expect(fake.said()).toEqual([{ type: 'history', room: '1', before: 10, limit: 1 }]);
    expect([fake.chat.state.loading, fake.line(112).quote]).toEqual([false, undefined]);
    fake.chat.framesCame([{ type: 'history', room: '1', before: 10, messages: [say(9, 'nine', { from_name: 'Bo' })], more: true }]);
    expect([fake.line(112).quote.author, fake.said()[1].before]).toEqual(['Bo', 6]);
    fake.chat.framesCame([{ type: 'history', room: '1', before: 6, messages: [say(4, 'four')] }]);
    expect([fake.line(111).quote, fake.said().length, fake.texts().length]).toEqual([null, 2, 12]);
    fake.chat.framesCame([{ type: 'delete', from_uid: 1, target: 9, room: '1', seq: 113 }]);
    expect(fake.line(112).quote.deleted).toBe(true);
  });

  it('asks for no more messages than are kept, also when none of them is to be had', () => {
    const fake = inside(page(9_001, 9_001, { more: true }), ...Array.from({ length: QUOTE_LIMIT + 50 }, (_, index) => say(9_002 + index, 'x', { reply_to: 2 * index + 1 })));
    for (let round = 0; round < QUOTE_LIMIT + 50; round += 1) {
      fake.chat.framesCame([{ type: 'history', room: '1', before: fake.said().at(-1).before, messages: [] }]);
    }
    expect(fake.said().length).toBe(QUOTE_LIMIT);
  });
});

describe('a reaction of one\'s own', () => {
  it('is to be seen at once, and is taken away again by the same', () => {
    const fake = inside(say(7, 'Tea?'));
    fake.chat.react(fake.key(7), '👍');
    expect(fake.line(7).reactions).toEqual([{ emoji: '👍', count: 1, uids: [2] }]);
    fake.chat.framesCame([{ type: 'react', from_uid: 2, target: 7, emoji: '👍', room: '1', seq: 8, id: 'm-1' }]);
    expect([fake.line(7).reactions.length, fake.chat.state.outbox]).toEqual([1, []]);
    fake.chat.react(fake.key(7), '👍');
    expect(fake.line(7).reactions).toEqual([]);
    expect(fake.said().map(({ type, target }) => [type, target])).toEqual([['react', 7], ['unreact', 7]]);
  });

  it('waits while the line is down, in the order in which it was given', () => {
    const fake = inside(say(7, 'Tea?'));
    fake.become('waiting');
    ['👍', '👍', '🎉'].forEach((emoji) => fake.chat.react(fake.key(7), emoji));
    expect(fake.line(7).reactions.map(({ emoji }) => emoji)).toEqual(['🎉']);
    fake.become('open');
    fake.welcome();
    expect(fake.said().map(({ type, emoji }) => [type, emoji])).toEqual([['react', '👍'], ['unreact', '👍'], ['react', '🎉']]);
  });

  it('goes when the server refuses it, and one is told why', () => {
    const fake = inside(say(7, 'Tea?'));
    fake.chat.react(fake.key(7), '👍');
    fake.chat.framesCame([error('too_many_reactions', { id: 'm-1', room: '1' })]);
    expect([fake.line(7).reactions, fake.chat.state.sendError.code, fake.kept.map.size]).toEqual([[], 'too_many_reactions', 0]);
  });

  it('is not put under a private message, nor sent to a server that does not know it', () => {
    const fake = inside(say(7, 'psst', { to_uid: 2, inbox: true, epoch: 'i' }));
    fake.chat.react(fake.key(7), '👍');
    const old = fakeChat();
    old.enter();
    old.chat.framesCame([error('type_unknown'), say(7, 'Tea?')]);
    old.chat.react(old.chat.state.lines.find(({ seq }) => seq === 7).key, '👍');
    expect([fake.said(), old.said()]).toEqual([[], []]);
  });
});

describe('what one can do with a message', () => {
  const line = { kind: 'message', stream: 'room', seq: 7, own: false, deleted: false };
  for (const [what, more, offers] of [
    ['of another', {}, ['reply', 'react', 'link', 'copy']],
    ['of one\'s own', { own: true }, ['reply', 'react', 'link', 'copy', 'edit', 'delete']],
    ['that is private', { stream: 'inbox' }, ['copy']],
    ['that waits to be sent', { own: true, seq: null, stream: null, waiting: 'say' }, []],
    ['that was deleted', { deleted: true }, []],
    ['that was refused', { own: true, refused: {} }, []],
  ]) {
    it(`${what} is ${offers.join(', ') || 'nothing'}`, () => expect(offersOf({ ...line, ...more }, true)).toEqual(offers));
  }
  it('is less where the server does not know of it', () => expect(offersOf({ ...line, own: true }, false)).toEqual(['copy', 'edit', 'delete']));
  it('is nothing with what is no message', () => expect(offersOf({ kind: 'notice' }, true)).toEqual([]));
});

describe('a name in a message', () => {
  const ann = { uid: 1, name: 'Ann' };
  const people = [ann, { uid: 5, name: 'Ann Lee' }, { uid: 7, name: 'Jo Anders' }, { uid: 8, name: 'Bo' }];

  for (const [text, query] of [['@', ''], ['@An', 'An'], ['hi @Ann L', 'Ann L'], ['(@b', 'b'], ['mail me@x', null], ['@ x', null], ['@Ann\nhi', null],
    ['@a b c d e', null], ['', null], ['no', null]]) {
    it(`is ${query === null ? 'none' : `'${query}'`} where '${text}' is typed`, () => expect(mentionAt(text, text.length)?.query ?? null).toBe(query));
  }

  it('is offered by its beginning, and then by that of one of its words', () => {
    expect(offered('an', people).map(({ uid }) => uid)).toEqual([1, 5, 7]);
    expect(offered('', people).length).toBe(4);
    expect(offered('zz', people)).toEqual([]);
  });

  it('is completed where the caret is, with one blank behind it', () => {
    expect(completed('hi @an, tea?', 6, 'Ann')).toEqual({ text: 'hi @Ann , tea?', caret: 8 });
    expect(completed('@an x', 3, 'Ann')).toEqual({ text: '@Ann x', caret: 5 });
  });

  const pairs = people.map(({ uid, name }) => [uid, name]);
  const none = new Set();
  for (const [text, uids] of [['yes @Ann', [1]], ['@ann, @BO!', [1, 8]], ['@Ann Lee', [5]], ['@Ann Lee and @Ann', [5]], ['@Annabel', undefined], ['Ann', undefined],
    ['x@Ann', undefined]]) {
    it(`means ${uids ?? 'nobody'} in '${text}'`, () => expect(mentionsIn(text, pairs, none)).toEqual(uids));
  }

  it('that several have means all of them, or whom one has chosen', () => {
    const twins = [[1, 'Ann'], [2, 'Ann'], [3, 'Bo']];
    expect(mentionsIn('@Ann', twins, none)).toEqual([1, 2]);
    expect(mentionsIn('@Ann', twins, new Set([2]))).toEqual([2]);
  });

  it('means no guest who is there only now, and no more than may be named', () => {
    expect(mentionsIn('@Guest', [[2_100_000_000, 'Guest']], none)).toBe(undefined);
    const all = Array.from({ length: 60 }, (_, index) => [index + 1, `n${index}`]);
    expect(mentionsIn(all.map(([, name]) => `@${name}`).join(' '), all, none).length).toBe(50);
  });

  it('can be of all in the room, and of those who spoke in it or belong to it, but not of oneself', () => {
    const room = { members: new Map([[1, 'Ann'], [2, 'me']]), uid: 2, lines: [{ kind: 'message', uid: 9, author: 'Old' }, { kind: 'notice' }] };
    expect([...peopleIn(room, [{ uid: 5, name: 'Away' }])]).toEqual([[1, 'Ann'], [5, 'Away'], [9, 'Old']]);
  });

  it('goes with the message, but not with one that is private', () => {
    const fake = inside();
    fake.write('yes @Ann');
    fake.chat.choose(1);
    fake.write('psst @Ann');
    expect(fake.messages().map(({ mentions }) => mentions)).toEqual([[1], undefined]);
  });
});

describe('the way to a message', () => {
  it('is a short one when it is there', () => {
    const fake = inside(page(101, 110, { more: true }));
    fake.chat.seek(105);
    expect(fake.chat.state.goal).toEqual({ key: fake.key(105), isMarked: true });
    expect(fake.said()).toEqual([]);
  });

  it('loads what is older until it is there, and keeps all of that', () => {
    const fake = inside(page(4_901, 5_000, { more: true }));
    fake.chat.seek(2_001);
    for (let before = 4_901; fake.chat.state.goal === null && before > 0; before -= 100) {
      expect(fake.said().at(-1)).toEqual({ type: 'history', room: '1', before, limit: 100 });
      fake.chat.framesCame([page(before - 100, before - 1, { before, more: true })]);
    }
    expect(fake.chat.state.goal.key).toBe(fake.key(2_001));
    expect(fake.texts().length).toBe(3_000);
  });

  it('ends with a word when the message is not there any more', () => {
    const fake = inside(page(101, 110, { more: true }));
    fake.chat.seek(7);
    fake.chat.framesCame([page(50, 100, { before: 101 })]);
    expect([fake.chat.state.goal, fake.chat.state.sendError]).toEqual([null, { code: 'not_there' }]);
  });

  it('waits for what was said last, which may come after one is in', () => {
    const fake = inside();
    fake.chat.seek(7);
    fake.chat.framesCame([page(5, 10)]);
    expect([fake.chat.state.goal.key, fake.clock.pending]).toEqual([fake.key(7), 1]); // what is pending tells how far one has read
    const empty = inside();
    empty.chat.seek(7);
    empty.clock.wind(5_000);
    expect(empty.chat.state.sendError).toEqual({ code: 'not_there' });
  });

  it('goes through another room', () => {
    const fake = fakeChat();
    fake.enterAll({ room: 'tea', seq: 200, epoch: 'e' });
    fake.chat.open('tea', 150);
    const ofTea = (from, to, more) => ({ ...page(from, to, more), room: 'tea', messages: page(from, to).messages.map((message) => ({ ...message, room: 'tea' })) });
    fake.chat.framesCame([ofTea(151, 200, { before: 201, more: true })]);
    fake.chat.framesCame([ofTea(51, 150, { before: 151, more: true })]);
    expect(fake.chat.state.goal?.isMarked).toBe(true);
  });

  it('is not left for the place where one was', () => {
    const fake = fakeChat();
    fake.enter();
    fake.chat.framesCame([page(1, 10)]);
    fake.chat.seek(3);
    const { goal } = fake.chat.state;
    fake.tellRooms({ room: '1', seq: 10, epoch: 'e', read: 8, unread: 2 });
    expect([fake.chat.state.goal, goal.isMarked]).toEqual([goal, true]);
  });

  it('is not gone on when the reader goes elsewhere', () => {
    const fake = inside(page(101, 110, { more: true }));
    fake.chat.seek(7);
    fake.chat.open('tea');
    fake.chat.framesCame([page(51, 100, { before: 101, more: true }), fake.listOf('tea')]);
    expect(fake.said().filter(({ type }) => type === 'history').length).toBe(1);
  });
});
