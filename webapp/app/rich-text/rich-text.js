import { hostOf, safeAddress } from './links.js';
import { tokensOf } from './lexer.js';

/**
 * What a text is made of. A string stands as it is.
 *
 * @typedef {string | {type: 'strong'|'em'|'del', children: Inline[]} | {type: 'escape'|'code', text: string}
 *   | {type: 'link', address: string, children: Inline[]} | {type: 'image', address: string, host: string, text: string}} Inline
 * @typedef {{type: 'paragraph'|'heading', children: Inline[]} | {type: 'code', text: string, language: string|null}
 *   | {type: 'quote', blocks: Block[]} | {type: 'list', start: number|null, items: Block[][]}} Block
 *   `start` of a list with numbers
 */

// Without one of these there is nothing to take apart; most of what is said has none.
const MARKUP = /[*_~`[<>#\\@]|:\/\/|www\.|^\s*(?:[-+]|\d+[.)])\s/mi;

const LANGUAGE = /^[\w#+.-]{1,20}/;

const children = ({ tokens }) => inlines(tokens);

function linkOf(token) {
  const address = safeAddress(token.href);
  if (address === null) {
    return [token.raw];
  }
  return [{ type: 'link', address, children: token.text === '' ? [address] : children(token) }];
}

function imageOf({ href, text, raw }) {
  const address = safeAddress(href);
  return address === null || address.startsWith('mailto:') ? [raw] : [{ type: 'image', address, host: hostOf(address), text }];
}

const INLINES = {
  strong: (token) => [{ type: 'strong', children: children(token) }],
  em: (token) => [{ type: 'em', children: children(token) }],
  del: (token) => [{ type: 'del', children: children(token) }],
  codespan: ({ text }) => [{ type: 'code', text }],
  escape: ({ text }) => [{ type: 'escape', text }],
  link: linkOf,
  image: imageOf,
  checkbox: ({ checked }) => [checked ? '☑ ' : '☐ '],
};

// Whatever there is no place for is the text that it is.
const inlineOf = (token) => (Object.hasOwn(INLINES, token.type) ? INLINES[token.type](token) : [token.raw]);

function join(nodes) {
  const joined = [];
  for (const node of nodes) {
    if (typeof node === 'string' && typeof joined.at(-1) === 'string') {
      joined[joined.length - 1] += node;
    } else {
      joined.push(node);
    }
  }
  return joined;
}

const inlines = (tokens) => join(tokens.flatMap(inlineOf));

const BLOCKS = {
  space: () => [],
  heading: (token) => [{ type: 'heading', children: children(token) }],
  code: ({ text, lang }) => [{ type: 'code', text, language: LANGUAGE.exec(lang ?? '')?.[0].toLowerCase() ?? null }],
  blockquote: ({ tokens }) => [{ type: 'quote', blocks: blocks(tokens) }],
  list: ({ ordered, start, items }) => [{ type: 'list', start: ordered ? start : null, items: items.map(itemOf) }],
};

function blockOf(token) {
  if (Object.hasOwn(BLOCKS, token.type)) {
    return BLOCKS[token.type](token);
  }
  return [{ type: 'paragraph', children: token.tokens === undefined ? [token.raw] : children(token) }];
}

const blocks = (tokens) => tokens.flatMap(blockOf);

// The box to tick is beside the words of its item, and not above them.
function itemOf({ tokens }) {
  const [box, ...rest] = tokens;
  if (box?.type !== 'checkbox') {
    return blocks(tokens);
  }
  const [first, ...others] = blocks(rest);
  const label = INLINES.checkbox(box);
  return first?.type === 'paragraph'
    ? [{ ...first, children: join([...label, ...first.children]) }, ...others]
    : [{ type: 'paragraph', children: label }, ...blocks(rest)];
}

const isPlain = (block) => block.type === 'paragraph' && block.children.every((child) => typeof child === 'string');

/**
 * Reads the Markdown of a message, as much of it as a chat wants.
 *
 * @param {string} source
 * @returns {Block[]|null} null when there is none: then the text stands exactly as it was typed
 */
export function richText(source) {
  const tokens = MARKUP.test(source) ? tokensOf(source) : null;
  const found = tokens === null ? [] : blocks(tokens);
  return found.every(isPlain) ? null : found;
}
