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
  let asked = null;
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

  return {
    /** Whether a question is under way, or must wait. */
    get loading() {
      return timer !== null;
    },

    /** @param {{room: string, past: object, present: boolean}} state of the room */
    ask({ room, past, present }) {
      const stream = nextOlder(past);
      if (timer !== null || !present || stream === null) {
        return;
      }
      const { before } = past[stream];
      if (send(historyFrame(stream === 'room' ? room : null, before, PAGE))) {
        asked = { before, inbox: stream === 'inbox' };
        wait(PATIENCE);
      }
    },

    /**
     * What the server said: the answer, a refusal, or something else.
     *
     * @returns {boolean} whether it was a refusal of the question
     */
    hear({ type, before, inbox, id, retry_after_ms: after }) {
      if (asked === null) {
        return false;
      }
      if (type === 'history' && before === asked.before && (inbox === true) === asked.inbox) {
        settle();
      }
      // An error without an id is about no message, and there is little else that a page asks.
      const isRefused = type === 'error' && id === undefined;
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
