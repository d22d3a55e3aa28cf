import { alertOf, BODY_LIMIT, bodyOf, isCalled, saidIn } from '/app/alerts/notify.js';
import { createSound } from '/app/alerts/sound.js';
import { fakeClock } from './support/fake-clock.js';

const ROOM = { room: 'tea', uid: 2, members: new Map([[1, 'Ann'], [2, 'me']]) };
const say = (content, more = {}) => ({ type: 'say', from_uid: 1, to_uid: 'all', content, room: 'tea', ...more });

function alertFor(frames, { level = 'all', hidden = true, name = 'me', ...settings } = {}) {
  const asked = { name, hidden, settings: { sound: true, desktop: true, quiet: false, ...settings }, levelOf: () => level };
  return alertOf(saidIn(frames, ROOM), asked);
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
      expect(alertFor([say('psst', { to_uid: 2 })], { level }).shown).toEqual({ author: 'Ann', text: 'psst', room: 'tea', own: false, secret: true });
    }
  });
});

describe('one who looks', () => {
  it('is not told at all', () => expect(alertFor([say('hi @me')], { hidden: false })).toEqual(NOTHING));
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
