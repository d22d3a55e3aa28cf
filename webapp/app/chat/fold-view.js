import { element } from './dom.js';

/**
 * @param {{isUnfolded: boolean, isStop: boolean, text: object}} context
 * @returns {HTMLElement} the button below a message that is too tall to be shown as a whole
 */
export function foldButton({ isUnfolded, isStop, text }) {
  return element('button', {
    class: 'fold', testid: 'fold', text: isUnfolded ? text.richText.less : text.richText.more,
    attributes: { type: 'button', 'aria-expanded': isUnfolded, tabindex: isStop ? 0 : -1 },
  });
}

/**
 * Which of the tall messages are shown as a whole. Nothing else on the page moves when that changes, but what is below.
 *
 * @param {{list: HTMLElement, scroller: HTMLElement, blocks: object, text: object}} options
 * @returns {{isOpen: (key: string) => boolean, forget: () => void}}
 */
export function createFoldView({ list, scroller, blocks, text }) {
  const open = new Set(); // keys

  // The element is changed, and what is painted later is the same: another button in its place would not have the focus.
  function turn(item, isUnfolded) {
    const { key } = item.dataset;
    const button = item.querySelector('.fold');
    const before = button.getBoundingClientRect().bottom;
    open[isUnfolded ? 'add' : 'delete'](key);
    item.classList.toggle('is-folded', !isUnfolded);
    button.textContent = isUnfolded ? text.richText.less : text.richText.more;
    button.setAttribute('aria-expanded', isUnfolded);
    blocks.changed(item);
    if (!isUnfolded) {
      scroller.scrollTop += button.getBoundingClientRect().bottom - before; // it was far below where the message begins
      button.scrollIntoView({ block: 'nearest' }); // the reader may have been elsewhere, with the focus here
    }
    scroller.dispatchEvent(new Event('scroll')); // the end is further away, or nearer, and nothing had to move
  }

  list.addEventListener('click', ({ target }) => {
    const button = target.closest('.fold');
    if (button !== null) {
      turn(button.closest('.message'), button.getAttribute('aria-expanded') !== 'true');
    }
  });

  // The browser has looked something up in what is folded, or the focus has gone to a link there.
  list.addEventListener('scroll', ({ target }) => {
    if (target.matches('.is-folded .content') && target.scrollTop > 0) {
      const { scrollTop } = target;
      turn(target.closest('.message'), true);
      scroller.scrollTop += scrollTop;
    }
  }, { capture: true, passive: true });

  return {
    isOpen: (key) => open.has(key),

    /** Another room has other messages. */
    forget() {
      open.clear();
    },
  };
}
