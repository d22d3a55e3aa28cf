import { GUEST } from './identity.js';

/**
 * Reads `config.json`, which says where the socket is, and how one signs on.
 *
 * @param {(url: string, options: object) => Promise<Response>} fetch
 * @param {AbortSignal} [signal]
 * @returns {Promise<{port: number|null, path: string, auth: string}>} rejected when it cannot be had or makes no sense
 */
export async function readConfig(fetch, signal) {
  // Relative, so that the page works under any context path; never from a cache, because the port may have changed.
  const response = await fetch('config.json', { cache: 'no-store', signal });
  if (!response.ok) {
    throw new Error(`config.json: ${response.status}`);
  }
  const { socket, auth = GUEST.auth } = await response.json();
  const { port, path } = socket;
  const portFits = port === null || (Number.isInteger(port) && port > 0 && port < 65_536);
  if (!portFits || typeof path !== 'string' || !path.startsWith('/')) {
    throw new Error('config.json: no usable socket');
  }
  if (typeof auth !== 'string') {
    throw new Error('config.json: no usable sign-on');
  }
  return { port, path, auth };
}

/**
 * @param {{protocol: string, hostname: string, port: string}} location the page's; `hostname` keeps the [] of IPv6
 * @param {{port: number|null, path: string}} socket
 * @returns {string}
 */
export function socketUrl(location, { port, path }) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const usedPort = port ?? location.port;
  return `${scheme}//${location.hostname}${usedPort === '' ? '' : `:${usedPort}`}${path}`;
}
