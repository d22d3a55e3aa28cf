import { createBlocks } from '../chat/blocks-view.js';
import { byTestId } from '../chat/dom.js';
import { keepPlace } from '../chat/place-view.js';
import { entryElement, payloadElement } from './packet-view.js';

// So near to the end counts as being there (pixels): a trackpad rarely stops at the very last one.
const NEAR = 48;

// Where a row of 16 bytes of hex has no room.
const NARROW = '(max-width: 640px)';
const [FEW, MANY] = [8, 16];

// So many packets are shown in another manner within one frame of the screen.
const AT_ONCE = 120;

/**
 * The packets, one below the other. The list stays at the newest one while the reader is there, and where the reader is otherwise.
 *
 * @param {{words: object, view: string}} options
 */
export function createListView({ words, view }) {
  const list = byTestId('packets');
  const scroller = byTestId('packets-scroller');
  const toEndButton = byTestId('to-end');
  const narrow = matchMedia(NARROW);
  const blocks = createBlocks({ list });
  const shown = new Map(); // entry and element by key
  const how = { view, perRow: narrow.matches ? FEW : MANY, isFollowed: false, words };
  let unpainted = []; // those that look otherwise than they shall
  let atEnd = true;

  function toEnd() {
    atEnd = true;
    toEndButton.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
  }

  function paint(entry, isWhole) {
    const { item } = shown.get(entry.key);
    const payload = payloadElement(entry, { ...how, isWhole });
    const before = item.querySelector('.packet-payload');
    if (before !== null && payload !== null) {
      before.replaceWith(payload);
      blocks.changed(item);
    }
  }

  function paintSome() {
    const some = unpainted.splice(0, AT_ONCE).filter(({ key }) => shown.has(key));
    keepPlace({ scroller, blocks }, shown, () => some.forEach((entry) => paint(entry, false)));
    if (atEnd) {
      toEnd();
    }
    if (unpainted.length > 0) {
      requestAnimationFrame(paintSome);
    }
  }

  // What the reader sees at once; then the rest, some a frame, what is near first.
  function repaint() {
    const isIdle = unpainted.length === 0;
    const seen = blocks.at(scroller.getBoundingClientRect().top);
    const entries = [...shown.values()].map(({ entry }) => entry);
    const here = seen === null ? 0 : entries.findIndex(({ key }) => key === seen.dataset.key);
    unpainted = entries.map((entry, index) => ({ entry, far: Math.abs(index - here) })).sort((a, b) => a.far - b.far)
      .map(({ entry }) => entry).filter(({ packet }) => packet?.what === 'frame');
    if (isIdle) {
      paintSome();
    } // or else it is under way, and goes on with these
  }

  function change(added, removed) {
    removed.forEach(({ key }) => {
      blocks.remove(shown.get(key).item);
      shown.delete(key);
    });
    added.forEach((entry) => {
      const item = entryElement(entry, how);
      shown.set(entry.key, { entry, item });
      blocks.insert(item, null);
    });
  }

  scroller.addEventListener('scroll', () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (atEnd) {
      toEndButton.hidden = true;
    }
  }, { passive: true });
  toEndButton.addEventListener('click', toEnd);
  list.addEventListener('toggle', ({ target }) => blocks.changed(target), true); // it does not bubble
  list.addEventListener('click', ({ target }) => {
    const item = target.matches('.packet-more') ? target.closest('.packet') : null;
    if (item !== null) {
      item.focus({ preventScroll: true });
      paint(shown.get(item.dataset.key).entry, true);
    }
  });
  narrow.addEventListener('change', () => {
    how.perRow = narrow.matches ? FEW : MANY;
    repaint();
  });
  // The window takes room away, or gives some, without any scrolling.
  new ResizeObserver(() => atEnd && toEnd()).observe(scroller);

  return {
    list,
    blocks,
    entryAt: (item) => shown.get(item.dataset.key).entry,

    change({ added, removed }) {
      const removedKeys = new Set(removed.map(({ key }) => key));
      if (atEnd) {
        change(added, removed);
        toEnd();
        return;
      }
      if (removed.length === 0) {
        change(added, removed);
      } else {
        keepPlace({ scroller, blocks }, { has: (key) => !removedKeys.has(key) }, () => change(added, removed));
      }
      toEndButton.hidden = added.length === 0 && toEndButton.hidden;
    },

    clear() {
      list.replaceChildren();
      shown.clear();
      atEnd = true;
      toEndButton.hidden = true;
    },

    /** Whether the packets that come are those of one line: then its handshake is open. */
    set isFollowed(value) {
      how.isFollowed = value;
    },

    set view(value) {
      if (value !== how.view) {
        how.view = value;
        repaint();
      }
    },
  };
}
