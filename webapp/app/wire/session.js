import { ENDED, signOutReason } from './close-codes.js';
import { GUEST, isSameUser, isSignedIn, readIdentity } from './identity.js';

/** So often the server is asked whether one is still who one was (milliseconds). */
export const POLL_EVERY = 60_000;

/**
 * The session of the user as far as a page sees it: who one is, and that it has ended. Guests have none.
 *
 * @param {{fetch: Function, clock: object, onIdentity: (identity: object) => void, onEnd: (reason: string) => void}} options
 */
export function createSession({ fetch, clock, onIdentity, onEnd }) {
  let identity = null;
  let timer = null;
  let request = null;

  function stop() {
    clock.clearTimeout(timer);
    request?.abort();
    request = null;
  }

  function wait() {
    stop(); // a question that is never answered must not be the last one
    timer = clock.setTimeout(poll, POLL_EVERY);
  }

  function meet(who) {
    const isEnd = who === null;
    const wasThere = identity !== null;
    identity = who;
    if (isEnd) {
      onEnd(wasThere ? ENDED : 'not_signed_in');
    } else {
      onIdentity(who);
    }
    return !isEnd;
  }

  async function poll() {
    wait();
    const mine = new AbortController();
    request = mine;
    let who;
    try {
      who = await readIdentity(fetch, mine.signal);
    } catch {
      return; // the server is away or at odds with itself, which says nothing of the session
    }
    if (request !== mine) {
      return;
    }
    if (who === null || isSameUser(identity, who)) {
      meet(who);
    } else {
      identity = null;
      onEnd('signed_out'); // and somebody else signed in, in another tab; the line is still the first one's
    }
  }

  return {
    /**
     * Asks who one is.
     *
     * @param {string} auth how one signs on
     * @param {AbortSignal} signal
     * @returns {Promise<object|null>} to be met; rejected when the server does not say
     */
    ask: async (auth, signal) => (auth === GUEST.auth ? GUEST : readIdentity(fetch, signal)),

    /** @returns {boolean} whether there is somebody; otherwise it is the end */
    meet,

    /** While the line is open, it is asked again and again: so the page hears of an end whose close never came, and the
     *  server sees the groups that a proxy or a container tells it only with a request. */
    watch() {
      if (isSignedIn(identity)) {
        wait();
      }
    },
    stop,

    /**
     * @param {number} code of a close
     * @param {string} reason
     * @returns {boolean} whether that was the end of the session
     */
    endedBy(code, reason) {
      const why = isSignedIn(identity) ? signOutReason(code, reason) : null;
      if (why !== null) {
        identity = null;
        onEnd(why);
      }
      return why !== null;
    },
  };
}
