const encoder = new TextEncoder();
const hex = (number, digits) => number.toString(16).padStart(digits, '0');
const isGraphic = (byte) => byte > 0x20 && byte < 0x7f;
const [TAB, LINE_FEED, RETURN, SPACE] = [9, 10, 13, 32];

/**
 * @param {{text?: string, hex?: string}} packet
 * @returns {Uint8Array} the payload
 */
export function bytesOf({ text, hex: digits = '' }) {
  return text === undefined ? Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) : encoder.encode(text);
}

/**
 * As `tcpdump -X` writes it: where, two bytes a group, and what of it is ASCII.
 *
 * @param {Uint8Array} bytes
 * @param {number} [perRow] 16, or fewer where there is little room
 * @returns {string}
 */
export function hexAndAscii(bytes, perRow = 16) {
  const width = perRow * 2 + perRow / 2 - 1;
  const rows = [];
  for (let at = 0; at < bytes.length; at += perRow) {
    let [digits, ascii] = ['', ''];
    const end = Math.min(at + perRow, bytes.length);
    for (let index = at; index < end; index += 1) {
      digits += `${index > at && (index - at) % 2 === 0 ? ' ' : ''}${hex(bytes[index], 2)}`;
      ascii += isGraphic(bytes[index]) ? String.fromCharCode(bytes[index]) : bytes[index] === SPACE ? ' ' : '.';
    }
    rows.push(`0x${hex(at, 4)}:  ${digits.padEnd(width)}  ${ascii}`);
  }
  return rows.join('\n');
}

/**
 * As `tcpdump -A` writes it: what is not ASCII is a dot, a byte each.
 *
 * @param {Uint8Array} bytes
 * @returns {string}
 */
export function asciiOf(bytes) {
  let ascii = '';
  bytes.forEach((byte, index) => {
    if (byte === RETURN && bytes[index + 1] === LINE_FEED) {
      return;
    }
    ascii += isGraphic(byte) || byte === SPACE || byte === TAB || byte === LINE_FEED ? String.fromCharCode(byte) : '.';
  });
  return ascii;
}
