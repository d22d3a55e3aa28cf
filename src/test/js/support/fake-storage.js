/** A storage of a browser or of a tab, in memory. */
export function fakeStorage(values = {}) {
  const map = new Map(Object.entries(values));
  return {
    map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => map.set(key, value),
    removeItem: (key) => map.delete(key),
    key: (index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
  };
}
