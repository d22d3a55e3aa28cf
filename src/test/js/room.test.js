import { GROUP_FOR, LINE_LIMIT, looksSame } from '/app/chat/lines.js';
import { SLACK } from '/app/chat/past.js';
import { THE_ROOM } from '/app/chat/recipient.js';
import { emptyRoom, receive } from '/app/chat/room.js';
import { fitsShape } from '/app/wire/shapes.js';

const NOON = Date.parse('2014-08-12T12:00:00Z');
const context = { now: NOON, hidden: false };
const at = (milliseconds) => new Date(NOON + milliseconds).toISOString();
const list = (uid, ...members) => ({ type: 'user_list', room: '1', uid, user_list: members.map(([id, name]) => ({ uid: id, name })) });
const login = (uid, name) => ({ type: 'login', uid, name, room: '1', at: at(0) });
const logout = (uid, name) => ({ type: 'logout', uid, name, room: '1', at: at(0) });
const say = (from, content, more = {}) => (
  { type: 'say', from_uid: from, to_uid: 'all', content, room: '1', from_name: `name ${from}`, at: at(0), ...more });
const entered = [list(2, [1, 'Ann'], [2, 'me']), login(2, 'me')];
const after = (...frames) => receive(emptyRoom('1'), [...entered, ...frames], context);
const texts = ({ lines }) => lines.filter(({ kind }) => kind === 'message').map(({ text }) => text);
const notices = ({ lines }) => lines.filter(({ kind }) => kind === 'notice').map(({ what, names }) => `${what} ${names}`);

