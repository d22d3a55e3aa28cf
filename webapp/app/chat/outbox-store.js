// One key a message: two tabs that write at the same time overwrite nothing of each other.
const PREFIX = 'kaiwa.outbox.';

const isString = (value) => typeof value === 'string';
const isMissingOr = (fits) => (value) => value === undefined || fits(value);
const areUids = (uids) => Array.isArray(uids) && uids.every(Number.isSafeInteger);
const isReaction = ({ target, emoji }) => Number.isSafeInteger(target) && isString(emoji);
const KINDS = {
  say: ({ to, text, replyTo, mentions }) => (to === 'all' || Number.isSafeInteger(to)) && isString(text)
    && isMissingOr(Number.isSafeInteger)(replyTo) && isMissingOr(areUids)(mentions),
  edit: ({ target, text }) => Number.isSafeInteger(target) && isString(text),
  delete: ({ target }) => Number.isSafeInteger(target),
  react: isReaction,
  unreact: isReaction,
  change: ({ changes }) => typeof changes === 'object' && changes !== null,
};

function parse(json) {
  try {
    const entry = JSON.parse(json);
    const fits = isString(entry.id) && isString(entry.room) && Number.isFinite(entry.order) && Number.isFinite(entry.at)
      && Object.hasOwn(KINDS, entry.kind) && KINDS[entry.kind](entry);
    return fits ? entry : null;
  } catch {
    return null;
  }
}

/**
 * Where what is not acknowledged yet outlives a reload, the end of the browser, and a power cut.
 *
 * @param {object} storage one of `createStorage`
 */
export function createOutboxStore(storage) {
  return {
    /** @returns {object[]} what waits under this nickname, in the order in which it was written */
    load(name) {
      return storage.keys(PREFIX)
        .map((key) => parse(storage.get(key)))
        .filter((entry) => entry !== null && entry.name === name)
        .sort((a, b) => a.order - b.order);
    },
    save: (entry) => storage.set(PREFIX + entry.id, JSON.stringify(entry)),
    remove: (id) => storage.remove(PREFIX + id),

    /** @returns {string|null} the message that a key of the storage is of */
    idOf: (key) => (key?.startsWith(PREFIX) ? key.slice(PREFIX.length) : null),
  };
}
