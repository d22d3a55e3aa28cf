import { isSignedIn } from '../wire/identity.js';

/**
 * Under whom the browser keeps what is not sent yet: a guest's nickname, or the user, whatever becomes of the name.
 *
 * @param {object|null} identity
 * @param {string|null} name
 * @returns {string}
 */
export function ownerOf(identity, name) {
  return isSignedIn(identity) ? JSON.stringify([identity.issuer ?? null, identity.id]) : name;
}
