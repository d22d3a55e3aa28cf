import { alertOf, BODY_LIMIT, bodyOf, headOf, isCalled, saidIn } from '/app/alerts/notify.js';
import { createSound } from '/app/alerts/sound.js';
import { readSince, unreadFor } from '/app/alerts/unread.js';
import { infoOf } from '/app/chat/directory.js';
import { fakeClock } from './support/fake-clock.js';

const members = new Map([[1, 'Ann'], [2, 'me']]);
const ANN = { uid: 1, name: 'Ann' };
const BOB = { uid: 3, name: 'Bob' };
const ME = { uid: 2, name: 'me' };
const ROOM = { room: 'tea', uid: 2, members, readTo: 0, unread: 0, mentions: 0 };
const STATE = {
  room: ROOM,
  others: new Map([['plans', { ...ROOM, room: 'plans', readTo: 10 }], ['~1', { ...ROOM, room: '~1' }], ['~2', { ...ROOM, room: '~2' }]]),
  list: new Map([
    { room: 'tea' }, { room: 'plans', title: 'Plans for 2027', kind: 'closed' }, { room: '~1', kind: 'direct', people: [ANN, ME] },
    { room: '~2', kind: 'direct', people: [ANN, BOB, ME] },
  ].map((told) => [told.room, infoOf(told)])),
};
const say = (content, more = {}) => ({ type: 'say', from_uid: 1, to_uid: 'all', content, room: 'tea', ...more });

function alertFor(frames, { level = 'all', hidden = true, name = 'me', ...settings } = {}) {
  const asked = { name, hidden, settings: { sound: true, desktop: true, quiet: false, ...settings }, levelOf: () => level };
  return alertOf(saidIn(frames, STATE), asked);
}

const NOTHING = { sound: false, shown: null };

describe('one who does not look', () => {
  it('is told of what somebody says, by a sound and on the desktop', () => {
    const alert = alertFor([say('hi')]);
    expect([alert.sound, alert.shown.author, alert.shown.text, alert.shown.room]).toEqual([true, 'Ann', 'hi', 'tea']);
  });

  it('is told once of much at once: of the last', () => {
    expect(alertFor([say('a'), say('b'), { type: 'login', uid: 3, name: 'c' }]).shown.text).toBe('b');
  });

  it('is not told of what was said by oneself, or before, or when nothing is', () => {
    expect(alertFor([say('hi', { from_uid: 2 })])).toEqual(NOTHING);
    expect(alertFor([{ type: 'history', messages: [say('hi')] }])).toEqual(NOTHING);
    expect(alertFor([{ type: 'login', uid: 3, name: 'Bob' }])).toEqual(NOTHING);
  });

  it('is told as it was set up', () => {
    expect(alertFor([say('hi')], { sound: false }).sound).toBe(false);
    expect(alertFor([say('hi')], { desktop: false })).toEqual({ sound: true, shown: null });
    expect(alertFor([say('hi @me')], { quiet: true })).toEqual(NOTHING);
  });

  it('may be told only of what is for oneself, or of nothing', () => {
    expect(alertFor([say('hi')], { level: 'mentions' })).toEqual(NOTHING);
    expect(alertFor([say('hi @me'), say('and all')], { level: 'mentions' }).shown.text).toBe('hi @me');
    expect(alertFor([say('hi @me')], { level: 'nothing' })).toEqual(NOTHING);
  });

  it('is told of what is private, whatever was set for the room', () => {
    for (const level of ['all', 'mentions', 'nothing']) {
      expect(alertFor([say('psst', { to_uid: 2, room: 'elsewhere', inbox: true })], { level }).shown).toEqual(jasmine.objectContaining({ author: 'Ann', text: 'psst', secret: true }));
    }
  });

  it('is told of what is said in the other rooms', () => {
    expect(alertFor([say('hi', { room: 'plans', seq: 11 })]).shown).toEqual(jasmine.objectContaining({ room: 'plans', title: 'Plans for 2027', isOpen: false }));
    expect(alertFor([say('hi', { room: 'nobody knows' })])).toEqual(NOTHING);
  });

  it('is not told of what another device has read', () => expect(alertFor([say('hi', { room: 'plans', seq: 10 })])).toEqual(NOTHING));

  it('is named by the uid, whatever the text says', () => {
    expect(alertFor([say('hello', { mentions: [3, 2] })], { level: 'mentions' }).shown.text).toBe('hello');
    expect(alertFor([say('hello', { mentions: [3] })], { level: 'mentions' })).toEqual(NOTHING);
  });

  it('is meant in a conversation of a few, unless it is switched off', () => {
    expect(alertFor([say('hi', { room: '~1' })], { level: 'mentions' }).shown.room).toBe('~1');
    expect(alertFor([say('hi', { room: '~1' })], { level: 'nothing' })).toEqual(NOTHING);
  });

  it('is told rather of what is for oneself', () => {
    expect(alertFor([say('for you', { mentions: [2], room: '~2' }), say('for all')]).shown.text).toBe('for you');
  });
});

