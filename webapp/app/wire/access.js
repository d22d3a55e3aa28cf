/**
 * Asks whether one may watch the wire.
 *
 * @param {(url: string, options: object) => Promise<Response>} fetch
 * @returns {Promise<boolean>} false also when the server does not say
 */
export async function mayWatch(fetch) {
  try {
    const response = await fetch('api/wire/access', { cache: 'no-store' });
    return response.ok && (await response.json()).allowed === true;
  } catch {
    return false;
  }
}
