import { isSignedIn, isSameUser } from '../wire/identity.js';
import { hasUnsent } from './chat-state.js';
import { ownerOf } from './owner.js';

/**
 * What stands before the conversation, of which then nothing may be seen.
 *
 * @typedef {{what: 'signed_out', reason: string, kept: boolean} | {what: 'forbidden', room: string}
 *   | {what: 'refused', code: string, message: string} | {what: 'signing_out'} | {what: 'sign_out_failed'}} Barrier
 *   `kept` when something is written and not sent
 */

/**
 * @param {object} frame
 * @param {string} room
 * @returns {boolean} whether one may not be in the room, or not any more; the refusal of one message is another matter
 */
export const isForbidden = ({ type, code, id, room: about }, room) => (
  type === 'error' && code === 'forbidden' && id === undefined && (about === undefined || about === room));

/**
 * Somebody who signed in: comes with the name of the directory and goes by signing out, or is shut out.
 *
 * @param {{connection: object, entrance: object, drafts: object, signOut: () => Promise<string>, go: (url: string) => void,
 *   stateNow: () => object, change: (changes: object) => void, begin: (name: string) => object,
 *   forgetAll: (changes: object) => void}} options `signOut` ends the session and says where to go; `begin` takes what the
 *   browser has kept of one
 */
export function createAccount({ connection, entrance, drafts, signOut, go, stateNow, change, begin, forgetAll }) {
  function shutOut(barrier) {
    forgetAll({ barrier });
    connection.close(); // there is nothing to wait for
  }

  return {
    shutOut,

    /** The connection knows who one is. */
    identified(identity) {
      const { identity: before, barrier } = stateNow();
      if (barrier !== null) {
        return;
      }
      if ((isSignedIn(identity) || isSignedIn(before)) && !isSameUser(identity, before)) {
        entrance.forget(); // a nickname of the time when everybody was a guest
        forgetAll({ identity });
      } else {
        change({ identity });
      }
      if (isSignedIn(identity) && stateNow().name === null) {
        change({ name: identity.name, entered: true, ...begin(identity.name) });
      }
    },

    /** The session has ended. */
    signedOut(reason) {
      forgetAll({ identity: null, barrier: { what: 'signed_out', reason, kept: hasUnsent(stateNow()) } });
    },

    /** Ends the session, and what this user was writing in this tab with it. */
    async signOut() {
      const { identity, name, room } = stateNow();
      entrance.leave(room.room);
      shutOut({ what: 'signing_out' });
      try {
        const place = await signOut();
        drafts.clear(ownerOf(identity, name));
        go(place);
      } catch {
        change({ barrier: { what: 'sign_out_failed' } });
      }
    },
  };
}
