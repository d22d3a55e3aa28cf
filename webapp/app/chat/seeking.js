import { PAST_LIMIT } from './lines.js';
import { nextOlder } from './past.js';
import { isUnloaded } from './rooms.js';

// A room in which nothing was said and one of which nothing has come yet look the same; so long the first is awaited
// (milliseconds).
const PATIENCE = 5_000;

// So many at once: who is to be brought to a message waits for all that stand below it.
const PAGE = 100;

/**
 * Brings the reader to a message of the open room, for which what is older is loaded if need be.
 *
 * @param {{older: object, clock: object, stateNow: () => object, change: (changes: object) => void}} options
 */
export function createSeeking({ older, clock, stateNow, change }) {
  let wanted = null; // {room, seq}
  let timer = null; // while nothing of the room is there

  function stop() {
    clock.clearTimeout(timer);
    timer = null;
    wanted = null;
  }

  function end(changes) {
    stop();
    change(changes);
  }

  const notThere = () => end({ sendError: { code: 'not_there' } });

  function step() {
    const { room, lines } = stateNow();
    if (wanted === null || room.room !== wanted.room || !room.present) {
      return;
    }
    const { seq } = wanted;
    const line = lines.find((each) => each.stream === 'room' && each.seq === seq);
    if (line !== undefined) {
      end({ goal: { key: line.key, isMarked: true } });
    } else if (room.past.room === null) {
      timer ??= clock.setTimeout(notThere, PATIENCE);
    } else if (isUnloaded(room) || (nextOlder(room.past) !== null && room.past.room.before > seq && room.lines.length < PAST_LIMIT)) {
      older.ask(room, PAGE);
    } else if (!older.loading) {
      notThere();
    }
  }

  return {
    /** Whether the reader waits; then nothing is taken away above. */
    get isUnderWay() {
      return wanted !== null;
    },

    /** @param {number} seq of a message of the open room */
    seek(seq) {
      stop();
      wanted = { room: stateNow().room.room, seq };
      step();
    },

    /** Something has come, or another question can be asked. */
    step,

    stop,
  };
}
