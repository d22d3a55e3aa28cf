import { EVERYONE } from '../wire/frames.js';
import { codePoints } from './names.js';

/** How long a message may be, in code points. */
export const CONTENT_LIMIT = 4_000;

// Whoever sends more without hearing one of them back has a line that will break soon. It only bounds the memory.
const OUTBOX_LIMIT = 200;

/**
 * What was sent and has not come back yet: a message that comes back to its sender was delivered to the room.
 *
 * @typedef {{recipient: object, text: string}} Sent
 */

/**
 * @param {{text: string, present: boolean, recipient: {gone: boolean}}} draft
 * @returns {'blank'|'too_long'|'gone'|'offline'|null} why it cannot be sent, or null when it can
 */
export function obstacle({ text, present, recipient }) {
  if (text.trim() === '') {
    return 'blank';
  }
  if (codePoints(text) > CONTENT_LIMIT) {
    return 'too_long';
  }
  if (recipient.gone) {
    return 'gone';
  }
  return present ? null : 'offline';
}

/**
 * @param {Sent[]} outbox
 * @param {Sent} sent
 * @returns {Sent[]}
 */
export function withSent(outbox, sent) {
  return [...outbox, sent].slice(-OUTBOX_LIMIT);
}

const without = (outbox, index) => (index < 0 ? outbox : outbox.toSpliced(index, 1));

/**
 * @param {Sent[]} outbox
 * @param {object} frame a `say` of our own that came back
 * @returns {Sent[]}
 */
export function withoutReturned(outbox, frame) {
  return without(outbox, outbox.findIndex(({ recipient, text }) => recipient.uid === frame.to_uid && text === frame.content));
}

/**
 * Which message an error is about. Frames are answered in order, so it is the oldest that the error can be about.
 *
 * @param {Sent[]} outbox
 * @param {string} code
 * @returns {{outbox: Sent[], refused: Sent|undefined}}
 */
export function refusedBy(outbox, code) {
  const isAbout = code.startsWith('recipient_') ? ({ recipient }) => recipient.uid !== EVERYONE : () => true;
  const index = /^(content_|recipient_|not_in_room$|not_logged_in$)/.test(code) ? outbox.findIndex(isAbout) : -1;
  return { outbox: without(outbox, index), refused: outbox[index] };
}
