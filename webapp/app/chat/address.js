/** Where those come together who name no room. */
export const DEFAULT_ROOM = '1';

/**
 * The room that the address of the page names.
 *
 * @param {string} search such as `?room_id=5`
 * @returns {string}
 */
export function roomFrom(search) {
  const parameters = new URLSearchParams(search);
  const named = parameters.get('room_id') ?? parameters.get('room') ?? '';
  return named.trim() === '' ? DEFAULT_ROOM : named.trim();
}

/**
 * The message that the address of the page names.
 *
 * @param {string} hash such as `#812`
 * @returns {number|null}
 */
export function messageFrom(hash) {
  const seq = /^#\d{1,15}$/.test(hash) ? Number(hash.slice(1)) : 0;
  return seq > 0 ? seq : null;
}

/**
 * @param {string} room
 * @param {number|null} [seq] of a message
 * @returns {string} the address of a room or a message, relative to the page
 */
export const addressOf = (room, seq = null) => `?room=${encodeURIComponent(room)}${seq === null ? '' : `#${seq}`}`;
