import { EVERYONE } from '../wire/frames.js';

/** So much of a message is told outside of the page, in characters. */
export const BODY_LIMIT = 200;

/**
 * @typedef {{author: string, text: string, room: string, own: boolean, secret: boolean}} Said
 */

/**
 * What has just been said. What was said while one was away comes as history, and nobody is startled by that.
 *
 * @param {object[]} frames
 * @param {{room: string, uid: number|null, members: Map<number, string>}} state of the room
 * @returns {Said[]}
 */
export function saidIn(frames, { room, uid, members }) {
  return frames.filter(({ type }) => type === 'say').map((frame) => ({
    author: frame.from_name ?? members.get(frame.from_uid) ?? String(frame.from_uid),
    text: frame.content,
    room: frame.room ?? room,
    own: frame.from_uid === uid,
    secret: frame.to_uid !== EVERYONE,
  }));
}

// What goes on with the word before it. In Chinese and Japanese nothing tells where a word ends, and rather one is told too often.
const GOES_ON = /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\p{L}\p{N}_]/u;

/**
 * @param {string} text
 * @param {string} name
 * @returns {boolean} whether somebody of this name is called, as in `@Ann`, and not `@Anna`
 */
export function isCalled(text, name) {
  const [, ...after] = text.toLowerCase().split(`@${name.toLowerCase()}`);
  return after.some((rest) => !GOES_ON.test(rest));
}

function isWorthIt({ own, secret, text, room }, { name, levelOf }) {
  const level = levelOf(room);
  return !own && (secret || level === 'all' || (level === 'mentions' && name !== null && isCalled(text, name)));
}

/**
 * How one is told of what was said: once for all that came at the same time.
 *
 * @param {Said[]} said
 * @param {{name: string|null, hidden: boolean, settings: {sound: boolean, desktop: boolean, quiet: boolean},
 *   levelOf: (room: string) => string}} context `hidden` when nobody looks
 * @returns {{sound: boolean, shown: Said|null}} `shown` on the desktop
 */
export function alertOf(said, { name, hidden, settings, levelOf }) {
  const last = hidden && !settings.quiet ? said.findLast((message) => isWorthIt(message, { name, levelOf })) : undefined;
  return { sound: last !== undefined && settings.sound, shown: last !== undefined && settings.desktop ? last : null };
}

/**
 * @param {string} text
 * @returns {string} its beginning, no character of it cut in two
 */
export function bodyOf(text) {
  const characters = [...text.slice(0, 2 * BODY_LIMIT)];
  return characters.length > BODY_LIMIT || text.length > 2 * BODY_LIMIT ? `${characters.slice(0, BODY_LIMIT - 1).join('')}…` : text;
}
