import { EVERYONE } from '../wire/frames.js';

/**
 * Who is spoken to: everyone, or one member. A member who is gone stays chosen, as gone. If the choice fell back to
 * everyone by itself, what was meant for one pair of eyes would be read by the room.
 *
 * @typedef {{uid: number|'all', name: string, gone: boolean}} Recipient
 */

/** @type {Recipient} */
export const THE_ROOM = Object.freeze({ uid: EVERYONE, name: '', gone: false });

/**
 * @param {Recipient} recipient
 * @param {Map<number, string>} members name by uid
 * @returns {Recipient} the same, or as gone
 */
export function afterMembers(recipient, members) {
  if (recipient.uid === EVERYONE || recipient.gone) {
    return recipient;
  }
  // After a restart of the server a uid may belong to somebody else, and a name is nobody's own.
  return members.get(recipient.uid) === recipient.name ? recipient : { ...recipient, gone: true };
}

/**
 * @param {number|'all'} uid what the reader chose
 * @param {Map<number, string>} members
 * @param {number|null} ownUid
 * @returns {Recipient|null} null when there is no such choice
 */
export function choose(uid, members, ownUid) {
  if (uid === EVERYONE) {
    return THE_ROOM;
  }
  return members.has(uid) && uid !== ownUid ? { uid, name: members.get(uid), gone: false } : null;
}
