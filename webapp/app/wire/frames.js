/** The subprotocol of the native dialect. */
export const SUBPROTOCOL = 'kaiwa.v1';

/** The `to_uid` of what is said to the whole room. */
export const EVERYONE = 'all';

// The order of the members is the packet capture's: its reader compares the frames with what tcpdump shows.

/**
 * @typedef {{epoch: string, seq: number}} Position the last event of a log that the page has
 */

/**
 * @param {{name: string, room: string, token?: string, read?: Position|null, inbox?: Position|null}} login the token
 *   says of a guest that it is the same person as before; a position is null when nothing of that log has come yet
 * @returns {string}
 */
export function loginFrame({ name, room, token, read = null, inbox = null }) {
  return JSON.stringify({ type: 'login', name, room, token, ...read, inbox: inbox ?? undefined });
}

/**
 * @param {string} room
 * @returns {string}
 */
export function logoutFrame(room) {
  return JSON.stringify({ type: 'logout', room });
}

/**
 * @param {number|'all'} toUid
 * @param {string} content
 * @param {string} room
 * @param {string} id of our own, under which it is never stored twice
 * @returns {string}
 */
export function sayFrame(toUid, content, room, id) {
  return JSON.stringify({ type: 'say', to_uid: toUid, content, room, id });
}

// A log is a room's or, when there is no name, the inbox.
const logOf = (room) => (room === null ? { inbox: true } : { room });

/**
 * @param {string|null} room null when the message is in the inbox
 * @param {number} target the `seq` of a message of one's own
 * @param {string} content
 * @param {string} id
 * @returns {string}
 */
export function editFrame(room, target, content, id) {
  return JSON.stringify({ type: 'edit', ...logOf(room), target, content, id });
}

/**
 * @param {string|null} room null when the message is in the inbox
 * @param {number} target
 * @param {string} id
 * @returns {string}
 */
export function deleteFrame(room, target, id) {
  return JSON.stringify({ type: 'delete', ...logOf(room), target, id });
}

/**
 * @param {string|null} room null for the inbox
 * @param {number} before messages older than this `seq`
 * @param {number} limit
 * @returns {string}
 */
export function historyFrame(room, before, limit) {
  return JSON.stringify({ type: 'history', ...logOf(room), before, limit });
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
const isChange = (frame) => isUid(frame.from_uid) && Number.isSafeInteger(frame.target);
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
  edit: (frame) => isChange(frame) && isString(frame.content) && Number.isSafeInteger(frame.seq),
  delete: (frame) => isChange(frame) && Number.isSafeInteger(frame.seq),
  live: isPosition,
  gap: (frame) => isString(frame.reason) && Number.isSafeInteger(frame.from) && Number.isSafeInteger(frame.to),
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
