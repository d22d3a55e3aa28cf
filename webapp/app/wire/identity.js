/** Where nobody signs on: one is whoever one says. */
export const GUEST = Object.freeze({ auth: 'guest' });

/**
 * Who one is, as the server's sign-on knows it; of a guest it knows nothing.
 *
 * @typedef {{auth: 'guest'} | {auth: string, name: string, id: string, issuer: string|null}} Identity
 *   `id` is what the `issuer` knows one by, whatever becomes of the name
 */

const isString = (value) => typeof value === 'string';
const fits = (me) => me?.auth === GUEST.auth
  || (isString(me?.auth) && isString(me.name) && isString(me.id) && (me.issuer == null || isString(me.issuer)));

// A redirect leads to where one signs in; a page that follows it would be given a form, or an error of another origin.
const OPTIONS = { credentials: 'same-origin', redirect: 'manual', cache: 'no-store' };
const isNotSignedIn = ({ type, status }) => type === 'opaqueredirect' || status === 401 || status === 403;

/**
 * @param {Identity|null} identity
 * @returns {boolean} whether somebody signed in
 */
export const isSignedIn = (identity) => identity !== null && identity.auth !== GUEST.auth;

/**
 * @param {Identity|null} a
 * @param {Identity|null} b
 * @returns {boolean} whether they are one user; also under another name, and never a guest and a user
 */
export function isSameUser(a, b) {
  return isSignedIn(a) && isSignedIn(b) ? a.id === b.id && (a.issuer ?? null) === (b.issuer ?? null) : a !== null && b !== null && a.auth === b.auth;
}

/**
 * Asks the server who one is.
 *
 * @param {(url: string, options: object) => Promise<Response>} fetch
 * @param {AbortSignal} [signal]
 * @returns {Promise<Identity|null>} null when one is not signed in; rejected when the server does not say, which is no
 *   sign-out
 */
export async function readIdentity(fetch, signal) {
  const response = await fetch('api/me', { ...OPTIONS, signal });
  if (isNotSignedIn(response)) {
    return null;
  }
  if (!response.ok) {
    throw new Error(`api/me: ${response.status}`);
  }
  const me = await response.json();
  if (!fits(me)) {
    throw new Error('api/me: nobody');
  }
  return me;
}

/**
 * Ends the session.
 *
 * @param {(url: string, options: object) => Promise<Response>} fetch
 * @returns {Promise<string>} where to go then; rejected when the server did not say that it has ended
 */
export async function signOut(fetch) {
  const response = await fetch('api/sign-out', { ...OPTIONS, method: 'POST' });
  if (isNotSignedIn(response)) {
    return 'signed-out.html'; // it had ended before
  }
  if (!response.ok) {
    throw new Error(`api/sign-out: ${response.status}`);
  }
  const { location } = await response.json();
  // Anything else would be a script, or a file.
  if (!isString(location) || !/^(https?:\/\/|\/(?!\/))/i.test(location)) {
    throw new Error('api/sign-out: nowhere to go');
  }
  return location;
}
