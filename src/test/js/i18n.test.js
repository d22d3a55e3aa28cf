import { LANGUAGES, pick, textOf } from '/app/i18n/index.js';
import { moment } from '/app/chat/format.js';

const texts = await Promise.all(LANGUAGES.map(({ id, tag }) => textOf({ id, locale: tag })));
const [english] = texts;

// Every place of a string, so that a language that lacks one is named with it.
function placesOf(words, path = '') {
  return Object.entries(words).flatMap(([key, value]) => (
    typeof value === 'object' ? placesOf(value, `${path}${key}.`) : [{ path: path + key, value }]));
}

const shapeOf = (words) => placesOf(words).map(({ path, value }) => `${path}: ${typeof value}`).sort();
const plain = (said) => [said].flat().map((part) => part.name ?? part).join('');

// A word that takes a list of people takes how many they are as well; every other takes numbers, names, or both.
const LISTS = {
  'notice.joined': (value, count) => value(['Ann'], count),
  'notice.left': (value, count) => value(['Ann'], count),
  'notice.left_elsewhere': (value) => value(['Tea']),
  reactedWith: (value, count) => value(['Ann'], count, '👍'),
  sharedRooms: (value, count) => value(Array(Math.min(count, 5)).fill('Tea')),
  isTyping: (value, count) => value(Array(Math.min(count, 3)).fill('Ann')),
  'roomNotice.changed': (value, count) => value('Ann', { invited: Array(Math.min(count, 3)).fill({ uid: 1, name: 'Bob' }) }),
};
const spoken = ({ path, value }, count) => plain((LISTS[path] ?? ((words) => words(count, count, count)))(value, count));

describe('the languages', () => {
  it('have the same strings', () => {
    for (const text of texts) {
      expect(shapeOf(text)).toEqual(shapeOf(english));
    }
  });

  it('have words for everything, whatever the number', () => {
    for (const text of texts) {
      const functions = placesOf(text).filter(({ value }) => typeof value === 'function');
      for (const place of functions) {
        for (const count of [1, 2, 5, 1_234]) {
          expect([place.path, spoken(place, count).trim() === '']).toEqual([place.path, false]);
        }
      }
      const silent = placesOf(text).filter(({ value }) => value === '').map(({ path }) => path);
      expect(silent).toEqual(['top.unknown', 'top.loading', 'top.more']);
    }
  });

  it('say the same thing in words of their own', () => {
    const same = new Set(['app', 'appNative', 'mentioned']);
    for (const text of texts.slice(1)) {
      const copied = placesOf(text).filter(({ path, value }) => (
        typeof value === 'string' && value !== '' && !same.has(path) && value === placesOf(english).find((place) => place.path === path).value));
      expect(copied).toEqual([]);
    }
  });

  it('keep a name apart from their own words', () => {
    for (const text of texts) {
      expect(text.notice.joined(['Ann left. Bob'], 3)[0]).toEqual({ name: 'Ann left. Bob' });
      expect(text.notice.joined(['Ann', 'Bob'], 9).filter((part) => part.name !== undefined).length).toBe(2);
    }
  });

  it('tell a new name and a new topic of a room in one notice', () => {
    for (const text of texts) {
      const names = text.roomNotice.changed('Ann', { title: 'Tea', topic: 'Leaves' }).filter((part) => part.name !== undefined);
      expect(names.map(({ name }) => name)).toEqual(['Ann', 'Tea', 'Leaves']);
    }
  });

  it('list people as is usual in each', () => {
    expect(texts.map((text) => plain(text.notice.joined(['Ann', 'Bob'], 9))))
      .toEqual(['Ann, Bob, and 7 others joined', 'Ann、Bob和其他 7 人 加入了房间', 'Ann、Bob、ほか7人が入室しました']);
  });

  it('write the day as is usual in each', () => {
    const days = texts.map(({ locale }) => moment(new Date(2014, 7, 12, 9, 50).getTime(), locale).day);
    expect(days).toEqual(['Tuesday, August 12', '8月12日星期二', '8月12日火曜日']);
  });
});

describe('the language of the page', () => {
  const idOf = (languages, chosen = null) => pick(languages, chosen).id;

  it('is the first of those that the reader wants and that there is', () => {
    expect(idOf(['de-DE', 'ja', 'en'])).toBe('ja');
    expect(idOf(['zh-CN', 'en'])).toBe('zh');
    expect(idOf(['ZH-hant-TW'])).toBe('zh');
    expect(idOf(['en-GB', 'ja'])).toBe('en');
  });

  it('is English when there is none of them', () => {
    expect(idOf(['de-DE', 'fr'])).toBe('en');
    expect(idOf([])).toBe('en');
  });

  it('is the one that was chosen, if there is such', () => {
    expect(idOf(['en'], 'ja')).toBe('ja');
    for (const nonsense of ['', 'xx', '__proto__', 'constructor']) {
      expect(idOf(['zh'], nonsense)).toBe('zh');
    }
  });

  it('writes times as the reader does, where the reader uses it', () => {
    expect(pick(['en-GB', 'en'], null).locale).toBe('en-GB');
    expect(pick(['en-GB', 'en'], 'ja').locale).toBe('ja');
    expect(pick(['fr'], null).locale).toBe('en');
  });
});