describe('the room', () => {
  it('knows who is there, in the order of the list, and who oneself is', () => {
    const state = after();
    expect([...state.members]).toEqual([[1, 'Ann'], [2, 'me']]);
    expect([state.uid, state.present]).toEqual([2, true]);
    expect(notices(state)).toEqual(['entered me']);
  });

  it('shows what was said before above the line that says one has entered', () => {
    const history = { type: 'history', room: '1', messages: [say(7, 'old', { seq: 1, epoch: 'e', at: at(-9) }), say(8, 'older than me', { seq: 2, epoch: 'e', at: at(-8) })] };
    const state = after(history, say(1, 'new', { seq: 3 }));
    expect(state.lines.map(({ kind, text }) => text ?? kind)).toEqual(['old', 'older than me', 'notice', 'new']);
    expect(new Set(state.lines.map(({ key }) => key)).size).toBe(4);
    expect(state.read).toEqual({ epoch: 'e', seq: 3 });
    expect(receive(emptyRoom('1'), [...entered, history], { ...context, hidden: true }).unread).toBe(0);
  });

  it('says that an administrator watches, and when that is over', () => {
    const watched = (on) => ({ type: 'watched', room: '1', on });
    expect(notices(after(watched(true), watched(false)))).toEqual(['entered me', 'watched ', 'unwatched ']);
    expect(fitsShape(watched('yes'))).toBeFalse();
  });

  it('shows nothing twice that comes again after a reconnect, and goes on below', () => {
    const before = after(say(1, 'one', { seq: 1, epoch: 'e' }), say(1, 'two', { seq: 2 }));
    const state = receive(before, [list(5, [5, 'me']), login(5, 'me'), say(1, 'two', { seq: 2, epoch: 'e' }), say(1, 'three', { seq: 3, epoch: 'f' }),
      { type: 'live', room: '1', seq: 3, epoch: 'f' }], context);
    expect(texts(state)).toEqual(['one', 'two', 'three']);
    expect(state.read).toEqual({ epoch: 'f', seq: 3 });
  });

  it('begins to count anew when the server has another log', () => {
    const before = after(say(1, 'one', { seq: 9, epoch: 'e' }));
    const state = receive(before, [list(5, [5, 'me']), { type: 'gap', room: '1', from: 1, to: 0, reason: 'epoch' },
      { type: 'history', room: '1', messages: [say(1, 'another one', { seq: 1, epoch: 'f' })] }, { type: 'live', room: '1', seq: 1, epoch: 'f' }], context);
    expect(texts(state)).toEqual(['one', 'another one']);
    expect(state.read).toEqual({ epoch: 'f', seq: 1 });
  });

  it('says who came and who went', () => {
    const state = after(login(3, 'Bob'), logout(1, 'Ann'));
    expect([...state.members.values()]).toEqual(['me', 'Bob']);
    expect(notices(state)).toEqual(['entered me', 'joined Bob', 'left Ann']);
  });

  it('says nothing of a login that the list has told already, nor of a stranger who leaves', () => {
    expect(notices(after(login(1, 'Ann'), logout(9, 'Nobody')))).toEqual(['entered me']);
  });

  it('puts those who come one right after another into one line, however many', () => {
    const state = after(...Array.from({ length: 500 }, (_, index) => login(100 + index, `n${index}`)));
    expect(state.lines.length).toBe(2);
    expect(state.lines[1].count).toBe(500);
    expect(state.lines[1].names).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  });

  it('keeps a message as the text that it is', () => {
    const nasty = '<img src=x onerror=alert(1)>\n &amp; ';
    expect(texts(after(say(1, nasty)))).toEqual([nasty]);
  });

  it('marks what is said in private, to me and by me', () => {
    const [toMe, fromMe] = after(
      say(1, 'psst', { to_uid: 2, to_name: 'me' }), say(2, 'yes?', { to_uid: 1, to_name: 'Ann' }),
    ).lines.slice(1);
    expect([toMe.own, toMe.secret]).toEqual([false, { to: 2, toName: 'me', toOwn: true }]);
    expect([fromMe.own, fromMe.secret]).toEqual([true, { to: 1, toName: 'Ann', toOwn: false }]);
  });

  it('groups what one author says within five minutes', () => {
    const state = after(say(1, 'a'), say(1, 'b', { at: at(GROUP_FOR - 1) }), say(1, 'c', { at: at(GROUP_FOR) }), say(2, 'd', { at: at(GROUP_FOR) }));
    expect(state.lines.slice(1).map(({ continued }) => continued)).toEqual([false, true, false, false]);
  });

  it('never groups a private message with a public one', () => {
    const state = after(say(1, 'a'), say(1, 'b', { to_uid: 2 }), say(1, 'c', { to_uid: 2 }), say(1, 'd'));
    expect(state.lines.slice(1).map(({ continued }) => continued)).toEqual([false, false, true, false]);
  });

  it('says when a new day begins', () => {
    const state = after(say(1, 'a'), say(1, 'b', { at: at(86_400_000) }));
    expect(state.lines.map(({ newDay }) => newDay)).toEqual([false, false, true]);
  });

  it('ignores other rooms and types nobody knows', () => {
    const state = after(say(1, 'elsewhere', { room: 'tea' }), { type: 'reaction' }, { type: 'toString' }, { type: 'pong' });
    expect(texts(state)).toEqual([]);
  });

  it('uses the room name that the server uses', () => {
    expect(receive(emptyRoom('tea  '), [{ ...list(1, [1, 'me']), room: 'tea' }], context).room).toBe('tea');
  });

  it('keeps the newest 2,000 lines, in one burst or in many', () => {
    const burst = Array.from({ length: 5_000 }, (_, index) => say(1, String(index)));
    const once = after(...burst);
    expect(once.lines.length).toBe(LINE_LIMIT);
    expect(texts(once).at(0)).toBe('3000');
    let state = after();
    for (let start = 0; start < burst.length; start += 100) {
      state = receive(state, burst.slice(start, start + 100), context);
    }
    expect(texts(state).slice(-LINE_LIMIT).join()).toBe(texts(once).join());
    expect(state.lines.length).toBeLessThanOrEqual(LINE_LIMIT * (1 + SLACK));
  });

  it('lets old lines go many at once, which costs as much as one', () => {
    const full = after(...Array.from({ length: LINE_LIMIT }, (_, index) => say(1, String(index))));
    expect([full.lines.length, texts(full)[0]]).toEqual([LINE_LIMIT + 1, '0']);
    const slack = LINE_LIMIT * SLACK;
    expect(texts(receive(full, Array.from({ length: slack }, () => say(1, 'x')), context)).length).toBe(LINE_LIMIT);
  });

  it('looks the same when only the beginning of a group is another', () => {
    const [, line] = after(say(1, 'a')).lines;
    expect(looksSame(line, { ...line, groupAt: 5 })).toBe(true);
    expect(looksSame(line, { ...line, text: 'b' })).toBe(false);
    expect(looksSame(line, { ...line, waiting: 'edit' })).toBe(false);
  });

  it('counts as unread what others say while nobody looks', () => {
    const state = receive(after(), [say(1, 'a'), say(2, 'mine'), say(1, 'b')], { ...context, hidden: true });
    expect(state.unread).toBe(2);
    expect(after(say(1, 'a')).unread).toBe(0);
  });

  it('counts apart what is said to oneself, and nothing that the server has counted', () => {
    const before = { ...after(), countedTo: 4 };
    const state = receive(before, [say(1, 'counted', { seq: 4, epoch: 'e' }), say(1, 'to all', { seq: 5 }), say(1, '@me', { seq: 6, mentions: [7, 2] }),
      say(1, 'psst', { to_uid: 2, seq: 1, inbox: true })], { ...context, hidden: true });
    expect([state.unread, state.mentions]).toEqual([3, 2]);
  });

  it('knows what was the last that was seen when the first comes that is not', () => {
    const state = receive(after(say(1, 'seen', { seq: 4, epoch: 'e' })), [say(1, 'a', { seq: 5 }), say(1, 'b', { seq: 6 })], { ...context, hidden: true });
    expect(state.newFrom).toBe(4);
  });

  it('knows who is away, however it is told', () => {
    const away = (uid, isAway) => ({ type: 'status', uid, name: 'x', room: '1', away: isAway });
    const begin = receive(emptyRoom('1'), [{ type: 'user_list', room: '1', uid: 2, user_list: [{ uid: 1, name: 'Ann', away: true }, { uid: 2, name: 'me' }] }], context);
    expect([...begin.away]).toEqual([1]);
    expect([...receive(begin, [away(2, true), away(1, false)], context).away]).toEqual([2]);
    expect([...receive(begin, [logout(1, 'Ann')], context).away]).toEqual([]);
    expect([...receive(begin, [{ type: 'presence', joined: [{ uid: 5, name: 'Eve', away: true }], left: [], room: '1', count: 3 }], context).away]).toEqual([1, 5]);
    expect([...begin.away]).toEqual([1]);
  });

  it('says what has become of the room itself', () => {
    const state = after({ type: 'change', from_uid: 1, from_name: 'Ann', title: 'Tea', room: '1', seq: 9, epoch: 'e', at: at(0) });
    expect([state.lines.at(-1).what, state.lines.at(-1).names, state.lines.at(-1).change.title]).toEqual(['changed', ['Ann'], 'Tea']);
    expect(state.lines.length).toBe(receive(state, [{ type: 'change', from_uid: 1, title: 'Tea', room: '1', seq: 9 }], context).lines.length);
  });

  it('says nothing of those who come and go while nobody wants to know', () => {
    const state = receive(emptyRoom('1'), [...entered, login(3, 'Bob'), logout(1, 'Ann')], { ...context, quiet: true });
    expect([state.lines, [...state.members.values()]]).toEqual([[], ['me', 'Bob']]);
  });

  it('shows the time of reception when a frame has none', () => {
    expect(after(say(1, 'a', { at: undefined })).lines.at(-1).at).toBe(NOON);
  });

  it('does not change the state that it is given', () => {
    const before = after();
    const lines = [...before.lines];
    receive(before, [say(1, 'a'), login(5, 'Eve')], context);
    expect(before.lines).toEqual(lines);
    expect(before.members.has(5)).toBe(false);
  });
});

