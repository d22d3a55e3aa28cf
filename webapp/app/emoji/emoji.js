import { SHORT_NAMES } from './short-names.js';

/** The categories, in the order of Unicode, each with the emoji that it begins with. */
export const CATEGORIES = Object.freeze({
  smileys: '😀', people: '👋', nature: '🐵', food: '🍇', travel: '🌍', activities: '🎃', objects: '👓', symbols: '🏧', flags: '🏁',
});

// The emoji that newer versions of Unicode added are at the end of the library, by category again.
const ADDED = {
  '🥲': 'smileys', '🤌': 'people', '🐈\u200d⬛': 'nature', '🫐': 'food', '🪨': 'travel', '🪄': 'activities', '🩴': 'objects', '⚧️': 'symbols', '🏳️\u200d⚧️': 'flags',
  '😶\u200d🌫️': 'smileys', '🧔\u200d♂️': 'people', '🫠': 'smileys', '🫱': 'people', '🪸': 'nature', '🫘': 'food', '🛝': 'travel', '🪬': 'activities', '🪫': 'objects',
  '🟰': 'symbols',
};

const NO_MATCH = 5;
const LONGEST_NAME = 100; // and longer than any there is

/**
 * @typedef {{emoji: string, names: string[], words: string[], category: string}} Emoji `names` with which it is written, the
 *   short ones first and that of Unicode last; `words` by which it is found as well
 */

/**
 * @param {Object<string, string[]>} library each emoji with its name and its keywords, in the order of Unicode
 * @returns {{all: Emoji[], find: (name: string) => string|undefined, search: (query: string, limit: number) => Emoji[]}}
 */
export function emojiOf(library) {
  const begins = new Map([...Object.entries(CATEGORIES).map(([category, first]) => [first, category]), ...Object.entries(ADDED)]);
  const short = Object.entries(SHORT_NAMES);
  let category = 'smileys';
  const all = Object.entries(library).map(([emoji, [name, ...keywords]]) => {
    category = begins.get(emoji) ?? category;
    const names = [...short.filter(([, its]) => its === emoji).map(([word]) => word), name.replaceAll(' ', '_')];
    return { emoji, names, words: keywords.map((word) => word.toLowerCase()), category };
  });

  const byName = new Map();
  for (const { emoji, words } of all) {
    words.forEach((word) => byName.set(word, byName.has(word) ? undefined : emoji)); // a keyword of several is no name of any
  }
  for (const { emoji, names } of all) {
    names.forEach((name) => byName.set(name, emoji));
  }

  return {
    all,
    find: (name) => byName.get(name.toLowerCase()),
    search(query, limit) {
      const wanted = query.trim().toLowerCase().replace(/\s+/g, '_');
      return wanted === '' ? [] : all.map((entry) => ({ entry, rank: rankOf(entry, wanted) }))
        .filter(({ rank }) => rank < NO_MATCH).sort((a, b) => a.rank - b.rank).slice(0, limit).map(({ entry }) => entry);
    },
  };
}

// The better an emoji matches, the lower; of two names that begin alike the shorter one is rather meant.
function rankOf({ names, words }, wanted) {
  const begins = (word) => word.startsWith(wanted);
  const ranks = [names.includes(wanted), names.some(begins), words.includes(wanted), words.some(begins), names.some((name) => name.includes(`_${wanted}`))];
  const rank = ranks.indexOf(true);
  if (rank === 1) {
    return rank + Math.min(...names.filter(begins).map(({ length }) => length)) / LONGEST_NAME;
  }
  return rank < 0 ? NO_MATCH : rank;
}

// A text's code stands as it is; and what belongs to a time or a ratio, as in 1:100:2, is no name.
const CODE_OR_NAME = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)|(?<!\w):([a-z0-9_+-]{1,50}):(?!\w)/gi;

/**
 * @param {string} text
 * @param {(name: string) => string|undefined} find
 * @returns {string} the emoji in the place of their names, as in `:tea:`
 */
export const withEmoji = (text, find) => text.replace(CODE_OR_NAME, (whole, code, name) => (code === undefined ? find(name) ?? whole : whole));

const BEGUN = /(?:^|[^\w:]):([a-z0-9_+-]{2,50})$/i;

/**
 * @param {string} text
 * @param {number} caret
 * @returns {{from: number, query: string}|null} the name that is being written, and where it begins, with its colon
 */
export function begunAt(text, caret) {
  const match = BEGUN.exec(text.slice(0, caret));
  return match === null ? null : { from: caret - match[1].length - 1, query: match[1] };
}
