// RFC 6455 §7.4.1, and the protocol's own range: 4500 to 4999 say "do not come back".
const FINAL = new Set([1003, 1007, 1008, 1009]);
const RESTARTING = new Set([1001, 1012]);

/**
 * Whether a page should come back by itself after its socket was closed with this code.
 *
 * @param {number} code
 * @returns {boolean}
 */
export function comesBack(code) {
  return !FINAL.has(code) && !(code >= 4500 && code <= 4999);
}

/**
 * Whether the server went away on purpose and is expected again.
 *
 * @param {number} code
 * @returns {boolean}
 */
export function isRestart(code) {
  return RESTARTING.has(code);
}

/** What the server gives as the reason when it ends the session of somebody who signed in. */
export const SIGN_OUT_REASONS = Object.freeze(['signed_out', 'session_expired', 'provider_signed_out', 'sign_on_refused', 'admin_signed_out',
  'too_many_sessions', 'not_signed_in']);

/** When the page does not know why: it only sees that one is not signed in any more. */
export const ENDED = 'session_ended';

/**
 * Why the server has ended a session with a close, if that is what it did. Every policy violation counts, also with a
 * reason that only a newer server knows: who may not be there must not go on reading.
 *
 * @param {number} code
 * @param {string} reason
 * @returns {string|null}
 */
export function signOutReason(code, reason) {
  if (code !== 1008) {
    return null;
  }
  return SIGN_OUT_REASONS.includes(reason) ? reason : ENDED;
}
