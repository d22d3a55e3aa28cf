const two = (number) => String(number).padStart(2, '0');
const CONTINUATION = 0;

/**
 * The time as `tcpdump` writes it, in the reader's time zone.
 *
 * @param {string} at RFC 3339, with any number of digits behind the second
 * @returns {string} such as `17:50:00.523910`
 */
export function timeOf(at) {
  const date = new Date(at);
  const fraction = /\.(\d+)/.exec(at)?.[1] ?? '';
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${fraction.slice(0, 6).padEnd(6, '0')}`;
}

/**
 * An address as `tcpdump` writes it, a dot before the port.
 *
 * @param {string} address such as `127.0.0.1:60653` or `[::1]:60653`
 * @returns {string} such as `127.0.0.1.60653`
 */
export function dotted(address) {
  const [, host, port] = /^\[?(.*?)\]?:(\d+)$/.exec(address) ?? [null, address, null];
  return port === null ? host : `${host}.${port}`;
}

function frameWords({ opcode, fin, length }, words) {
  const name = words.opcodes[opcode] ?? words.opcode(opcode);
  const part = fin ? (opcode === CONTINUATION ? [words.lastFragment] : []) : [words.fragment];
  return [name, ...part, words.length(length)];
}

/**
 * What stands in the line of a packet: `17:50:00.523910 127.0.0.1.60653 > 127.0.0.1.7272: text, length 32, mynick`.
 *
 * @param {object} packet
 * @param {{client: string, server: string, user: string|null, subprotocol: string}|undefined} line on which it passed
 * @param {object} words
 * @returns {{time: string, client: string, server: string, isOut: boolean, what: string, user: string|null}} `isOut` when the server's
 *   address comes first
 */
export function headlineOf(packet, line, words) {
  const what = {
    frame: () => frameWords(packet, words),
    opened: () => [words.opened, line?.subprotocol || words.noSubprotocol],
    closed: () => [words.closed],
  }[packet.what]();
  return {
    time: timeOf(packet.at),
    client: line === undefined ? words.unknown : dotted(line.client),
    server: line === undefined ? words.unknown : dotted(line.server),
    isOut: packet.direction === 'out',
    what: what.join(', '),
    user: line?.user ?? null,
  };
}
