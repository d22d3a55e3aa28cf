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
 * Who one is. One who signed in comes with the name of the directory, and goes by signing out or is shut out.
 *
 * @param {{connection: object, entrance: object, outbox: object, drafts: object, signOut: () => Promise<string>,
 *   go: (url: string) => void, stateNow: () => object, change: (changes: object) => void,
 *   forgetAll: (changes: object) => void}} options `signOut` ends the session and says where to go
 */
export function createAccount({ connection, entrance, outbox, drafts, signOut, go, stateNow, change, forgetAll }) {
  function begin(name) {
    const { identity, room: state } = stateNow();
    const owner = ownerOf(identity, name);
    outbox.open(owner);
    const { recipient, ...written } = drafts.open(owner, state.room);
    return { ...written, room: { ...state, recipient } };
  }

  function shutOut(barrier) {
    forgetAll({ barrier });
    connection.close(); // there is nothing to wait for
  }

  return {
    /** @returns {object} what the browser has kept of one who enters: what is half written; what is not sent goes to the outbox */
    begin,
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
      const { identity, name, room: { room: named }, several } = stateNow();
      entrance.leave(several ? null : named); // to log out of a room is to belong to it no more
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
