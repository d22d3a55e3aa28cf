/** How long a name may be, in code points. */
export const NAME_LIMIT = 64;

/** How many avatar colours there are: twelve hues, each pale and strong; the classes `tint-0` and so on of tokens.css. */
export const TINTS = 24;

/**
 * The length as the protocol counts it: an emoji beyond the basic plane is one, not two.
 *
 * @param {string} text
 * @returns {number}
 */
export function codePoints(text) {
  let count = 0;
  for (const _ of text) {
    count += 1;
  }
  return count;
}

/**
 * @param {string} name what was typed, without the white space around it
 * @returns {'missing'|'too_long'|null} what is wrong with it
 */
export function nameProblem(name) {
  if (name === '') {
    return 'missing';
  }
  return codePoints(name) > NAME_LIMIT ? 'too_long' : null;
}

// Each takes its milliseconds to be made, which the first paint need not wait for.
let collator;
let segmenter;

/**
 * The order in which names of people and rooms stand in a list.
 *
 * @param {string} name
 * @param {string} other
 * @returns {number} as for `Array.prototype.sort`
 */
export function compareNames(name, other) {
  collator ??= new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });
  return collator.compare(name, other);
}

function firstGrapheme(word) {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(word)[Symbol.iterator]().next().value?.segment ?? '';
}

const MEANINGFUL = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;

/**
 * One or two letters for the avatar: those of the first word and the last, or the first two of the only one.
 *
 * @param {string} name
 * @returns {string}
 */
export function initials(name) {
  const words = name.split(/[\s_.-]+/u)
    .map((word) => word.slice(Math.max(0, word.search(MEANINGFUL))))
    .filter((word) => MEANINGFUL.test(word));
  const letters = words.map(firstGrapheme);
  if (letters.length === 0) {
    return firstGrapheme(name);
  }
  const [first] = letters;
  if (WIDE.test(first)) { // two of them would not fit in the circle
    return first;
  }
  const second = firstGrapheme(words[0].slice(first.length));
  return letters.length > 1 ? (first + letters.at(-1)).toLocaleUpperCase()
    : first.toLocaleUpperCase() + (/\p{L}|\p{N}/u.test(second) ? second.toLocaleLowerCase() : '');
}

/**
 * The same name has the same colour everywhere and always (FNV-1a, and the end of Murmur 3: without it short names, as
 * most are, come close together).
 *
 * @param {string} name
 * @returns {number} from 0 to TINTS - 1
 */
export function tint(name) {
  let hash = 0x811c9dc5;
  for (const character of name) {
    hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % TINTS;
}
