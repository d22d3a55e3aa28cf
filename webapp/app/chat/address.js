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
