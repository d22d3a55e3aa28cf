import { readFrame, statusFrame } from '../wire/frames.js';
import { readUpTo, seen } from './counts.js';

/** Who does nothing for so long is away (milliseconds). */
export const AWAY_AFTER = 5 * 60_000;

/** And who looks elsewhere for so long: to look something up in another tab is not to be away. */
export const HIDDEN_FOR = 10_000;

/** What is before one's eyes for so long has been read. */
export const READ_AFTER = 1_000;

/**
 * Whether the reader is there and how far he has read; the server is told of both.
 *
 * @param {{send: (frame: string) => boolean, clock: object, stateNow: () => object, change: (changes: object) => void}} options
 */
export function createAttention({ send, clock, stateNow, change }) {
  let isAway = false;
  let isHidden = false;
  let isFurtherUp = false; // than the newest messages
  let activeAt = clock.now();
  let awayTimer = null;
  let readTimer = null;
  let inboxRead = 0;

  const isAtEnd = () => !isHidden && !isFurtherUp;
  const isServed = () => stateNow().several === true && stateNow().room.present;

  function become(away) {
    if (away !== isAway) {
      isAway = away;
      tellAway();
    }
  }

  function tellAway() {
    if (isServed()) {
      send(statusFrame(isAway));
    }
  }

  // A pointer that moves only notes the time and touches no timer.
  function wait() {
    clock.clearTimeout(awayTimer);
    const left = isHidden ? HIDDEN_FOR : activeAt + AWAY_AFTER - clock.now();
    awayTimer = clock.setTimeout(() => {
      awayTimer = null;
      if (isHidden || clock.now() - activeAt >= AWAY_AFTER) {
        become(true);
      } else {
        wait();
      }
    }, left);
  }

  // The newest that another has said: of one's own nobody needs to be told that one knows it.
  function unread() {
    const { room } = stateNow();
    const newest = room.lines.findLast(({ own, stream, seq }) => own === false && stream === 'room' && seq !== null)?.seq ?? 0;
    return newest > room.readTo ? Math.max(newest, room.read?.seq ?? 0) : null;
  }

  const inboxNow = () => stateNow().room.inboxRead?.seq ?? 0;

  function tellRead() {
    readTimer = null;
    if (!isServed() || !isAtEnd()) {
      return;
    }
    const { room } = stateNow();
    const seq = unread();
    if (seq !== null && send(readFrame(room.room, seq))) {
      change({ room: readUpTo(room, seq) });
    }
    const inbox = inboxNow();
    if (inbox > inboxRead && send(readFrame(null, inbox))) {
      inboxRead = inbox;
    }
  }

  function note() {
    if (readTimer === null && isServed() && isAtEnd() && (unread() !== null || inboxNow() > inboxRead)) {
      readTimer = clock.setTimeout(tellRead, READ_AFTER);
    }
  }

  function look() {
    const { room } = stateNow();
    if (isAtEnd()) {
      note();
      if (seen(room) !== room) {
        change({ room: seen(room) });
      }
    }
  }

  return {
    /** The reader has moved, or typed. */
    active() {
      activeAt = clock.now();
      if (!isHidden) {
        become(false);
        if (awayTimer === null) {
          wait();
        }
      }
    },

    /** Whether anybody can see the page; what comes meanwhile is counted as unread. */
    looked(hidden) {
      isHidden = hidden;
      activeAt = clock.now();
      if (!hidden) {
        become(false);
      }
      wait();
      look();
    },

    /** Whether the reader is further up than the newest messages; then nothing is taken away above. */
    reads(further) {
      isFurtherUp = further;
      look();
    },

    /** @returns {boolean} whether the newest messages of the open room are seen */
    isAtEnd,

    /** Whether the reader is further up. */
    get isFurtherUp() {
      return isFurtherUp;
    },

    /** A new connection counts as one at which somebody is. */
    arrived() {
      if (isAway) {
        tellAway();
      }
    },

    /** Something may have been read. */
    note,

    /** What the server said: another device has read the inbox. */
    hear({ type, inbox, seq }) {
      if (type === 'read' && inbox === true) {
        inboxRead = Math.max(inboxRead, seq);
      }
    },

    /** Somebody else comes, or nobody. */
    clear() {
      clock.clearTimeout(readTimer);
      readTimer = null;
      inboxRead = 0;
    },
  };
}
