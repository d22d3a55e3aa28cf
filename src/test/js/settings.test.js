import { createStorage } from '/app/chat/storage.js';
import { LANGUAGES } from '/app/i18n/index.js';
import { CHOICES, createSettings, LEVELS, ROOM_LIMIT } from '/app/settings/settings.js';
import { opensSheetOn } from '/app/chat/keys.js';
import { fakeStorage } from './support/fake-storage.js';

const USUAL = { language: null, theme: 'system', density: 'normal', sound: true, desktop: false, quiet: false, rooms: [] };

function settingsIn(kept = fakeStorage()) {
  const heard = [];
  return { settings: createSettings({ storage: createStorage(() => kept), onChange: (value) => heard.push(value) }), heard, kept };
}

describe('the settings', () => {
  it('are the usual ones at first', () => expect(settingsIn().settings.value).toEqual(USUAL));

  it('are kept, and told', () => {
    const { settings, heard, kept } = settingsIn();
    settings.set('theme', 'dark');
    settings.set('language', 'ja');
    settings.set('sound', false);
    const changed = { ...USUAL, theme: 'dark', language: 'ja', sound: false };
    expect([heard.length, heard.at(-1), settingsIn(kept).settings.value]).toEqual([3, changed, changed]);
  });

  it('take nothing that cannot be chosen', () => {
    const { settings, heard } = settingsIn();
    settings.set('theme', 'pink');
    settings.set('desktop', 'granted');
    expect([heard, settings.value]).toEqual([[], USUAL]);
  });

  it('have every language to choose', () => expect(CHOICES.language).toEqual([null, ...LANGUAGES.map(({ id }) => id)]));

  for (const nonsense of ['', '{', 'null', '5', '[]', '"a"', '{"theme":"pink","sound":"no","rooms":5}', '{"rooms":[null,5,["a"],["a","loud"],[5,"all"]]}']) {
    it(`are the usual ones where '${nonsense}' is kept`, () => {
      expect(settingsIn(fakeStorage({ 'kaiwa.settings': nonsense })).settings.value).toEqual(USUAL);
    });
  }

  it('of two tabs do not undo one another', () => {
    const kept = fakeStorage();
    const [one, other] = [settingsIn(kept), settingsIn(kept)];
    one.settings.set('theme', 'dark');
    one.settings.setLevel('tea', 'nothing');
    other.settings.set('density', 'compact');
    other.settings.setLevel('5', 'mentions');
    one.settings.keptElsewhere('kaiwa.settings');
    const both = { ...USUAL, theme: 'dark', density: 'compact', rooms: [['tea', 'nothing'], ['5', 'mentions']] };
    expect([one.settings.value, one.heard.at(-1), other.settings.value]).toEqual([both, both, both]);
  });
});

describe('what one is told of in a room', () => {
  it('is everything, until it is set', () => {
    const { settings, kept } = settingsIn();
    expect(settings.levelOf('tea')).toBe('all');
    settings.setLevel('tea', 'mentions');
    settings.setLevel('__proto__', 'nothing');
    expect(['tea', '__proto__', '1'].map(settingsIn(kept).settings.levelOf)).toEqual(['mentions', 'nothing', 'all']);
    settings.setLevel('tea', 'all');
    expect(settings.value.rooms).toEqual([['__proto__', 'nothing']]);
  });

  it('is remembered for a bounded number of rooms', () => {
    const { settings } = settingsIn();
    for (let index = 0; index <= ROOM_LIMIT; index += 1) {
      settings.setLevel(`r${index}`, LEVELS[2]);
    }
    expect([settings.value.rooms.length, settings.levelOf('r0'), settings.levelOf('r1')]).toEqual([ROOM_LIMIT, 'all', 'nothing']);
  });
});

describe('a question mark', () => {
  const mark = { key: '?', altKey: false, ctrlKey: false, metaKey: false, isComposing: false, keyCode: 191 };

  it('opens the sheet of the keys, alone and outside of an input method', () => {
    expect(opensSheetOn(mark)).toBe(true);
    for (const more of [{ altKey: true }, { ctrlKey: true }, { metaKey: true }, { isComposing: true }, { keyCode: 229 }, { key: '/' }]) {
      expect(opensSheetOn({ ...mark, ...more })).toBe(false);
    }
  });
});
