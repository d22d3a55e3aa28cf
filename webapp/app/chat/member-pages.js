import { membersFrame } from '../wire/frames.js';

// Everybody in a large room hears at the same moment that the list has changed; they must not ask at the same moment.
const ASK_AGAIN_AFTER = 5_000;
const ASK_AGAIN_SPREAD = 10_000;

/**
 * Asks for the pages of the list of members of a large room.
 *
 * @param {{send: (frame: string) => boolean, clock: object, random: () => number, roomNow: () => object}} options
 */
export function createMemberPages({ send, clock, random, roomNow }) {
  let timer = null; // until the list is asked for anew

  function askAnew() {
    timer = null;
    const { room, outdated, present } = roomNow();
    if (outdated && present) {
      send(membersFrame(room, 0));
    }
  }

  return {
    /** The server has told something; `frames` is what. */
    follow(frames) {
      const { room, renewal, outdated } = roomNow();
      if (renewal !== null && frames.some(({ type }) => type === 'members')) {
        send(membersFrame(room, renewal.next));
      }
      if (outdated && timer === null) {
        timer = clock.setTimeout(askAnew, ASK_AGAIN_AFTER + random() * ASK_AGAIN_SPREAD);
      }
    },

    /** The reader wants the next page. */
    showMore() {
      const { room, next, present } = roomNow();
      if (present && next !== null) {
        send(membersFrame(room, next));
      }
    },
  };
}
