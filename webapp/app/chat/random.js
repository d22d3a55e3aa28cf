/**
 * A random text that nobody guesses and no two browsers have. (`crypto.randomUUID` is missing on pages that come over
 * plain HTTP.)
 *
 * @param {number} length in bytes
 * @param {(bytes: Uint8Array) => Uint8Array} random fills them, as `crypto.getRandomValues` does
 * @returns {string} base64url, without padding
 */
export function randomText(length, random) {
  const bytes = random(new Uint8Array(length));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
