import { historyFrame } from '../wire/frames.js';
import { nextOlder } from './past.js';

/** So many messages are asked for at once. */
export const PAGE = 50;

// An answer that has not come by then will not come (milliseconds).
const PATIENCE = 15_000;

// When the server does not say how long to wait after a refusal.
const TRY_AGAIN_AFTER = 2_000;

/**
 * Asks for older messages, one question at a time. Whatever becomes of a question, another one can be asked later.
 *
 * @param {{send: (frame: string) => boolean, clock: object, onChange: () => void}} options `onChange` when one may ask
 *   again, by itself
 */
export function createOlder({ send, clock, onChange }) {
  let asked = null; // {room, before}, without a room when it is the inbox
  let isOfReader = false; // whether the reader waits for the answer
  let timer = null; // until the question counts as lost or, while `asked` is null, until another may be asked

  function settle() {
    clock.clearTimeout(timer);
    timer = null;
    asked = null;
  }

  function wait(milliseconds) {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => {
      settle();
      onChange();
    }, milliseconds);
  }

  function question(room, before, limit) {
    if (timer === null && send(historyFrame(room, before, limit))) {
      asked = { room, before };
      isOfReader = limit > 1;
      wait(PATIENCE);
    }
  }

  return {
    /** Whether a question of the reader is under way, or must wait. */
    get loading() {
      return timer !== null && isOfReader;
    },

    /**
     * @param {{room: string, past: object, present: boolean}} state of the room
     * @param {number} [limit] so many at once
     */
    ask({ room, past, present }, limit = PAGE) {
      const stream = nextOlder(past);
      if (present && stream !== null) {
        question(stream === 'room' ? room : null, past[stream].before, limit);
      }
    },

    /**
     * Asks for one message, because another answers it.
     *
     * @param {{room: string, present: boolean}} state of the room
     * @param {number} seq
     */
    askOne({ room, present }, seq) {
      if (present) {
        question(room, seq + 1, 1);
      }
    },

    /**
     * What the server said: the answer, a refusal, or something else.
     *
     * @returns {boolean} whether it was a refusal of the question
     */
    hear({ type, room, before, inbox, id, retry_after_ms: after }) {
      if (asked === null) {
        return false;
      }
      const isOfAsked = inbox === true ? asked.room === null : room === asked.room;
      if (type === 'history' && before === asked.before && isOfAsked) {
        settle();
        return false;
      }
      // An error without an id is about no message, and there is little else that a page asks.
      const isRefused = type === 'error' && id === undefined && (room === undefined || room === asked.room);
      if (isRefused) {
        asked = null;
        wait(after ?? TRY_AGAIN_AFTER);
      }
      return isRefused;
    },

    /** The line broke, and the question with it. */
    interrupt: settle,
  };
}
