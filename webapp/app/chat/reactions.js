/** Shared by all messages without any. */
export const NO_REACTIONS = Object.freeze([]);

// So many names of those who reacted are kept of each emoji; the rest is a number, as in the server's own pages.
const UIDS_KEPT = 100;

/**
 * What others have put under a message.
 *
 * @typedef {{emoji: string, count: number, uids: number[]}} Reaction `uids` the first of them, in the order they came
 */

/**
 * A reaction is a state: the same again changes nothing.
 *
 * @param {Reaction[]} reactions not changed
 * @param {{type: 'react'|'unreact', emoji: string, from_uid: number}} frame
 * @returns {Reaction[]}
 */
export function reacted(reactions, { type, emoji, from_uid: uid }) {
  const before = reactions.find((reaction) => reaction.emoji === emoji) ?? { emoji, count: 0, uids: [] };
  const isIn = before.uids.includes(uid);
  const isWhole = before.count === before.uids.length; // otherwise one may be among those who are not named
  if (type === 'react' ? isIn : !isIn && isWhole) {
    return reactions;
  }
  const after = type === 'react'
    ? { emoji, count: before.count + 1, uids: [...before.uids, uid].slice(0, UIDS_KEPT) }
    : { emoji, count: before.count - 1, uids: before.uids.filter((other) => other !== uid) };
  if (before.count === 0) {
    return [...reactions, after];
  }
  return reactions.map((reaction) => (reaction === before ? after : reaction)).filter(({ count }) => count > 0);
}
