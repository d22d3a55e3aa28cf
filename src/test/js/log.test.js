import { LINE_LIMIT, PAST_LIMIT } from '/app/chat/lines.js';
import { nextOlder, topOf, withoutHoles } from '/app/chat/past.js';
import { conversationOf } from '/app/chat/conversation.js';
import { emptyRoom, receive } from '/app/chat/room.js';

const NOON = Date.parse('2014-08-12T12:00:00Z');
const context = { now: NOON, hidden: false };
const at = (seconds) => new Date(NOON + seconds * 1_000).toISOString();
const list = { type: 'user_list', room: '1', uid: 2, user_list: [{ uid: 1, name: 'Ann' }, { uid: 2, name: 'me' }] };
const login = (seconds = 0) => ({ type: 'login', uid: 2, name: 'me', room: '1', at: at(seconds) });
const say = (seq, more = {}) => ({ type: 'say', from_uid: 1, to_uid: 'all', content: `r${seq}`, room: '1', from_name: 'Ann', at: at(seq - 1_000), seq, epoch: 'e', ...more });
const secret = (seq, seconds, more = {}) => say(seq, { to_uid: 2, to_name: 'me', content: `i${seq}`, at: at(seconds), epoch: 'i', inbox: true, ...more });
const edit = (target, seq, content, more = {}) => ({ type: 'edit', from_uid: 1, target, content, room: '1', at: at(0), seq, ...more });
const remove = (target, seq, more = {}) => ({ type: 'delete', from_uid: 1, target, room: '1', at: at(0), seq, ...more });
const history = (messages, more = {}) => ({ type: 'history', messages, room: '1', ...more });
const inbox = (messages, more = {}) => ({ type: 'history', messages, inbox: true, ...more });
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => say(from + index));
const after = (...frames) => receive(emptyRoom('1'), [list, ...frames], context);
const more = (state, ...frames) => receive(state, frames, context);
const shown = (state) => conversationOf(state, [], 'me').map(({ kind, what, text }) => (kind === 'message' ? text : what));

describe('the positions', () => {
  it('are apart for the room and the inbox', () => {
    const state = after(say(7), secret(3, 0), edit(7, 8, 'x'), secret(2, 1));
    expect([state.read, state.inboxRead]).toEqual([{ epoch: 'e', seq: 8 }, { epoch: 'i', seq: 3 }]);
    expect(shown(state)).toEqual(['x', 'i3']);
  });

  it('go on with every event that has a number, also with one that changes nothing to be seen', () => {
    const state = more(after(say(7)), edit(3, 8, 'of a message that is not there'), remove(2, 9), { type: 'live', room: '1', seq: 12, epoch: 'f' });
    expect([state.read, shown(state)]).toEqual([{ epoch: 'f', seq: 12 }, ['r7']]);
  });

  it('go on with an event of a type that nobody knows, and not with what is none', () => {
    const strange = { type: 'hologram', from_uid: 1, room: '1', seq: 8 };
    const state = more(after(say(7)), strange, { type: 'read', room: '1', seq: 50 }, { type: 'room', room: '1', kind: 'open', seq: 60, epoch: 'e' });
    expect([state.read, shown(state)]).toEqual([{ epoch: 'e', seq: 8 }, ['r7']]);
    expect(more(state, { ...strange, seq: 6 }).read.seq).toBe(8);
  });

  it('are where the last page ends, and a page of the past does not put them back', () => {
    const state = more(after(history(range(51, 60), { more: true })), history(range(1, 50), { before: 51 }));
    expect(state.read.seq).toBe(60);
  });

  it('have none for what is not stored', () => {
    const state = after({ type: 'say', from_uid: 1, to_uid: 2, content: 'psst', room: '1', inbox: true }, { type: 'say', from_uid: 1, to_uid: 2, content: 'psst', room: '1', inbox: true });
    expect([state.inboxRead, shown(state)]).toEqual([null, ['psst', 'psst']]);
  });
});

