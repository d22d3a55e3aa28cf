import { randomText } from './random.js';

// Of the browser, so that the same nickname in two tabs is one person on two devices.
const KEPT = 'kaiwa.tokens';

/** So many nicknames of this browser are remembered; the one not used for longest goes first. */
export const TOKEN_LIMIT = 20;

const TOKEN_BYTES = 32;
const FITS = /^[\w-]{22,128}$/;

/**
 * The secrets by which the server knows a person again: one a nickname, so that two nicknames are two people.
 *
 * @param {{storage: object, random: (bytes: Uint8Array) => Uint8Array}} options `storage` is one of `createStorage`
 * @returns {(name: string) => string} the token of a nickname; a new one when it has none
 */
export function createTokens({ storage, random }) {
  function read() {
    try {
      const pairs = JSON.parse(storage.get(KEPT) ?? '[]');
      return pairs.filter(([name, token]) => typeof name === 'string' && FITS.test(token));
    } catch {
      return []; // somebody else has written there
    }
  }

  return (name) => {
    const pairs = read();
    const token = pairs.find(([known]) => known === name)?.[1] ?? randomText(TOKEN_BYTES, random);
    const others = pairs.filter(([known]) => known !== name);
    storage.set(KEPT, JSON.stringify([...others, [name, token]].slice(-TOKEN_LIMIT)));
    return token;
  };
}