describe('one who looks', () => {
  it('is not told of what is in the open room', () => expect(alertFor([say('hi @me')], { hidden: false })).toEqual(NOTHING));

  it('hears that there is something for oneself in another room, and of nothing else there', () => {
    expect(alertFor([say('hi', { room: '~1' })], { hidden: false })).toEqual({ sound: true, shown: null });
    expect(alertFor([say('hi', { room: 'plans', seq: 11 })], { hidden: false })).toEqual(NOTHING);
  });
});

describe('what stands above the words', () => {
  const head = (frame) => headOf(saidIn([frame], STATE)[0], { alert: { inRoom: (name, room) => `${name} in ${room}`, privately: (name) => `${name} secretly` } });

  it('says who, and where', () => {
    expect(head(say('hi', { room: 'plans', seq: 11 }))).toBe('Ann in Plans for 2027');
    expect(head(say('hi', { room: '~2' }))).toBe('Ann in Ann, Bob');
    expect(head(say('hi', { to_uid: 2 }))).toBe('Ann secretly');
  });

  it('says a name once', () => expect(head(say('hi', { room: '~1' }))).toBe('Ann'));
});

describe('what waits', () => {
  const rooms = (open, ...others) => ({ ...STATE, room: { ...ROOM, ...open }, others: new Map(others.map((other) => [other.room, { ...ROOM, ...other }])) });
  const levels = (by = {}) => (room) => by[room] ?? 'all';
  const many = rooms({ unread: 4, mentions: 1 }, { room: 'plans', unread: 20, mentions: 2 }, { room: '~1', unread: 3, mentions: 0 });

  it('is all in the open room, and what is for oneself in the others', () => expect(unreadFor(many, levels())).toBe(4 + 2 + 3));

  it('is counted as it was set up', () => {
    expect(unreadFor(many, levels({ tea: 'mentions' }))).toBe(1 + 2 + 3);
    expect(unreadFor(many, levels({ plans: 'nothing', '~1': 'nothing' }))).toBe(4);
    expect(unreadFor(many, levels({ '~1': 'mentions' }))).toBe(4 + 2 + 3);
  });

  it('is read when nothing of it is left, here or at another device', () => {
    expect(readSince(many, rooms({ unread: 4 }, { room: 'plans' }, { room: '~1', unread: 1 }))).toEqual(['plans']);
    expect(readSince(many, rooms({}, { room: 'plans', unread: 2 }))).toEqual(['tea', '~1']);
    expect(readSince(many, many)).toEqual([]);
    expect(readSince(rooms({}), many)).toEqual([]);
  });
});

describe('somebody', () => {
  for (const [text, name, called] of [['@Ann', 'Ann', true], ['hi @ann!', 'Ann', true], ['@Anna', 'Ann', false], ['@Anna @Ann', 'Ann', true], ['Ann', 'Ann', false],
    ['@猪、来て', '猪', true], ['@小明你好', '小明', true], ['@Annさん', 'Ann', true], ['@a.b*', 'a.b*', true], ['@axb*', 'a.b*', false]]) {
    it(`${called ? 'is' : 'is not'} called ${name} in '${text}'`, () => expect(isCalled(text, name)).toBe(called));
  }
});

describe('the words of a notification', () => {
  it('are the beginning of a long message, and all of a short one', () => {
    expect(bodyOf('hi')).toBe('hi');
    expect([...bodyOf('🐖'.repeat(300))]).toEqual([...Array(BODY_LIMIT - 1).fill('🐖'), '…']);
    expect(bodyOf('a'.repeat(4_000)).length).toBe(BODY_LIMIT);
  });
});

describe('the sound', () => {
  function heard({ isTouched = true, AudioContext } = {}) {
    const clock = fakeClock();
    const starts = [];
    const node = () => ({
      frequency: {}, connect() {}, stop() {}, start: (at) => starts.push(at),
      gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} },
    });
    class FakeContext {
      currentTime = 1;
      createOscillator = node;
      createGain = node;
    }
    const sound = createSound({ AudioContext: AudioContext === null ? undefined : FakeContext, isTouched: () => isTouched, clock });
    return { sound, clock, starts };
  }

  it('is heard once for messages that come one right after another', () => {
    const { sound, clock, starts } = heard();
    [0, 100, 1_899].forEach((pause) => {
      clock.wind(pause);
      sound();
    });
    expect(starts.length).toBe(2); // of its two tones
    clock.wind(1);
    sound();
    expect([starts.length, starts[0] < starts[1]]).toEqual([4, true]);
  });

  it('is not made where there is none, nor before the reader has touched the page', () => {
    for (const { sound, starts } of [heard({ AudioContext: null }), heard({ isTouched: false })]) {
      sound();
      expect(starts).toEqual([]);
    }
  });
});