describe('a change', () => {
  it('shows the new words, and that they are new', () => {
    const [line] = after(say(1), edit(1, 2, 'better')).lines;
    expect([line.text, line.edited, line.deleted]).toEqual(['better', true, false]);
  });

  it('takes the words away of what is deleted', () => {
    const [line] = after(say(1), edit(1, 2, 'better'), remove(1, 3)).lines;
    expect([line.text, line.edited, line.deleted]).toEqual(['', false, true]);
  });

  it('that comes twice changes nothing', () => {
    const state = after(say(1), edit(1, 2, 'a'), edit(1, 3, 'b'), edit(1, 2, 'a'));
    expect(shown(state)).toEqual(['b']);
  });

  it('that is told once more of a message that reads as deleted leaves it deleted', () => {
    const [line] = after(say(1, { content: '', deleted: true }), edit(1, 2, ''), remove(1, 3)).lines;
    expect([line.edited, line.deleted]).toEqual([false, true]);
    expect(after(say(1, { content: '', deleted: true }), edit(1, 2, '')).lines[0].edited).toBe(false);
  });

  it('of the inbox leaves the room alone, and the other way round', () => {
    const state = after(say(1), secret(1, 0), edit(1, 2, 'x', { room: undefined, inbox: true, epoch: 'i' }), remove(1, 2));
    expect(state.lines.map(({ text, deleted }) => [text, deleted])).toEqual([['', true], ['x', false]]);
  });

  it('is known of a message that is read later', () => {
    const state = after(history([say(1, { edited: true }), say(2, { content: '', deleted: true })]));
    expect(state.lines.map(({ edited, deleted }) => [edited, deleted])).toEqual([[true, false], [false, true]]);
  });

  it('is not lost when the page of the past with its message was read before it', () => {
    const state = more(after(history(range(51, 60), { more: true })), edit(30, 61, 'new'), remove(31, 62), history(range(1, 50), { before: 51 }));
    expect(shown(state).slice(29, 31)).toEqual(['new', '']);
  });

  it('does not grow in memory without end', () => {
    const state = after(say(1_000), ...Array.from({ length: 500 }, (_, index) => edit(1, 1_001 + index, 'x')));
    expect(state.missed.length).toBe(50);
  });
});

describe('the inbox and the room', () => {
  it('are one conversation, in the order of time', () => {
    const state = after(login(0), say(1, { at: at(-9) }), say(2, { at: at(-7) }), { type: 'live', room: '1', seq: 2, epoch: 'e' },
      inbox([secret(1, -10), secret(2, -8), secret(3, -6)]));
    expect(shown(state)).toEqual(['i1', 'r1', 'i2', 'r2', 'i3', 'entered']);
  });

  it('are each in the order of their server, whatever its clock says', () => {
    const state = after(say(1, { at: at(5) }), say(2, { at: at(3) }), secret(1, 4), secret(2, 1));
    expect(shown(state)).toEqual(['r1', 'r2', 'i1', 'i2']);
  });

  it('reaches one in every room', () => {
    expect(shown(after(secret(1, 0, { room: 'tea' })))).toEqual(['i1']);
  });

  it('show nothing older than is loaded of both, so that nothing seems to be missing', () => {
    const state = after(history(range(951, 960), { more: true }), inbox([secret(1, -5_000), secret(2, -45)]));
    expect(shown(state)).toEqual([...range(951, 955).map(({ content }) => content), 'i2', ...range(956, 960).map(({ content }) => content)]);
    const whole = more(state, history(range(941, 950), { before: 951 }));
    expect(shown(whole).slice(0, 2)).toEqual(['i1', 'r941']);
  });
});

