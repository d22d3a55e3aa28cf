import { richText } from './rich-text.js';
import { wordsOfInlines } from './words.js';

/** More rows than this are folded; of these the style sheet shows 24, so that there is always something to unfold. */
export const TALL = 30;

// About as many letters stand in a row of the page; of a writing of squares, half of that.
const COLUMNS = 100;
const SQUARES = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g;

const sum = (numbers) => numbers.reduce((before, number) => before + number, 0);

const rowsOfLine = (line) => Math.max(1, Math.ceil((line.length + (line.match(SQUARES)?.length ?? 0)) / COLUMNS));

const rowsOfText = (text) => sum(text.split('\n').map(rowsOfLine));

function rowsOfBlock({ type, text, blocks, items, children }) {
  switch (type) {
    case 'code':
      return text.split('\n').length; // its lines are not broken
    case 'quote':
      return rowsOf(blocks);
    case 'list':
      return sum(items.map(rowsOf));
    default:
      return rowsOfText(wordsOfInlines(children));
  }
}

const rowsOf = (blocks) => sum(blocks.map(rowsOfBlock));

/**
 * Whether a message would fill the page. It is told by its letters and line ends: to measure it would take a layout for each line.
 *
 * @param {string} source
 * @returns {boolean}
 */
export function isTall(source) {
  if (source.split('\n').length + (2 * source.length) / COLUMNS <= TALL) {
    return false; // without reading its Markdown
  }
  const blocks = richText(source);
  return (blocks === null ? rowsOfText(source) : rowsOf(blocks)) > TALL;
}
