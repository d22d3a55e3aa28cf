/** By what one chooses what is shown. Each is a parameter of the page's address, and of the watch. */
export const NAMES = Object.freeze(['user', 'room', 'address', 'line', 'direction', 'type', 'text']);

// Of these a space at either end is not meant.
const TRIMMED = new Set(NAMES.filter((name) => name !== 'text'));

/**
 * @typedef {Object<string, string|null>} Filter by the names above; null: of whatever kind
 *
 * @param {(name: string) => string|null|undefined} valueOf
 * @returns {Filter}
 */
export function filterOf(valueOf) {
  return Object.fromEntries(NAMES.map((name) => {
    const value = valueOf(name) ?? '';
    return [name, (TRIMMED.has(name) ? value.trim() : value) || null];
  }));
}

/** Lets everything through. */
export const ALL = Object.freeze(filterOf(() => null));

/**
 * @param {string} search of an address, such as `?user=mynick&type=say`
 * @returns {Filter}
 */
export function filterFrom(search) {
  const parameters = new URLSearchParams(search);
  return filterOf((name) => parameters.get(name));
}

/**
 * @param {Filter} filter
 * @param {Object<string, string>} [more] parameters that come first
 * @returns {string} for an address, such as `?user=mynick`; empty where there is nothing to say
 */
export function queryOf(filter, more = {}) {
  const set = NAMES.filter((name) => filter[name] !== null).map((name) => [name, filter[name]]);
  const query = new URLSearchParams([...Object.entries(more), ...set]).toString();
  return query === '' ? '' : `?${query}`;
}

/**
 * @param {Filter} a
 * @param {Filter} b
 * @returns {boolean}
 */
export const isSame = (a, b) => NAMES.every((name) => a[name] === b[name]);

/**
 * @param {Filter} filter
 * @returns {number} how many of the form's fields say something; the line is none of them
 */
export const countOf = (filter) => NAMES.filter((name) => name !== 'line' && filter[name] !== null).length;
