import { fitsShape } from './shapes.js';

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
 * @param {{replyTo?: number, mentions?: number[]}} [about] the message it answers, and who is named in it
 * @returns {string}
 */
export function sayFrame(toUid, content, room, id, { replyTo, mentions } = {}) {
  return JSON.stringify({ type: 'say', to_uid: toUid, content, room, id, reply_to: replyTo, mentions });
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

/**
 * @param {string} room to enter besides those one is in
 * @param {Position|null} read the last event of it that the page has; null for the newest messages
 * @returns {string}
 */
export function joinFrame(room, read = null) {
  return JSON.stringify(read === null ? { type: 'join', room } : { type: 'resume', room, ...read });
}

/**
 * @param {'react'|'unreact'} type
 * @param {string} room
 * @param {number} target the `seq` of a message
 * @param {string} emoji
 * @param {string} id
 * @returns {string}
 */
export function reactFrame(type, room, target, emoji, id) {
  return JSON.stringify({ type, target, emoji, room, id });
}

/**
 * @param {string} room
 * @returns {string}
 */
export function typingFrame(room) {
  return JSON.stringify({ type: 'typing', room });
}

/**
 * @param {boolean} away whether nobody is at this device
 * @returns {string}
 */
export function statusFrame(away) {
  return JSON.stringify({ type: 'status', away });
}

/**
 * @param {string|null} room null for the inbox
 * @param {number} seq the newest event that was read
 * @returns {string}
 */
export function readFrame(room, seq) {
  return JSON.stringify({ type: 'read', ...logOf(room), seq });
}

/**
 * @param {string} [find] a part of a name, for the open rooms; missing for those one belongs to
 * @returns {string}
 */
export function roomsFrame(find) {
  return JSON.stringify({ type: 'rooms', find });
}

/**
 * @param {string} find a part of a name
 * @returns {string}
 */
export function peopleFrame(find) {
  return JSON.stringify({ type: 'people', find });
}

/**
 * @param {{kind: 'open'|'closed'|'direct', room?: string, title?: string, topic?: string, people?: number[]}} wanted
 * @param {string} id
 * @returns {string}
 */
export function createFrame({ kind, room, title, topic, people }, id) {
  return JSON.stringify({ type: 'create', kind, room, title, topic, people, id });
}

/**
 * @param {string} room
 * @param {{title?: string, topic?: string, archived?: boolean, invite?: number[], remove?: number[]}} changes
 * @param {string} id
 * @returns {string}
 */
export function changeFrame(room, { title, topic, archived, invite, remove }, id) {
  return JSON.stringify({ type: 'change', room, title, topic, archived, invite, remove, id });
}

/**
 * Reads what the server sent. A type nobody knows is let through: a newer server may send it, and it is ignored later.
 *
 * @param {unknown} data the data of a WebSocket message
 * @returns {object|null} the frame, or null when it is none
 */
export function decodeFrame(data) {
  let frame;
  try {
    frame = typeof data === 'string' ? JSON.parse(data) : null;
  } catch {
    return null;
  }
  if (frame === null || typeof frame !== 'object' || typeof frame.type !== 'string') {
    return null;
  }
  return fitsShape(frame) ? frame : null;
}
