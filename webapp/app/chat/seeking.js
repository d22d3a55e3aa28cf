import { PAST_LIMIT } from './lines.js';
import { nextOlder } from './past.js';
import { isUnloaded } from './rooms.js';

// So many at once: who is to be brought to a message waits for all that stand below it.
const PAGE = 100;

/**
 * Brings the reader to a message of the open room, for which what is older is loaded if need be.
 *
 * @param {{older: object, stateNow: () => object, change: (changes: object) => void}} options
 */
export function createSeeking({ older, stateNow, change }) {
  let wanted = null; // {room, seq}

  function end(changes) {
    wanted = null;
    change(changes);
  }

  function step() {
    const { room, lines } = stateNow();
    if (wanted === null || room.room !== wanted.room || !room.present) {
      return;
    }
    const { seq } = wanted;
    const line = lines.find((each) => each.stream === 'room' && each.seq === seq);
    if (line !== undefined) {
      end({ goal: { key: line.key, isMarked: true } });
    } else if (isUnloaded(room) || (nextOlder(room.past) !== null && room.past.room?.before > seq && room.lines.length < PAST_LIMIT)) {
      older.ask(room, PAGE);
    } else if (!older.loading) {
      end({ sendError: { code: 'not_there' } });
    }
  }

  return {
    /** Whether the reader waits; then nothing is taken away above. */
    get isUnderWay() {
      return wanted !== null;
    },

    /** @param {number} seq of a message of the open room */
    seek(seq) {
      wanted = { room: stateNow().room.room, seq };
      step();
    },

    /** Something has come, or another question can be asked. */
    step,

    stop() {
      wanted = null;
    },
  };
}
