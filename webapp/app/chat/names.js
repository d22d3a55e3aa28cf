/** How long a name may be, in code points. */
export const NAME_LIMIT = 64;

/** How many avatar colours there are: the classes `tint-0` and so on of tints.css. */
export const TINTS = 12;

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

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const firstGrapheme = (word) => graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? '';
const MEANINGFUL = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;

/**
 * One or two letters for the avatar.
 *
 * @param {string} name
 * @returns {string}
 */
export function initials(name) {
  const letters = name.split(/[\s_.-]+/u)
    .map((word) => word.slice(Math.max(0, word.search(MEANINGFUL))))
    .filter((word) => MEANINGFUL.test(word))
    .map(firstGrapheme);
  if (letters.length === 0) {
    return firstGrapheme(name);
  }
  // Two wide characters would not fit in the circle.
  const short = letters.length === 1 || WIDE.test(letters[0]) ? letters[0] : letters[0] + letters.at(-1);
  return short.toLocaleUpperCase();
}

/**
 * The same name has the same colour everywhere and always (FNV-1a).
 *
 * @param {string} name
 * @returns {number} from 0 to TINTS - 1
 */
export function tint(name) {
  let hash = 0x811c9dc5;
  for (const character of name) {
    hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193);
  }
  // The lowest bits of FNV-1a are its weakest ones.
  return ((hash ^ (hash >>> 15)) >>> 0) % TINTS;
}
