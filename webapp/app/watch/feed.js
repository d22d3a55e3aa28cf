/** So many packets are shown within one frame of the screen: what takes longer makes the page stutter. */
export const PER_FRAME = 100;

/**
 * Lets packets, and notes between them, through to the page, some a frame, or keeps them while the reader has stopped the page, or does not look at its tab.
 *
 * @param {{requestFrame: (then: () => void) => void, limit: number, onPackets: (packets: object[], lost: number) => void,
 *   onWaiting: () => void}} options `limit`: so many may wait, of more the newest; `lost` of those there were more before these
 */
export function createFeed({ requestFrame, limit, onPackets, onWaiting }) {
  let queue = [];
  let lost = 0;
  let isPaused = false;
  let isAsked = false;

  function ask() {
    if (!isPaused && !isAsked && queue.length > 0) {
      isAsked = true;
      requestFrame(take);
    }
  }

  function take() {
    isAsked = false;
    if (isPaused || queue.length === 0) {
      return;
    }
    const [taken, before] = [queue.slice(0, PER_FRAME), lost];
    queue = queue.slice(PER_FRAME);
    lost = 0;
    onPackets(taken, before);
    ask();
  }

  return {
    get isPaused() {
      return isPaused;
    },

    /** @returns {number} how many have come during the pause, those that are lost too */
    get waiting() {
      return isPaused ? queue.length + lost : 0;
    },

    push(packets) {
      queue = queue.concat(packets);
      if (queue.length > limit) {
        lost += queue.length - limit;
        queue = queue.slice(-limit);
      }
      if (isPaused) {
        onWaiting();
      }
      ask();
    },

    pause() {
      isPaused = true;
    },

    goOn() {
      isPaused = false;
      ask();
    },

    /** What waits is not shown any more. */
    clear() {
      queue = [];
      lost = 0;
    },
  };
}