describe('the room after a reconnect', () => {
  const again = [list(2, [1, 'Ann'], [5, 'Eve'], [2, 'me']), login(2, 'me')];

  it('has the new list, and one quiet line instead of the coming and going', () => {
    const state = after(say(1, 'a'), ...again);
    expect([...state.members.values()]).toEqual(['Ann', 'Eve', 'me']);
    expect(notices(state)).toEqual(['entered me', 'back me']);
  });

  it('still knows as own what was said before', () => {
    const state = after(say(2, 'before'), ...again, say(2, 'now'), say(5, 'Eve'));
    expect(state.lines.filter(({ kind }) => kind === 'message').map(({ own }) => own)).toEqual([true, true, false]);
  });

  it('keeps an addressee who is still there and marks as away one who is not', () => {
    const ann = { uid: 1, name: 'Ann', away: false, gone: false };
    const withAnn = { ...after(), recipient: ann };
    expect(receive(withAnn, again, context).recipient).toBe(ann);
    expect(receive(withAnn, [list(2, [2, 'me'])], context).recipient).toEqual({ ...ann, away: true });
    expect(receive(after(), again, context).recipient).toBe(THE_ROOM);
  });

  it('marks as gone a guest who left and whose uid came back in the same burst', () => {
    const guest = { uid: 2_100_000_001, name: 'Guest', away: false, gone: false };
    const state = receive({ ...after(login(guest.uid, 'Guest')), recipient: guest }, [logout(guest.uid, 'Guest'), login(guest.uid, 'Guest')], context);
    expect(state.recipient.gone).toBe(true);
  });
});

