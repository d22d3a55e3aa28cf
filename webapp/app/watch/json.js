// A string, or what is neither white space nor of the grammar: numbers and names.
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;
const INDENT = '  ';

/**
 * @param {string} text
 * @returns {boolean} whether it is an object or an array
 */
export function isJson(text) {
  try {
    return /^\s*[[{]/.test(text) && JSON.parse(text) !== null;
  } catch {
    return false;
  }
}

/**
 * Lays JSON out in lines. Each token stays as it was on the wire: `\u732a` is not made a character, nor `1.0` a `1`.
 *
 * @param {string} text
 * @returns {string|null} null where it is no object and no array
 */
export function laidOut(text) {
  if (!isJson(text)) {
    return null;
  }
  let depth = 0;
  let out = '';
  let before = '';
  const newLine = () => `\n${INDENT.repeat(depth)}`;
  for (const [token] of text.matchAll(TOKEN)) {
    const isEnd = token === '}' || token === ']';
    if (isEnd) {
      depth -= 1;
    }
    const isEmpty = isEnd && (before === '{' || before === '[');
    if (before !== '' && !isEmpty && (isEnd || before === '{' || before === '[' || before === ',')) {
      out += newLine();
    }
    out += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') {
      depth += 1;
    }
    before = token;
  }
  return out;
}
