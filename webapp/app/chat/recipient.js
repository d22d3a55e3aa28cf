import { EVERYONE } from '../wire/frames.js';

/**
 * Who is spoken to: everyone, or one member. A member who leaves stays chosen. If the choice fell back to everyone by
 * itself, what was meant for one pair of eyes would be read by the room.
 *
 * @typedef {{uid: number|'all', name: string, away: boolean, gone: boolean}} Recipient
 *   `away` not in the room, and will read it later; `gone` for good
 */

/** @type {Recipient} */
export const THE_ROOM = Object.freeze({ uid: EVERYONE, name: '', away: false, gone: false });

// From here on a uid is a passing guest's: it ends with the connection, and may be given to somebody else later.
const FIRST_GUEST = 2_100_000_000;

/**
 * @param {Recipient} recipient
 * @param {Map<number, string>} members name by uid
 * @param {boolean} complete whether these are all members
 * @returns {Recipient} the same, or as away, gone or back
 */
export function afterMembers(recipient, members, complete = true) {
  if (recipient.uid === EVERYONE || recipient.gone) {
    return recipient;
  }
  const name = members.get(recipient.uid);
  if (recipient.uid >= FIRST_GUEST) {
    return name === recipient.name ? recipient : { ...recipient, gone: true };
  }
  const away = name === undefined && (complete || recipient.away);
  const next = { ...recipient, name: name ?? recipient.name, away };
  return next.name === recipient.name && away === recipient.away ? recipient : next;
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
  return members.has(uid) && uid !== ownUid ? { uid, name: members.get(uid), away: false, gone: false } : null;
}
