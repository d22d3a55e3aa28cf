import { createBackoff } from './backoff.js';
import { comesBack, isRestart } from './close-codes.js';
import { readConfig, socketUrl } from './config.js';
import { decodeFrame, SUBPROTOCOL } from './frames.js';
import { createLiveness } from './liveness.js';
import { createSession } from './session.js';

/** A connection that lived so long after its login counts as a good one (milliseconds). */
export const GOOD_AFTER = 5_000;

/** So long a server that went away on purpose may take to come back before it counts as unreachable. */
export const RESTART_WITHIN = 60_000;

/** A try that has come to nothing by then is given up. */
export const TRY_FOR = 15_000;

/**
 * @typedef {{phase: 'idle'} | {phase: 'connecting', before: boolean} | {phase: 'open'}
 *   | {phase: 'waiting', cause: 'config'|'unreachable'|'lost'|'restarting', retryAt: number}
 *   | {phase: 'stopped', code: number, reason: string} | {phase: 'signed_out', reason: string}} ConnectionState
 */

/**
 * One line to the server that comes back by itself. Everything it needs of the world is handed in.
 *
 * @param {{WebSocket: Function, fetch: Function, location: object, clock: object, random: () => number,
 *   onState: (state: ConnectionState) => void, onFrame: (frame: object) => void, onIdentity: (identity: object) => void}} options
 *   `clock` has `now`, `setTimeout` and `clearTimeout`; `onIdentity` is told who one is before every try, and while the
 *   line is open whenever that was asked
 */
export function createConnection({ WebSocket, fetch, location, clock, random, onState, onFrame, onIdentity }) {
  const backoff = createBackoff({ random });
  const liveness = createLiveness({ clock, send, onDead: () => lost('lost') });
  const session = createSession({ fetch, clock, onIdentity, onEnd: signedOut });
  let state = { phase: 'idle' };
  let socket = null;
  let config = null;
  let request = null;
  let timer = null; // of the try that is under way or of the next one
  let goodTimer = null;
  let wasOpen = false;
  let restartingUntil = 0;
  let malformed = 0;

  function become(next) {
    state = next;
    onState(next);
  }

  function release() {
    clock.clearTimeout(timer);
    clock.clearTimeout(goodTimer);
    liveness.stop();
    session.stop();
    request?.abort();
    request = null;
    if (socket !== null) {
      // A closing handshake over a dead line takes its time. Nothing that this socket still says is of interest.
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
      socket = null;
    }
  }

  async function attempt() {
    release();
    timer = clock.setTimeout(() => lost('unreachable'), TRY_FOR);
    const mine = new AbortController();
    request = mine;
    become({ phase: 'connecting', before: wasOpen });
    let failure = 'unreachable';
    let who;
    try {
      config ??= await readConfig(async (...asked) => {
        const response = await fetch(...asked);
        failure = 'config'; // whatever comes of it, the server is there
        return response;
      }, mine.signal);
      failure = 'unreachable';
      // A handshake that is refused for want of a sign-on looks to a page like a server that is away. So it asks first.
      who = await session.ask(config.auth, mine.signal);
    } catch {
      if (request === mine) {
        lost(failure);
      }
      return;
    }
    if (request === mine) {
      request = null;
      if (session.meet(who)) {
        dial();
      }
    }
  }

  function signedOut(reason) {
    release();
    become({ phase: 'signed_out', reason });
  }

  function dial() {
    try {
      socket = new WebSocket(socketUrl(location, config), SUBPROTOCOL);
    } catch {
      lost('unreachable'); // a URL that is none, or an insecure one on a secure page
      return;
    }
    socket.onopen = () => {
      clock.clearTimeout(timer);
      wasOpen = true;
      restartingUntil = 0;
      liveness.start();
      session.watch();
      become({ phase: 'open' });
    };
    socket.onmessage = ({ data }) => {
      liveness.heard();
      const frame = decodeFrame(data);
      if (frame === null) {
        malformed += 1;
      } else {
        onFrame(frame);
      }
    };
    socket.onclose = ({ code, reason }) => {
      if (session.endedBy(code, reason)) {
        return;
      }
      if (comesBack(code)) {
        restartingUntil = isRestart(code) ? clock.now() + RESTART_WITHIN : restartingUntil;
        lost(state.phase === 'open' ? 'lost' : 'unreachable');
      } else {
        release();
        become({ phase: 'stopped', code, reason });
      }
    };
  }

  function lost(why) {
    release();
    if (why === 'unreachable') {
      config = null; // the socket may have moved
    }
    const delay = backoff.next();
    timer = clock.setTimeout(attempt, delay);
    const cause = clock.now() < restartingUntil ? 'restarting' : why;
    become({ phase: 'waiting', cause, retryAt: clock.now() + delay });
  }

  function send(frame) {
    if (state.phase !== 'open' || socket.readyState !== 1) {
      return false;
    }
    socket.send(frame);
    return true;
  }

  return {
    /** Starts, or starts again after a close that was final. */
    open: attempt,

    /** @returns {boolean} whether the frame was handed to an open socket */
    send,

    /** Says that the login succeeded; only then can the connection become a good one. */
    loggedIn() {
      clock.clearTimeout(goodTimer);
      goodTimer = clock.setTimeout(backoff.reset, GOOD_AFTER);
    },

    /** There is reason to hope, or to doubt: the network is back, or the reader. */
    nudge() {
      if (state.phase === 'waiting') {
        attempt();
      } else if (state.phase === 'open') {
        liveness.probe();
      }
    },

    close() {
      release();
      wasOpen = false;
      become({ phase: 'idle' });
    },

    /** How many messages of the server were no frames. */
    get malformed() {
      return malformed;
    },
  };
}
