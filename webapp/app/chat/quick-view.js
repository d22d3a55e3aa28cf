import { element, icon } from './dom.js';

const SMILE = 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM5.6 6.4h.01M10.4 6.4h.01M5.4 9.6c1.4 1.9 3.8 1.9 5.2 0';
const ARROW = 'M6.5 4 3 7.5 6.5 11M3.2 7.5H9a4 4 0 0 1 4 4V13';

/**
 * Two buttons at the message under the pointer: a way shorter than by the dots, which are there for the keyboard. There
 * is one pair for all messages, because a page may have thousands of them.
 *
 * @param {{list: HTMLElement, scroller: HTMLElement, text: object, mayBe: (key: string) => boolean,
 *   onReply: (key: string) => void, onReact: (key: string, anchor: HTMLElement) => void}} options `mayBe` whether one can
 *   answer a message
 * @returns {{hide: () => void}}
 */
export function createQuickView({ list, scroller, text, mayBe, onReply, onReact }) {
  const button = (does, words, path) => element('button', {
    class: 'quick-button', attributes: { type: 'button', tabindex: '-1', 'data-does': does, title: words, 'aria-label': words },
  }, icon(path));
  const place = element('div', { class: 'quick', attributes: { hidden: '' } }, button('react', text.react, SMILE), button('reply', text.reply, ARROW));
  let key = null;
  scroller.after(place);

  function hide() {
    place.hidden = true;
    key = null;
  }

  list.addEventListener('pointerover', ({ target, pointerType }) => {
    const item = target.closest('.message');
    if (pointerType !== 'mouse' || item === null || item.dataset.key === key) {
      return;
    }
    if (!mayBe(item.dataset.key)) {
      hide();
      return;
    }
    key = item.dataset.key;
    const [at, whole] = [item.getBoundingClientRect(), scroller.parentElement.getBoundingClientRect()];
    place.hidden = false;
    place.style.top = `${Math.max(at.top, scroller.getBoundingClientRect().top) - whole.top}px`;
    place.style.right = `${whole.right - at.right + 48}px`; // left of the dots
  });
  scroller.parentElement.addEventListener('pointerleave', hide);
  scroller.addEventListener('scroll', hide, { passive: true });
  place.addEventListener('click', ({ target }) => {
    const { does } = target.closest('button')?.dataset ?? {};
    const chosen = key;
    if (does === 'reply') {
      hide();
      onReply(chosen);
    } else if (does === 'react') {
      onReact(chosen, target.closest('button'));
    }
  });

  return { hide };
}
