/**
 * What the banner says about the connection.
 *
 * @param {object} connection the state of the connection
 * @param {boolean} online what the browser believes (`navigator.onLine`)
 * @param {number} now
 * @returns {{kind: 'none'|'connecting'|'reconnecting'|'waiting'|'stopped',
 *   what: 'connecting'|'offline'|'restarting'|'config'|'unreachable'|'lost'|'stopped'|null, seconds?: number,
 *   code?: number, reason?: string, action: 'try'|'again'|null}}
 */
export function statusOf(connection, online, now) {
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
      return { kind: 'none', what: null, action: null };
  }
}
