import { isUnloaded } from './rooms.js';

/**
 * Brings the reader to a line, once it is there.
 *
 * @param {{scroller: HTMLElement}} options
 * @returns {{isAt: (key: string) => boolean, forget: () => void, reach: (state: object, shown: Map<string, {item: HTMLElement}>) => void}}
 *   `isAt` whether the reader was brought to this message, which looks so however often it is painted, until `forget`
 */
export function createGoalView({ scroller }) {
  let reached = null;
  let marked = null; // a key

  return {
    isAt: (key) => key === marked,

    forget() {
      marked = null;
    },

    reach({ goal, room }, shown) {
      if (goal === reached || goal === null) {
        return;
      }
      const { item } = shown.get(goal.key) ?? {};
      if (item === undefined) {
        reached = isUnloaded(room) || !room.present ? reached : goal; // it will not come any more
        return;
      }
      reached = goal;
      item.scrollIntoView({ block: goal.isMarked ? 'center' : 'start' });
      if (goal.isMarked) {
        shown.get(marked)?.item.classList.remove('is-reached');
        marked = goal.key;
        mark(item);
        item.tabIndex = -1;
        item.focus({ preventScroll: true });
      }
      scroller.dispatchEvent(new Event('scroll')); // it may be that nothing had to move
    },
  };
}

function mark(item) {
  item.classList.remove('is-reached');
  item.getBoundingClientRect(); // or the animation of before would go on
  item.classList.add('is-reached');
}
