const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/**
 * Where a link may lead: to a page, or to a letter. The browser's own parser decides what an address is, so no spelling
 * of `javascript:` passes. An address with a user and a password in it only poses as another one's.
 *
 * @param {string} address
 * @returns {string|null}
 */
export function safeAddress(address) {
  try {
    const url = new URL(address);
    return SCHEMES.has(url.protocol) && url.username === '' && url.password === '' ? url.href : null;
  } catch {
    return null; // relative, or none at all
  }
}

/**
 * @param {string} address a safe one
 * @returns {string} whose it is
 */
export const hostOf = (address) => new URL(address).host;
