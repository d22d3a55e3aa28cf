import { richText } from './rich-text.js';

const wordsIn = (node) => (typeof node === 'string' ? node : node.children?.map(wordsIn).join('') ?? (node.text || node.host));

/**
 * @param {Inline[]} nodes as rich-text.js makes them
 * @returns {string} what they say
 */
export const wordsOfInlines = (nodes) => nodes.map(wordsIn).join('');

function wordsOfBlock({ type, text, blocks, items, children }) {
  switch (type) {
    case 'code':
      return text;
    case 'quote':
      return wordsOfBlocks(blocks);
    case 'list':
      return items.map(wordsOfBlocks).join('\n');
    default:
      return wordsOfInlines(children);
  }
}

const wordsOfBlocks = (blocks) => blocks.map(wordsOfBlock).join('\n');

/**
 * What a message says, without its Markdown: where there is room for words only.
 *
 * @param {string} source
 * @returns {string} where there is no Markdown, exactly as it was typed
 */
export function plainWords(source) {
  const blocks = richText(source);
  return blocks === null ? source : wordsOfBlocks(blocks);
}