describe('a large room', () => {
  const members = (...uids) => uids.map((uid) => ({ uid, name: `n${uid}` }));
  const large = { type: 'user_list', user_list: members(1, 2, 3), room: '1', uid: 9, count: 900, next: 3 };
  const presence = (joined, left, more = {}) => ({ type: 'presence', joined: members(...joined), left: members(...left), room: '1', count: 950, ...more });
  const page = (after, uids, next) => ({ type: 'members', members: members(...uids), room: '1', after, count: 900, ...(next && { next }) });
  const inside = (...frames) => receive(emptyRoom('1'), [large, login(9, 'me'), ...frames], context);
  const uids = (state) => [...state.members.keys()];

  it('shows the first page, oneself and how many there are', () => {
    const state = inside();
    expect([uids(state), state.count, state.next]).toEqual([[1, 2, 3, 9], 900, 3]);
  });

  it('says nothing in the conversation of those who come and go', () => {
    expect(notices(inside(presence([50], [1])))).toEqual(['entered me']);
  });

  it('takes out who has gone, and leaves who has come to the last page', () => {
    const state = inside(presence([50], [1]));
    expect([uids(state), state.count, state.outdated]).toEqual([[2, 3, 9], 950, false]);
  });

  it('adds who has come once all pages are there', () => {
    const state = inside(page(3, [4, 9]), presence([50], []));
    expect([uids(state), state.next]).toEqual([[1, 2, 3, 9, 4, 50], null]);
  });

  it('takes no answer for one to another question', () => {
    expect(uids(inside(page(7, [8], 8)))).toEqual([1, 2, 3, 9]);
  });

  it('is outdated when not all changes are named, until it has been asked for anew', () => {
    const before = inside(page(3, [4, 5, 6], 6), presence([], [], { partial: true }));
    expect(before.outdated).toBe(true);
    const half = receive(before, [page(0, [2, 3, 4], 4)], context);
    expect([half.outdated, uids(half)]).toEqual([false, [1, 2, 3, 9, 4, 5, 6]]);
    const whole = receive(half, [presence([], [3]), page(4, [5, 6, 7, 8], 8)], context);
    expect([uids(whole), whole.next]).toEqual([[2, 4, 5, 6, 7, 8, 9], 8]);
  });

  it('never loses oneself', () => {
    expect(uids(inside(presence([], [9])))).toContain(9);
    expect(uids(inside(presence([], [], { partial: true }), page(0, [1, 2, 3], 3)))).toEqual([1, 2, 3, 9]);
  });

  it('counts those who come and go one by one, too', () => {
    expect(inside(login(50, 'x')).count).toBe(901);
    expect(inside(logout(50, 'x')).count).toBe(899);
    expect(after(login(3, 'Bob')).count).toBe(3);
    expect(after(logout(1, 'Ann'), logout(77, 'Nobody')).count).toBe(1);
  });
});
