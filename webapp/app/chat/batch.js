/** A tab that nobody sees paints no frames; then this comes instead (milliseconds). */
export const HIDDEN_AFTER = 250;

/** So many frames are taken in at once, painted or not: it bounds the queue. */
export const FULL = 1_000;

/**
 * Collects what comes within one frame of the screen, so that a burst is painted once and not a thousand times.
 *
 * @param {{requestFrame: (then: () => void) => number, cancelFrame: (id: number) => void, clock: object,
 *   onBatch: (items: object[]) => void}} options
 * @returns {{push: (item: object) => void, flush: () => void}}
 */
export function createBatch({ requestFrame, cancelFrame, clock, onBatch }) {
  let items = [];
  let frame = null;
  let timer = null;

  function flush() {
    if (items.length === 0) {
      return;
    }
    cancelFrame(frame);
    clock.clearTimeout(timer);
    const batch = items;
    items = [];
    onBatch(batch);
  }

  return {
    push(item) {
      items.push(item);
      if (items.length === 1) {
        frame = requestFrame(flush);
        timer = clock.setTimeout(flush, HIDDEN_AFTER);
      } else if (items.length >= FULL) {
        flush();
      }
    },
    flush,
  };
}