describe('the past', () => {
  it('is put among what there is of the other log, by time', () => {
    const state = more(after(inbox([secret(1, -55)]), history(range(951, 960), { more: true })), history(range(941, 950), { before: 951 }));
    expect(shown(state).slice(0, 7)).toEqual(['r941', 'r942', 'r943', 'r944', 'r945', 'i1', 'r946']);
  });

  it('is put above without a change of what is there', () => {
    const before = after(history(range(51, 60), { more: true }), login());
    const state = more(before, history(range(1, 50), { before: 51, more: true }));
    expect(shown(state)).toEqual([...range(1, 60).map(({ content }) => content), 'entered']);
    expect(state.lines.slice(-11).map(({ key }) => key)).toEqual(before.lines.map(({ key }) => key));
    expect(new Set(state.lines.map(({ key }) => key)).size).toBe(61);
    expect(nextOlder(state.past)).toBe('room');
  });

  it('groups what meets at the seam of two pages', () => {
    const state = more(after(history([say(2)], { more: true })), history([say(1)], { before: 2 }));
    expect(state.lines.map(({ continued }) => continued)).toEqual([false, true]);
  });

  it('is not taken twice, nor when it answers another question', () => {
    const page = history(range(1, 50), { before: 51 });
    const state = more(after(history(range(51, 60), { more: true })), page, page, history(range(1, 9), { before: 10 }));
    expect(state.lines.length).toBe(60);
  });

  it('is not unread', () => {
    const state = receive(after(history(range(51, 60), { more: true })), [history(range(1, 50), { before: 51 })], { ...context, hidden: true });
    expect(state.unread).toBe(0);
  });

  it('is asked for in the log that is loaded less far back', () => {
    expect(nextOlder({ room: { before: 5, at: 9, more: true }, inbox: { before: 2, at: 10, more: true } })).toBe('inbox');
    expect(nextOlder({ room: { before: 5, at: 9, more: true }, inbox: { before: 2, at: 10, more: false } })).toBe('room');
    expect(nextOlder({ room: null, inbox: null })).toBe(null);
  });

  it('says what is above the oldest line', () => {
    const page = { full: false, loading: false, present: true };
    const top = (...frames) => topOf(after(...frames).past, page);
    expect(top()).toBe('beginning');
    expect(top(history(range(1, 9)))).toBe('beginning');
    expect(top(history(range(4, 9)))).toBe('kept');
    expect(top(history(range(4, 9), { more: true }))).toBe('more');
    expect(topOf(after(history(range(4, 9), { more: true })).past, { ...page, full: true })).toBe('full');
    expect(topOf(after().past, { ...page, loading: true })).toBe('loading');
    expect(topOf(after().past, { ...page, present: false })).toBe('unknown');
  });

  it('can be asked for again where it was dropped for the newest', () => {
    const state = after(...range(1, LINE_LIMIT * 1.1));
    expect([state.lines.length, state.past.room.before, nextOlder(state.past)]).toEqual([LINE_LIMIT, LINE_LIMIT * 0.1 + 1, 'room']);
    const older = receive(state, [history(range(1, LINE_LIMIT * 0.1), { before: LINE_LIMIT * 0.1 + 1 })], { ...context, limit: PAST_LIMIT });
    expect([older.lines.length, shown(older)[0], nextOlder(older.past)]).toEqual([LINE_LIMIT * 1.1, 'r1', null]);
  });

  it('is not dropped under the eyes of who reads it, up to a bound', () => {
    const state = receive(after(), range(1, PAST_LIMIT * 1.1), { ...context, limit: PAST_LIMIT });
    expect(state.lines.length).toBe(PAST_LIMIT);
    expect(receive(state, [say(PAST_LIMIT * 1.1 + 1)], context).lines.length).toBe(LINE_LIMIT);
  });

  it('does not hide the room when the whole inbox was dropped', () => {
    const state = after(inbox([secret(1, -5_000)]), ...range(1, LINE_LIMIT * 1.1));
    expect([shown(state).length, withoutHoles(state.lines, state.past).length]).toEqual([LINE_LIMIT, LINE_LIMIT]);
  });
});

describe('a gap', () => {
  const gap = (reason, more = {}) => ({ type: 'gap', room: '1', from: 813, to: 820, reason, ...more });

  it('stands where something is missing', () => {
    const state = more(after(say(812)), list, login(0), gap('retention'), say(821), say(822));
    expect(shown(state)).toEqual(['r812', 'missing', 'r821', 'r822', 'back']);
    expect(state.lines[1]).toEqual(jasmine.objectContaining({ from: 813, to: 820, secret: false }));
  });

  it('of the inbox says so', () => {
    const state = after(secret(1, 0), gap('retention', { room: undefined, inbox: true }));
    expect(state.lines[1].secret).toBe(true);
    expect(state.inboxRead).toEqual({ epoch: 'i', seq: 1 });
  });

  it('of a new log leaves what is shown, out of the reach of its numbers', () => {
    const before = after(history([say(1), say(2)], { more: true }));
    const state = more(before, list, login(0), gap('epoch', { from: 1, to: 0 }), history([say(1, { content: 'new', epoch: 'f', at: at(-5_000) })], { more: true }), edit(1, 2, 'newer'));
    expect(shown(state)).toEqual(['r1', 'r2', 'new_log', 'newer', 'back']);
    expect([state.read, nextOlder(state.past)]).toEqual([{ epoch: 'f', seq: 2 }, null]);
  });

  it('of one log leaves the other alone', () => {
    const state = more(after(say(5), secret(3, 0)), gap('epoch', { room: undefined, inbox: true, from: 1, to: 0 }));
    expect([state.read, state.inboxRead]).toEqual([{ epoch: 'e', seq: 5 }, null]);
    expect(state.lines.map(({ seq }) => seq)).toEqual([5, null, undefined]);
  });
});
