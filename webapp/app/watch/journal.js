/** So many packets a page holds. */
export const MOST = 10_000;

/** So many go at once when there are more: to take one away above costs as much. */
export const AT_ONCE = 500;

/** So many characters they may have together: ten thousand packets may be as much as 64 KiB each. */
export const MOST_CHARACTERS = 32 * 1024 * 1024;

const sizeOf = ({ packet }) => packet?.text?.length ?? packet?.hex?.length ?? 0;

/**
 * What the page holds of the wire, the oldest first. Bounded: the newest stay.
 *
 * @typedef {{key: string, packet?: object, line?: object, note?: string}} Entry a packet and the line on which it passed, or a note between
 *   packets
 *
 * @returns {{entries: Entry[], packets: number, add: (entries: object[]) => {added: Entry[], removed: Entry[]}, clear: () => void}} `add` gives
 *   each its key; what it has removed was at the beginning
 */
export function createJournal() {
  let entries = [];
  let characters = 0;
  let packets = 0;
  let next = 1;

  function count(some, sign) {
    some.forEach((entry) => {
      characters += sign * sizeOf(entry);
      packets += entry.packet === undefined ? 0 : sign;
    });
  }

  function shorten() {
    let [gone, left] = [0, characters];
    while (entries.length - gone > MOST || (left > MOST_CHARACTERS && gone < entries.length - 1)) {
      const end = Math.min(gone + AT_ONCE, entries.length - 1);
      for (; gone < end; gone += 1) {
        left -= sizeOf(entries[gone]);
      }
    }
    const removed = entries.slice(0, gone);
    if (gone > 0) {
      entries = entries.slice(gone);
      count(removed, -1);
    }
    return removed;
  }

  return {
    get entries() {
      return entries;
    },

    get packets() {
      return packets;
    },

    add(some) {
      const added = some.map((entry) => {
        const key = String(next);
        next += 1;
        return { ...entry, key };
      });
      entries = entries.concat(added);
      count(added, 1);
      return { added, removed: shorten() };
    },

    clear() {
      entries = [];
      [characters, packets] = [0, 0];
    },
  };
}
