/** So many may be named in one message. */
export const MENTION_LIMIT = 50;

/** So many are offered at once. */
export const OFFERED = 8;

// From here on a uid is a passing guest's, who does not hear of a mention later.
const FIRST_GUEST = 2_100_000_000;

// A name may have blanks in it, but not so many that the rest of a line would be taken for one.
const WORDS_IN_NAME = 4;

const LETTER = /[\p{L}\p{N}_]/u;
const fold = (text) => text.toLocaleLowerCase();
const isBoundary = (character) => character === undefined || !LETTER.test(character);

/**
 * What is typed of a name where the caret is.
 *
 * @param {string} text
 * @param {number} caret
 * @returns {{start: number, query: string}|null} `start` of the `@`; null where no name is typed
 */
export function mentionAt(text, caret) {
  const start = text.lastIndexOf('@', caret - 1);
  if (caret === 0 || start < 0 || !isBoundary(text[start - 1])) {
    return null;
  }
  const query = text.slice(start + 1, caret);
  const isName = !query.includes('\n') && !query.startsWith(' ') && query.split(' ').length <= WORDS_IN_NAME;
  return isName ? { start, query } : null;
}

/**
 * Who may be meant: those whose name, or a word of it, begins so.
 *
 * @param {string} query
 * @param {Array<{uid: number, name: string}>} people those first that are offered first
 * @returns {Array<{uid: number, name: string}>}
 */
export function offered(query, people) {
  const wanted = fold(query);
  const begins = ({ name }) => fold(name).startsWith(wanted);
  const has = (person) => !begins(person) && fold(person.name).split(/\s+/u).some((word) => word.startsWith(wanted));
  return [...people.filter(begins), ...people.filter(has)].slice(0, OFFERED);
}

/**
 * @param {string} text
 * @param {number} caret
 * @param {string} name that is chosen
 * @returns {{text: string, caret: number}}
 */
export function completed(text, caret, name) {
  const { start } = mentionAt(text, caret);
  const rest = text.slice(caret);
  const word = `@${name}${rest.startsWith(' ') ? '' : ' '}`;
  const place = start + word.length + (rest.startsWith(' ') ? 1 : 0);
  return { text: text.slice(0, start) + word + rest, caret: place };
}

function names(text, name) {
  const folded = fold(text);
  const wanted = `@${fold(name)}`;
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    if (isBoundary(folded[at - 1]) && isBoundary(folded[at + wanted.length])) {
      return true;
    }
  }
  return false;
}

/**
 * Whom a text names. Of several with the same name it is the one who was chosen, or all of them.
 *
 * @param {string} text
 * @param {Iterable<[number, string]>} people uid and name of those who may be named
 * @param {Set<number>} chosen
 * @returns {number[]|undefined} undefined for nobody
 */
export function mentionsIn(text, people, chosen) {
  if (!text.includes('@')) {
    return undefined;
  }
  const named = [...people].filter(([uid, name]) => uid < FIRST_GUEST && names(text, name));
  const isMeant = ([uid, name]) => chosen.has(uid) || !named.some(([other, same]) => same === name && chosen.has(other));
  // "@Ann Lee" is not Ann.
  const isLonger = ([, name]) => named.some(([, other]) => other !== name && fold(other).startsWith(`${fold(name)} `));
  const uids = named.filter((person) => isMeant(person) && (chosen.has(person[0]) || !isLonger(person))).map(([uid]) => uid);
  return uids.length === 0 ? undefined : [...new Set(uids)].slice(0, MENTION_LIMIT);
}

/**
 * Whom one may name in a room, those first that are in it.
 *
 * @param {{members: Map<number, string>, lines: object[], uid: number|null}} room
 * @param {Array<{uid: number, name: string}>} people who belong to it
 * @returns {Map<number, string>} name by uid, without oneself
 */
export function peopleIn({ members, lines, uid }, people) {
  const all = new Map(members);
  people.forEach((person) => all.has(person.uid) || all.set(person.uid, person.name));
  lines.filter(({ kind }) => kind === 'message').forEach((line) => all.has(line.uid) || all.set(line.uid, line.author));
  all.delete(uid);
  return all;
}
