/**
 * What the browser keeps, or, where it does not (storage is blocked, or full), this tab for as long as it lives. It
 * never throws.
 *
 * @param {() => Storage} open where storage is blocked, already looking at `window.localStorage` throws
 * @returns {{get: (key: string) => string|null, set: (key: string, value: string) => void,
 *   remove: (key: string) => void, keys: (prefix: string) => string[]}}
 */
export function createStorage(open) {
  const memory = new Map(); // what the browser did not take
  const attempt = (what, otherwise) => {
    try {
      return what(open());
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((kept) => kept.getItem(key), null),
    set(key, value) {
      memory.set(key, value);
      attempt((kept) => {
        kept.setItem(key, value);
        memory.delete(key);
      });
    },
    remove(key) {
      memory.delete(key);
      attempt((kept) => kept.removeItem(key));
    },
    keys(prefix) {
      const kept = attempt((storage) => Array.from({ length: storage.length }, (_, index) => storage.key(index)), []);
      return [...new Set([...kept, ...memory.keys()])].filter((key) => key?.startsWith(prefix));
    },
  };
}
