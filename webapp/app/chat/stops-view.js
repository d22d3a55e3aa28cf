const BUTTONS = '.more, .reaction, .quote';
const STEPS = { ArrowUp: 'previousElementSibling', ArrowDown: 'nextElementSibling' };

/**
 * Lets the Tab key stop at one message only, and the arrows go from there to the others: otherwise one would go through
 * all that was said to come to where one writes.
 *
 * @param {{list: HTMLElement}} options
 * @returns {{isAt: (key: string) => boolean, settle: () => void}} `settle` after the messages have changed
 */
export function createStopsView({ list }) {
  let stop = null;

  const buttonsOf = (key) => list.querySelectorAll(`:scope > [data-key="${CSS.escape(key)}"] :is(${BUTTONS})`);

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
    let item = itemOf(event.target)[step];
    while (item !== null && item.querySelector('.more') === null) {
      item = item[step];
    }
    if (item !== null) {
      event.preventDefault();
      item.querySelector('.more').focus();
    }
  });

  return {
    isAt: (key) => key === stop,
    settle() {
      const isThere = stop !== null && buttonsOf(stop).length > 0;
      if (!isThere || !list.contains(document.activeElement)) {
        const last = [...list.querySelectorAll('.more')].at(-1);
        move(last === undefined ? null : itemOf(last).dataset.key);
      }
    },
  };
}
