/** The subprotocol of the native dialect. */
export const SUBPROTOCOL = 'kaiwa.v1';

/** The `to_uid` of what is said to the whole room. */
export const EVERYONE = 'all';

// The order of the members is the packet capture's: its reader compares the frames with what tcpdump shows.

/**
 * @param {string} name
 * @param {string} room
 * @param {{epoch: string, seq: number}|null} read the last message that the page has; null when it has none
 * @returns {string}
 */
export function loginFrame(name, room, read = null) {
  return JSON.stringify({ type: 'login', name, room, ...read });
}

/**
 * @param {number|'all'} toUid
 * @param {string} content
 * @param {string} room
 * @returns {string}
 */
export function sayFrame(toUid, content, room) {
  return JSON.stringify({ type: 'say', to_uid: toUid, content, room });
}

/**
 * @param {string} room
 * @param {number} after the `next` of the page before, 0 for the first page
 * @returns {string}
 */
export function membersFrame(room, after) {
  return JSON.stringify({ type: 'members', room, after });
}

/** @returns {string} */
export function pingFrame() {
  return JSON.stringify({ type: 'ping' });
}

const isString = (value) => typeof value === 'string';
const isUid = Number.isSafeInteger;
const isMember = (member) => isUid(member?.uid) && isString(member.name);
const isSaid = (frame) => isUid(frame?.from_uid) && isString(frame.content) && (frame.to_uid === EVERYONE || isUid(frame.to_uid));
const isPosition = (frame) => Number.isSafeInteger(frame?.seq) && isString(frame.epoch);
const areMembers = (members) => Array.isArray(members) && members.every(isMember);

// What each frame must have so that nobody after this module needs to look again.
const SHAPES = {
  user_list: (frame) => areMembers(frame.user_list) && isUid(frame.uid),
  members: (frame) => areMembers(frame.members) && isUid(frame.after) && isUid(frame.count),
  presence: (frame) => areMembers(frame.joined) && areMembers(frame.left) && isUid(frame.count),
  login: isMember,
  logout: (frame) => isUid(frame.uid),
  say: isSaid,
  history: (frame) => Array.isArray(frame.messages) && frame.messages.every((message) => isSaid(message) && isPosition(message)),
  live: isPosition,
  error: (frame) => isString(frame.code),
};

/**
 * Reads what the server sent. A type nobody knows is let through: a newer server may send it, and it is ignored later.
 *
 * @param {unknown} data the data of a WebSocket message
 * @returns {object|null} the frame, or null when it is none
 */
export function decodeFrame(data) {
  let frame;
  try {
    frame = isString(data) ? JSON.parse(data) : null;
  } catch {
    return null;
  }
  if (frame === null || typeof frame !== 'object' || !isString(frame.type)) {
    return null;
  }
  const fits = Object.hasOwn(SHAPES, frame.type) ? SHAPES[frame.type] : () => true;
  return fits(frame) ? frame : null;
}
