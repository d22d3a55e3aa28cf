import { element } from './dom.js';

/**
 * What a message answers. A click goes there.
 *
 * @param {object} line
 * @param {{text: object, isStop: boolean}} context
 * @returns {HTMLElement[]} none where a message answers no other
 */
export function quoteElements({ replyTo, quote }, { text, isStop }) {
  if (typeof replyTo !== 'number') {
    return [];
  }
  if (quote === null) {
    return [element('p', { class: 'quote is-gone', text: text.quoteGone })];
  }
  const words = quote === undefined ? [element('span', { class: 'quote-words', text: text.quoteUnknown })] : [
    element('bdi', { class: 'quote-author', text: quote.author }),
    element('span', { class: 'quote-words', text: quote.deleted ? text.deleted : quote.text, attributes: { dir: 'auto' } }),
  ];
  return [element('button', {
    class: 'quote', testid: 'quote',
    attributes: { type: 'button', 'data-action': 'seek', 'data-seq': replyTo, tabindex: isStop ? 0 : -1, ...(quote && { title: text.toQuoted(quote.author) }) },
  }, ...words)];
}
