const BUTTONS = '.more, .reaction, .quote, .fold, .message:not(.is-continued) .author-open';
const STEPS = { ArrowUp: 'previous', ArrowDown: 'next' };

/**
 * Lets the Tab key stop at one message only, and the arrows go from there to the others: otherwise one would go through
 * all that was said to come to where one writes.
 *
 * @param {{list: HTMLElement, blocks: object, itemAt: (key: string) => HTMLElement|undefined}} options `itemAt` the element of a
 *   message
 * @returns {{isAt: (key: string) => boolean, settle: () => void}} `settle` after the messages have changed
 */
export function createStopsView({ list, blocks, itemAt }) {
  let stop = null;

  const buttonsOf = (key) => itemAt(key)?.querySelectorAll(BUTTONS) ?? [];

  // The elements are changed, and what is painted later is the same: to put others in their place would lose the focus.
  function move(key) {
    if (key === stop) {
      return;
    }
    for (const [each, index] of [[stop, -1], [key, 0]]) {
      if (each !== null) {
        buttonsOf(each).forEach((button) => {
          button.tabIndex = index;
        });
      }
    }
    stop = key;
  }

  const itemOf = (target) => target.closest('.message');

  list.addEventListener('focusin', ({ target }) => itemOf(target) !== null && move(itemOf(target).dataset.key));
  list.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    if (step === undefined || !event.target.matches(BUTTONS)) {
      return;
    }
    let item = blocks[step](itemOf(event.target));
    while (item !== null && item.querySelector('.more') === null) {
      item = blocks[step](item);
    }
    if (item !== null) {
      event.preventDefault();
      item.querySelector('.more').focus();
    }
  });

  return {
    isAt: (key) => key === stop,
    settle() {
      if (!list.contains(document.activeElement) || buttonsOf(stop).length === 0) {
        let last = blocks.last(); // step by step: to look for all of them takes long in a long room
        while (last !== null && last.querySelector('.more') === null) {
          last = blocks.previous(last);
        }
        move(last?.dataset.key ?? null);
      }
    },
  };
}
