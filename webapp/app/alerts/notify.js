import { titleOf } from '../chat/directory.js';
import { EVERYONE } from '../wire/frames.js';

/** So much of a message is told outside of the page, in characters. */
export const BODY_LIMIT = 200;

/**
 * @typedef {{author: string, text: string, room: string, title: string, own: boolean, secret: boolean, isDirect: boolean,
 *   isNamed: boolean, isOpen: boolean}} Said
 *   `title` of the room; `isDirect` when it was said in a conversation of a few, and `isNamed` when the message names one;
 *   `isOpen` when its room is the one that is shown
 */

/**
 * What has just been said, in whatever room one is in. What was said while one was away comes as history, and nobody is
 * startled by that; nor by what one has read at another device meanwhile.
 *
 * @param {object[]} frames
 * @param {{room: object, others: Map<string, object>, list: Map<string, object>}} state of the chat
 * @returns {Said[]}
 */
export function saidIn(frames, { room: open, others, list }) {
  return frames.filter(({ type }) => type === 'say').flatMap((frame) => {
    const name = frame.room ?? open.room;
    const secret = frame.to_uid !== EVERYONE;
    const room = secret || name === open.room ? open : others.get(name);
    if (room === undefined || (!secret && frame.seq <= room.readTo)) {
      return [];
    }
    const info = list.get(name);
    return [{
      author: frame.from_name ?? room.members.get(frame.from_uid) ?? String(frame.from_uid),
      text: frame.content,
      room: name,
      title: info === undefined ? name : titleOf(info, open.uid),
      own: frame.from_uid === open.uid,
      secret,
      isDirect: info?.kind === 'direct',
      isNamed: frame.mentions?.includes(open.uid) === true,
      isOpen: room === open,
    }];
  });
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

const isForOneself = ({ secret, isDirect, isNamed, text }, name) => secret || isDirect || isNamed || (name !== null && isCalled(text, name));

function isWorthIt(message, isForMe, level) {
  return !message.own && (message.secret || level === 'all' || (level === 'mentions' && isForMe));
}

/**
 * How one is told of what was said: once for all that came at the same time, and rather of what is for oneself. Who looks
 * at the page sees what there is, and only hears that there is something for him in another room.
 *
 * @param {Said[]} said
 * @param {{name: string|null, hidden: boolean, settings: {sound: boolean, desktop: boolean, quiet: boolean},
 *   levelOf: (room: string) => string}} context `hidden` when nobody looks
 * @returns {{sound: boolean, shown: Said|null}} `shown` on the desktop
 */
export function alertOf(said, { name, hidden, settings, levelOf }) {
  const worth = settings.quiet ? [] : said.map((message) => ({ message, isForMe: isForOneself(message, name) }))
    .filter(({ message, isForMe }) => isWorthIt(message, isForMe, levelOf(message.room)) && (hidden || (isForMe && !message.isOpen)));
  const last = worth.findLast(({ isForMe }) => isForMe) ?? worth.at(-1);
  return { sound: last !== undefined && settings.sound, shown: last !== undefined && hidden && settings.desktop ? last.message : null };
}

/**
 * @param {{title: string, author: string, secret: boolean}} said
 * @param {object} text
 * @returns {string} what stands above its words: a conversation of two is called as the other one
 */
export function headOf({ title, author, secret }, text) {
  if (secret) {
    return text.alert.privately(author);
  }
  return title === author ? author : text.alert.inRoom(author, title);
}

/**
 * @param {string} text
 * @returns {string} its beginning, no character of it cut in two
 */
export function bodyOf(text) {
  const characters = [...text.slice(0, 2 * BODY_LIMIT)];
  return characters.length > BODY_LIMIT || text.length > 2 * BODY_LIMIT ? `${characters.slice(0, BODY_LIMIT - 1).join('')}…` : text;
}
