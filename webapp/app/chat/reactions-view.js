import { element, icon } from './dom.js';

const SMILE = 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM5.6 6.4h.01M10.4 6.4h.01M5.4 9.6c1.4 1.9 3.8 1.9 5.2 0';

/**
 * What others have put under a message. A click puts the same there, or takes it away.
 *
 * @param {object} line
 * @param {{uid: number|null, nameOf: (uid: number) => string|undefined, text: object, isStop: boolean}} context `uid` one's own
 * @returns {HTMLElement[]} none where there is no reaction
 */
export function reactionsOf({ reactions = [] }, { uid, nameOf, text, isStop }) {
  if (reactions.length === 0) {
    return [];
  }
  const buttons = reactions.map(({ emoji, count, uids }) => {
    const isOwn = uids.includes(uid);
    const names = uids.map((each) => (each === uid ? text.you : nameOf(each))).filter((name) => name !== undefined).slice(0, 20);
    return element('button', {
      class: 'reaction', testid: 'reaction',
      attributes: {
        type: 'button', 'data-action': 'emoji', 'data-emoji': emoji, tabindex: isStop ? 0 : -1, 'aria-pressed': isOwn, title: text.reactedWith(names, count, emoji),
        'aria-label': text.reactedWith(names, count, emoji),
      },
    }, element('span', { class: 'reaction-emoji', text: emoji }), element('span', { class: 'reaction-count', text: text.count(count) }));
  });
  const add = element('button', {
    class: 'reaction is-add', attributes: { type: 'button', 'data-action': 'react', tabindex: isStop ? 0 : -1, 'aria-label': text.react, title: text.react },
  }, icon(SMILE));
  return [element('div', { class: 'reactions', testid: 'reactions' }, ...buttons, add)];
}
