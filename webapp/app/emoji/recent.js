const KEPT = 'kaiwa.emoji';

/** So many of those that were used last are offered first. */
export const RECENT_LIMIT = 24;

const LONGEST = 32; // of one emoji, in code units; a family has a dozen

/**
 * The emoji that one has used, the last one first.
 *
 * @param {object} storage one of `createStorage`
 * @returns {{list: () => string[], use: (emoji: string) => void}}
 */
export function createRecent(storage) {
  function list() {
    try {
      const kept = JSON.parse(storage.get(KEPT) ?? '[]');
      return kept.filter((emoji) => typeof emoji === 'string' && emoji.length <= LONGEST).slice(0, RECENT_LIMIT);
    } catch {
      return []; // somebody else has written there
    }
  }

  return {
    list,
    use: (emoji) => storage.set(KEPT, JSON.stringify([emoji, ...list().filter((other) => other !== emoji)].slice(0, RECENT_LIMIT))),
  };
}
