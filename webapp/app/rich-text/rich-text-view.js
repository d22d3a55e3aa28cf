import { element, icon } from '../chat/dom.js';
import { codeElement } from './highlight-view.js';
import { richText } from './rich-text.js';

const COPY = 'M5.5 5.5V3.2c0-.7.5-1.2 1.2-1.2h6c.7 0 1.3.5 1.3 1.2v6c0 .7-.6 1.3-1.3 1.3h-2.2M3.3 5.5h6c.7 0 1.2.6 1.2 1.3v6c0 .7-.5 1.2-1.2 1.2h-6c-.7 0-1.3-.5-1.3-1.2v-6c0-.7.6-1.3 1.3-1.3Z';

function link(address, ...inside) {
  return element('a', { attributes: { href: address, target: '_blank', rel: 'noopener noreferrer', title: address } }, ...inside);
}

function inlineNode(node, text) {
  if (typeof node === 'string') {
    return node;
  }
  switch (node.type) {
    case 'escape':
      return node.text;
    case 'code':
      return element('code', { text: node.text });
    case 'link':
      return link(node.address, ...inlineNodes(node.children, text));
    case 'image': // to show it would tell whoever posted it who reads here, and when; so it is a link
      return link(node.address, text.richText.image(node.text, node.host));
    default:
      return element(node.type, {}, ...inlineNodes(node.children, text));
  }
}

const inlineNodes = (nodes, text) => nodes.map((node) => inlineNode(node, text));

function codeBlock({ text: code, language }, text) {
  return element('div', { class: 'code-block' },
    codeElement(code, language),
    element('button', { class: 'code-copy', testid: 'copy-code', attributes: { type: 'button', 'aria-label': text.richText.copy, title: text.richText.copy } },
      icon(COPY)));
}

function blockNode(block, text) {
  switch (block.type) {
    case 'code':
      return codeBlock(block, text);
    case 'quote':
      return element('blockquote', {}, ...blockNodes(block.blocks, text));
    case 'list': {
      const items = block.items.map((item) => element('li', { attributes: { dir: 'auto' } }, ...blockNodes(item, text)));
      return block.start === null ? element('ul', {}, ...items) : element('ol', { attributes: { start: block.start } }, ...items);
    }
    default:
      return element('p', { class: block.type, attributes: { dir: 'auto' } }, ...inlineNodes(block.children, text));
  }
}

const blockNodes = (blocks, text) => blocks.map((block) => blockNode(block, text));

/**
 * What somebody has said, with its Markdown made visible. Every element is one of those above, and every word is text.
 *
 * @param {string} source
 * @param {object} text
 * @returns {HTMLElement}
 */
export function contentElement(source, text) {
  const blocks = richText(source);
  if (blocks === null) {
    return element('span', { class: 'content', testid: 'content', text: source });
  }
  const options = { class: 'content is-rich', testid: 'content', attributes: { 'data-source': source } };
  const [first, ...others] = blocks;
  return others.length === 0 && first.type === 'paragraph'
    ? element('span', options, ...inlineNodes(first.children, text))
    : element('div', options, ...blockNodes(blocks, text));
}
