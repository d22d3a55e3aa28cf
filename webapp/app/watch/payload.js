import { asciiOf, bytesOf, hexAndAscii } from './dump.js';
import { isJson, laidOut } from './json.js';

/** In what manner a payload is shown, the usual first. */
export const VIEWS = Object.freeze(['text', 'json', 'hex', 'ascii']);

/** So much of a payload is shown at first, in bytes or characters: one of 64 KiB is some 40 screens high. */
export const FIRST = 2_048;

// So much of folded JSON is seen, in characters; it is one line.
const FOLDED = 400;

const CLOSE = 8;
const CODE_BYTES = 2;

function closeWords(bytes) {
  const code = bytes[0] * 256 + bytes[1];
  return `${code} ${new TextDecoder().decode(bytes.subarray(CODE_BYTES))}`.trim();
}

function binary(bytes, perRow, isWhole) {
  return hexAndAscii(isWhole ? bytes : bytes.subarray(0, FIRST), perRow);
}

function asText(packet, perRow, isWhole) {
  if (packet.text !== undefined) {
    return isWhole ? packet.text : packet.text.slice(0, FIRST);
  }
  const bytes = bytesOf(packet);
  return packet.opcode === CLOSE && bytes.length >= CODE_BYTES ? closeWords(bytes) : binary(bytes, perRow, isWhole);
}

/**
 * What is shown of a frame's payload.
 *
 * @param {{opcode: number, length: number, text?: string, hex?: string}} packet
 * @param {{view: string, perRow?: number, isWhole?: boolean}} how `perRow` bytes in a row of hex, `isWhole` also beyond the first
 * @returns {{text: string, isFolded: boolean, isCut: boolean}} `isFolded` when `text` is the one line of JSON that {@link unfolded} lays out
 */
export function payloadOf(packet, { view, perRow = 16, isWhole = false }) {
  if (view === 'json' && packet.text !== undefined && isJson(packet.text)) {
    return { text: packet.text.slice(0, FOLDED), isFolded: true, isCut: false };
  }
  const isCut = !isWhole && packet.length > FIRST;
  if (view === 'hex' || view === 'ascii') {
    const bytes = bytesOf(packet);
    const text = view === 'hex' ? binary(bytes, perRow, isWhole) : asciiOf(isWhole ? bytes : bytes.subarray(0, FIRST));
    return { text, isFolded: false, isCut };
  }
  return { text: asText(packet, perRow, isWhole), isFolded: false, isCut };
}

/**
 * @param {{text: string}} packet of folded JSON
 * @returns {string} laid out in lines
 */
export const unfolded = ({ text }) => laidOut(text) ?? text;
