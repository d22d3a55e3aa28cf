import { loginFrame, logoutFrame } from '../wire/frames.js';

// Of the tab and not of the browser, so that two tabs can be two people.
const REMEMBERED = 'kaiwa.name';

// How long the server is left alone that cannot let one in and does not say how long that takes (milliseconds).
const LOGIN_AGAIN_AFTER = 2_000;

/**
 * The way into the room and out of it.
 *
 * @param {{connection: object, storage: object, tokens: (name: string) => string, clock: object, isGuest: () => boolean,
 *   onChange: () => void}} options `storage` of the tab; `onChange` when the login was said again, by itself
 */
export function createEntrance({ connection, storage, tokens, clock, isGuest, onChange }) {
  let timer = null; // until the login is said again

  function interrupt() {
    clock.clearTimeout(timer);
    timer = null;
  }

  function login(name, { room, read, inboxRead }) {
    interrupt();
    connection.send(loginFrame({ name, room, token: isGuest() ? tokens(name) : undefined, read, inbox: inboxRead }));
  }

  return {
    /** @returns {string|null} the nickname that this tab had before it was loaded again */
    remembered: () => storage.get(REMEMBERED),
    forget: () => storage.remove(REMEMBERED),

    /** Whether the server has said that it cannot let one in at the moment. */
    get waits() {
      return timer !== null;
    },

    /** @param {object} room the state of the room; one goes on where one has read */
    login,

    /** One is in. */
    entered(name) {
      if (isGuest()) { // who signed in has the name of the directory
        storage.set(REMEMBERED, name);
      }
      connection.loggedIn();
    },

    /**
     * The server did not let one in.
     *
     * @returns {boolean} whether it will be tried again by itself; otherwise it is the nickname
     */
    refused({ code, retry_after_ms: after = LOGIN_AGAIN_AFTER }, name, room) {
      const isForNow = code === 'try_again' || code === 'rate_limited';
      if (isForNow) {
        interrupt();
        timer = clock.setTimeout(() => {
          login(name, room);
          onChange();
        }, after);
      }
      return isForNow;
    },

    /**
     * One goes for good, and the others need not wait whether one comes back.
     *
     * @param {string|null} room to which one does not belong any more; null to belong to all as before
     */
    leave(room) {
      storage.remove(REMEMBERED);
      if (room !== null) {
        connection.send(logoutFrame(room));
      }
    },

    /** The line broke, and what it was about with it. */
    interrupt,
  };
}
