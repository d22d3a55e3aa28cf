import { bytesOf } from './dump.js';

const TEXT = 1;
const BINARY = 2;
const LINE_END = /\r\n|\r|\n/g;

const quoted = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const octal = (byte) => `\\${byte.toString(8).padStart(3, '0')}`;

/** Where the client has asked for the socket: behind a proxy that is another address than the server's own. */
function urlOf({ server, head }, isSecure) {
  const path = /^\S+ (\/\S*)/.exec(head)?.[1] ?? '/';
  const host = /^host:[ \t]*(\S+)/im.exec(head)?.[1] ?? server;
  return `${isSecure ? 'wss' : 'ws'}://${host}${path}`;
}

// websocat takes a line for a message. Within JSON a line end is white space, and in other texts there is no way to say it.
function message(packet) {
  if (packet.opcode === BINARY) {
    return { flags: '-bn1', print: `printf '${Array.from(bytesOf(packet), octal).join('')}'` };
  }
  return { flags: '-n1', print: `printf '%s\\n' ${quoted(packet.text.replace(LINE_END, ' '))}` };
}

/**
 * A line for a shell that sends the same message: `printf '%s\n' '{"type":"ping"}' | websocat -n1 'ws://127.0.0.1:7272/'`.
 *
 * @param {object} packet
 * @param {{server: string, head: string, subprotocol: string}|undefined} line on which it passed
 * @param {boolean} isSecure whether it goes over TLS
 * @returns {string|null} null where it is not a whole message of text or bytes
 */
export function scriptOf(packet, line, isSecure) {
  const isMessage = packet.what === 'frame' && packet.fin && (packet.opcode === TEXT || packet.opcode === BINARY);
  if (!isMessage || line === undefined) {
    return null;
  }
  const { flags, print } = message(packet);
  const protocol = line.subprotocol === '' ? '' : ` --protocol ${quoted(line.subprotocol)}`;
  return `${print} | websocat ${flags}${protocol} ${quoted(urlOf(line, isSecure))}`;
}
