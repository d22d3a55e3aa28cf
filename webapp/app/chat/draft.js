import { codePoints } from './names.js';

/** How long a message may be, in code points. */
export const CONTENT_LIMIT = 4_000;

/**
 * @param {{text: string, recipient: {gone: boolean}, full: boolean, archived?: boolean}} draft `full` when no more messages
 *   may wait, `archived` when nothing more may be said in the room; a change of a message said already has the room as its recipient, for it goes where the message is
 * @returns {'archived'|'blank'|'too_long'|'gone'|'full'|null} why it cannot be sent, or null when it can
 */
export function obstacle({ text, recipient, full, archived = false }) {
  if (archived) {
    return 'archived';
  }
  if (text.trim() === '') {
    return 'blank';
  }
  if (codePoints(text) > CONTENT_LIMIT) {
    return 'too_long';
  }
  if (recipient.gone) {
    return 'gone';
  }
  return full ? 'full' : null;
}
