import { joinFrame, roomsFrame } from '../wire/frames.js';

/** So many rooms are asked to be let into before the first answer. */
export const AT_ONCE = 8;

// When the server does not say how long to wait after a refusal (milliseconds).
const TRY_AGAIN_AFTER = 1_000;

const isForNow = ({ code }) => code === 'try_again' || code === 'rate_limited';

/**
 * The way into the rooms besides the one of the login: asks which ones there are, and enters them, a few at a time.
 *
 * @param {{send: (frame: string) => boolean, clock: object, positionOf: (room: string) => object|null}} options
 *   `positionOf` says where one goes on in a room; null when one comes into it for the first time
 */
export function createJoining({ send, clock, positionOf }) {
  let wanted = []; // names, those first that are wanted most
  let timer = null;
  let isAsking = false; // which rooms there are
  let several = null;
  const underWay = new Set();

  function pump() {
    while (timer === null && underWay.size < AT_ONCE && wanted.length > 0) {
      const [room, ...others] = wanted;
      if (!send(joinFrame(room, positionOf(room)))) {
        return;
      }
      wanted = others;
      underWay.add(room);
    }
  }

  function waitFor(milliseconds = TRY_AGAIN_AFTER, then = pump) {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => {
      timer = null;
      then();
      pump();
    }, milliseconds);
  }

  function ask() {
    isAsking = send(roomsFrame());
  }

  function refused(frame) {
    const { room, retry_after_ms: after } = frame;
    if (room === undefined && isAsking && isForNow(frame)) {
      waitFor(after, ask);
      return true;
    }
    if (!underWay.delete(room)) {
      return false;
    }
    if (isForNow(frame)) {
      wanted = [room, ...wanted];
      waitFor(after);
    }
    return isForNow(frame) || frame.code === 'already_joined';
  }

  function interrupt() {
    clock.clearTimeout(timer);
    timer = null;
    isAsking = false;
    wanted = [];
    underWay.clear();
  }

  return {
    /** Asks which rooms one belongs to. */
    ask,

    /** Whether the server knows of several rooms of one user; null while it has not said. */
    get several() {
      return several;
    },

    /** @param {string[]} rooms to be entered as soon as it can be, before those that are wanted already */
    want(rooms) {
      const fresh = rooms.filter((room) => !underWay.has(room));
      wanted = [...fresh, ...wanted.filter((room) => !fresh.includes(room))];
      pump();
    },

    /** One does not want to be in the room any more. */
    forget(room) {
      wanted = wanted.filter((other) => other !== room);
    },

    /**
     * What the server said: that one is in a room, or not.
     *
     * @returns {boolean} whether it was a refusal that nobody needs to hear of
     */
    hear(frame) {
      const isUnknown = frame.type === 'error' && frame.code === 'type_unknown' && isAsking;
      if (isUnknown || (frame.type === 'rooms' && frame.find === undefined)) {
        isAsking = false;
        several = !isUnknown;
        return isUnknown;
      }
      if (frame.type === 'user_list') {
        underWay.delete(frame.room);
      }
      const isHandled = frame.type === 'error' && frame.id === undefined && refused(frame);
      pump();
      return isHandled;
    },

    /** The line broke. */
    interrupt,

    /** Somebody else comes, or nobody. */
    clear() {
      interrupt();
      several = null;
    },
  };
}
