/**
 * Reads `config.json`, which says where the socket is.
 *
 * @param {(url: string, options: object) => Promise<Response>} fetch
 * @param {AbortSignal} [signal]
 * @returns {Promise<{port: number|null, path: string}>} rejected when it cannot be had or makes no sense
 */
export async function readConfig(fetch, signal) {
  // Relative, so that the page works under any context path; never from a cache, because the port may have changed.
  const response = await fetch('config.json', { cache: 'no-store', signal });
  if (!response.ok) {
    throw new Error(`config.json: ${response.status}`);
  }
  const { port, path } = (await response.json()).socket;
  const portFits = port === null || (Number.isInteger(port) && port > 0 && port < 65_536);
  if (!portFits || typeof path !== 'string' || !path.startsWith('/')) {
    throw new Error('config.json: no usable socket');
  }
  return { port, path };
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
