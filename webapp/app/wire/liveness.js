import { pingFrame } from './frames.js';

/** After this long without a word the page asks (milliseconds). */
export const QUIET = 20_000;

/** And so long it waits for an answer. */
export const PATIENCE = 10_000;

/**
 * Finds out that a line is dead although no close ever came: a laptop that slept, a network that was changed. A page
 * does not see the ping frames of RFC 6455 that its browser answers, so it asks with a frame of its own.
 *
 * @param {{clock: object, send: (frame: string) => void, onDead: () => void}} options
 * @returns {{start: () => void, heard: () => void, probe: () => void, stop: () => void}}
 */
export function createLiveness({ clock, send, onDead }) {
  let timer = null;
  let lastHeard = 0;
  let asking = false;

  function wait(milliseconds, then) {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(then, milliseconds);
  }

  // `heard` only notes the time and touches no timer, because it runs for every frame.
  function lookAgain() {
    const quietFor = clock.now() - lastHeard;
    if (quietFor >= QUIET) {
      ask();
    } else {
      wait(QUIET - quietFor, lookAgain);
    }
  }

  function ask() {
    asking = true;
    send(pingFrame());
    wait(PATIENCE, () => {
      if (asking) {
        onDead();
      } else {
        lookAgain();
      }
    });
  }

  return {
    start() {
      lastHeard = clock.now();
      asking = false;
      wait(QUIET, lookAgain);
    },
    heard() {
      lastHeard = clock.now();
      asking = false;
    },
    /** Asks at once, when there is a reason for doubt. */
    probe() {
      if (!asking) {
        ask();
      }
    },
    stop() {
      clock.clearTimeout(timer);
      timer = null;
      asking = false;
    },
  };
}
