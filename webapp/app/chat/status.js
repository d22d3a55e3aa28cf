/**
 * What the banner says about the connection.
 *
 * @param {object} connection the state of the connection
 * @param {boolean} online what the browser believes (`navigator.onLine`)
 * @param {number} now
 * @param {boolean} [held] whether the server has said that it cannot take anything at the moment
 * @returns {{kind: 'none'|'held'|'connecting'|'reconnecting'|'waiting'|'stopped',
 *   what: 'connecting'|'offline'|'restarting'|'config'|'unreachable'|'lost'|'held'|'stopped'|null, seconds?: number,
 *   code?: number, reason?: string, action: 'try'|'again'|null}}
 */
export function statusOf(connection, online, now, held = false) {
  switch (connection.phase) {
    case 'connecting':
      return { kind: connection.before ? 'reconnecting' : 'connecting', what: 'connecting', action: null };
    case 'waiting':
      return {
        kind: 'waiting', what: online ? connection.cause : 'offline', action: 'try',
        seconds: Math.max(1, Math.ceil((connection.retryAt - now) / 1_000)),
      };
    case 'stopped':
      return { kind: 'stopped', what: 'stopped', code: connection.code, reason: connection.reason, action: 'again' };
    default:
      return { kind: held ? 'held' : 'none', what: held ? 'held' : null, action: null };
  }
}
