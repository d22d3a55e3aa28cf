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
