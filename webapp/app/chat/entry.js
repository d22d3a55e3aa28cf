import { changeFrame, deleteFrame, editFrame, reactFrame, sayFrame } from '../wire/frames.js';

// Whoever may be meant by these is another than when they were written: they are never sent again.
const FINAL = new Set(['identity_changed', 'log_changed']);

/**
 * What was done and is not stored yet: a message, a change of one, a reaction, or a change of the room. It has an id of
 * its own, under which the server stores it once however often it is sent.
 *
 * @typedef {{id: string, order: number, name: string, room: string, from: number|null,
 *   kind: 'say'|'edit'|'delete'|'react'|'unreact'|'change', to?: number|'all', toName?: string, replyTo?: number,
 *   mentions?: number[], inbox?: boolean, target?: number, text?: string, emoji?: string, changes?: object, at: number,
 *   failed: null | {code: string, message?: string}}} Entry
 *   `from` one's own uid when it was written, null before the first login; `to` of a `say`, `inbox` and `target` of a
 *   change of a message, `changes` of one of the room
 */

/**
 * @param {Entry} entry
 * @returns {boolean} whether one may send it again after it was refused
 */
export const maySendAgain = ({ failed }) => failed !== null && !FINAL.has(failed.code);

/**
 * @param {Entry} entry
 * @returns {boolean} whether nothing is lost when it is refused; then it is said once why, and forgotten
 */
export const isLight = ({ kind }) => kind === 'react' || kind === 'unreact' || kind === 'change';

/**
 * @param {Entry} entry
 * @returns {boolean} whether it belongs to the inbox, and thus is to be seen in whatever room one is
 */
export const isOfInbox = ({ inbox, to }) => inbox === true || Number.isSafeInteger(to);

const FRAMES = {
  say: ({ to, text, room, id, replyTo, mentions }) => sayFrame(to, text, room, id, { replyTo, mentions }),
  edit: ({ inbox, room, target, text, id }) => editFrame(inbox ? null : room, target, text, id),
  delete: ({ inbox, room, target, id }) => deleteFrame(inbox ? null : room, target, id),
  react: ({ room, target, emoji, id }) => reactFrame('react', room, target, emoji, id),
  unreact: ({ room, target, emoji, id }) => reactFrame('unreact', room, target, emoji, id),
  change: ({ room, changes, id }) => changeFrame(room, changes, id),
};

/**
 * @param {Entry} entry
 * @returns {string}
 */
export const frameOf = (entry) => FRAMES[entry.kind](entry);
