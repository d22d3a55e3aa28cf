import { byTestId } from './dom.js';
import { lineElement } from './line-view.js';

// So near to the end counts as being there (pixels): a trackpad rarely stops at the very last one.
const NEAR = 48;

/**
 * What was said. It stays at the newest message while the reader is there, and where the reader is otherwise.
 *
 * @param {{text: object}} options
 * @returns {{update: (state: object) => void}}
 */
export function createMessagesView({ text }) {
  const list = byTestId('messages');
  const scroller = document.querySelector('.log');
  const jump = document.querySelector('.jump');
  const lineOf = new WeakMap();
  let painted = [];
  let atEnd = true;

  function toEnd() {
    atEnd = true;
    jump.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
  }

  scroller.addEventListener('scroll', () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (atEnd) {
      jump.hidden = true;
    }
  }, { passive: true });
  jump.addEventListener('click', toEnd);
  // The window, the keyboard of a telephone or a growing composer take room away without any scrolling.
  const resized = new ResizeObserver(() => atEnd && toEnd());
  resized.observe(scroller);
  resized.observe(list);

  function paint(line) {
    const made = lineElement(line, text);
    lineOf.set(made, line);
    return made;
  }

  // What is taken away above must not move what the reader looks at. Browsers do that by themselves, but not all of
  // them and not always. At the end nothing is measured, because that costs a layout.
  function keepPlace(last, change) {
    const before = atEnd || last === null ? 0 : last.offsetTop;
    change();
    if (!atEnd && last?.isConnected) {
      scroller.scrollTop += last.offsetTop - before;
    }
  }

  function removeBefore(id) {
    while (list.firstElementChild !== null && lineOf.get(list.firstElementChild).id < id) {
      list.firstElementChild.remove();
    }
    // Its author's name was said in a message that is gone now.
    list.firstElementChild?.classList.remove('is-continued');
  }

  return {
    update({ room: { lines } }) {
      if (lines === painted) {
        return;
      }
      painted = lines;
      const last = list.lastElementChild;
      keepPlace(last, () => removeBefore(lines[0]?.id ?? Infinity));
      const lastLine = last === null ? { id: 0 } : lineOf.get(last);
      const next = lines.findLastIndex(({ id }) => id <= lastLine.id) + 1;
      if (next > 0 && last?.isConnected && lines[next - 1] !== lastLine) {
        last.replaceWith(paint(lines[next - 1])); // one more name in a notice
      }
      const added = lines.slice(next);
      list.append(...added.map(paint));
      if (atEnd || lines.length === 0 || added.some(({ own }) => own)) {
        toEnd();
      } else if (added.some(({ kind }) => kind === 'message')) {
        jump.hidden = false;
      }
    },
  };
}
