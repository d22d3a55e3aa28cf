import { element } from './dom.js';

// So many lines stand in one block: as many as a page of the past, and a few screens high.
const FULL = 50;

/**
 * The lines of a conversation, in blocks. What a browser does for each frame it does for every line that is a child of
 * the same element, however far away; a block that is far away it passes over as a whole (`content-visibility`).
 *
 * It does so only once it knows how high the block is: a height that is guessed would move all lines when it comes near.
 *
 * @param {{list: HTMLElement}} options
 */
export function createBlocks({ list }) {
  let fresh = new Set();

  // A browser takes down the height at the end of a frame in which the block was laid out (css-sizing-4, 5.2).
  function settle() {
    const due = fresh;
    fresh = new Set();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      due.forEach((block) => !fresh.has(block) && block.classList.add('is-settled'));
    }));
  }

  function touch(block) {
    block.classList.remove('is-settled');
    if (fresh.size === 0) {
      queueMicrotask(settle);
    }
    fresh.add(block);
  }

  const isOpen = (block) => block !== null && block.childElementCount < FULL;

  function blockBefore(next) {
    const made = element('ol', { class: 'block' });
    list.insertBefore(made, next);
    return made;
  }

  function blockFor(next) {
    if (next === null) {
      return isOpen(list.lastElementChild) ? list.lastElementChild : blockBefore(null);
    }
    const block = next.parentElement;
    if (next !== block.firstElementChild) {
      return block;
    }
    return isOpen(block.previousElementSibling) ? block.previousElementSibling : blockBefore(block);
  }

  return {
    first: () => list.firstElementChild?.firstElementChild ?? null,
    last: () => list.lastElementChild?.lastElementChild ?? null,
    next: (item) => item.nextElementSibling ?? item.parentElement.nextElementSibling?.firstElementChild ?? null,
    previous: (item) => item.previousElementSibling ?? item.parentElement.previousElementSibling?.lastElementChild ?? null,

    /**
     * @param {HTMLElement} item
     * @param {HTMLElement|null} next before which it shall stand; null at the end
     */
    insert(item, next) {
      const block = blockFor(next);
      const before = item.parentElement;
      block.insertBefore(item, next?.parentElement === block ? next : null);
      touch(block);
      if (before !== null && before.childElementCount === 0) {
        before.remove();
      }
    },

    remove(item) {
      const block = item.parentElement;
      item.remove();
      if (block.childElementCount === 0) {
        block.remove();
      } else {
        touch(block);
      }
    },

    /** A line looks otherwise than before. */
    changed: (item) => touch(item.parentElement),

    /**
     * @param {number} y in the window
     * @returns {HTMLElement|null} the first line that ends below it
     */
    at(y) {
      const isBelow = (part) => part.getBoundingClientRect().bottom > y;
      const block = firstOf(list.children, isBelow);
      return block === undefined ? null : firstOf(block.children, isBelow) ?? null;
    },
  };
}

// Of parts that stand one below the other.
function firstOf(parts, isBelow) {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(parts[middle])) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return parts[low];
}
