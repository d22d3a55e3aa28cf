import { createActionsView } from './actions-view.js';
import { createBlocks } from './blocks-view.js';
import { isAnswerable } from './conversation.js';
import { isForMe } from './counts.js';
import { become, byTestId } from './dom.js';
import { createFoldView } from './fold-view.js';
import { createGoalView } from './goal-view.js';
import { lineElement } from './line-view.js';
import { looksSame } from './lines.js';
import { peopleIn } from './mentions.js';
import { keepPlace } from './place-view.js';
import { createQuickView } from './quick-view.js';
import { createStopsView } from './stops-view.js';
import { createTopView } from './top-view.js';

// So near to the end counts as being there (pixels): a trackpad rarely stops at the very last one.
const NEAR = 48;

// So near to the top the older messages are asked for, so that they are there before the reader is.
const NEAR_TOP = 600;

/**
 * What was said. It stays at the newest message while the reader is there, and where the reader is otherwise.
 *
 * @param {{chat: object, text: object, onEdit: () => void, pickEmoji: (anchor: HTMLElement) => Promise<string|null>,
 *   copy: object, onShow: (uid: number, author: string, anchor: HTMLElement) => void}} options `onEdit` when a message is in
 *   the composer, `onShow` when one wants to know who an author is
 * @returns {{update: (state: object) => void}}
 */
export function createMessagesView({ chat, text, onEdit, onShow, pickEmoji, copy }) {
  const list = byTestId('messages');
  const scroller = document.querySelector('.log');
  const jump = document.querySelector('.jump');
  const blocks = createBlocks({ list });
  const top = createTopView({ chat, text });
  const goal = createGoalView({ scroller });
  const fold = createFoldView({ list, scroller, blocks, text });
  const stops = createStopsView({ list, blocks, itemAt: (key) => shown.get(key)?.item });
  const actions = createActionsView({ list, chat, repaint, onEdit, pickEmoji, copy, onGone: () => scroller.focus({ preventScroll: true }) });
  const quick = createQuickView({
    list, scroller, text,
    mayBe: (key) => painted.several === true && isAnswerable(shown.get(key).line),
    onReply(key) {
      chat.reply(key);
      onEdit();
    },
    async onReact(key, anchor) {
      const emoji = await pickEmoji(anchor);
      if (emoji !== null) {
        chat.react(key, emoji);
      }
    },
  });
  const shown = new Map(); // line and element by key
  let order = []; // the lines in the order in which they stand
  let painted = { marks: new Map(), people: new Map() };
  let edited = null; // the key of the message that is in the composer
  let hasMore = false;
  let atEnd = true;

  function toEnd() {
    atEnd = true;
    jump.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
    chat.reads(false);
  }

  function askAtTop() {
    if (hasMore && scroller.clientHeight > 0 && scroller.scrollTop < NEAR_TOP) {
      hasMore = false; // until the next update
      queueMicrotask(() => chat.showOlder()); // not within a painting
    }
  }

  scroller.addEventListener('scroll', () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (atEnd) {
      jump.hidden = true;
    }
    chat.reads(!atEnd);
    askAtTop();
  }, { passive: true });
  list.addEventListener('click', ({ target }) => {
    const item = target.closest('.author-open, .message > .avatar')?.closest('.message');
    const { uid, author } = shown.get(item?.dataset.key)?.line ?? {};
    return item && onShow(uid, author, item.querySelector('.author-open'));
  });
  jump.addEventListener('click', toEnd);
  // The window, the keyboard of a telephone or a growing composer take room away without any scrolling.
  const resized = new ResizeObserver(() => atEnd && toEnd());
  resized.observe(scroller);
  resized.observe(list);

  const make = (line) => lineElement(line, {
    marks: painted.marks, step: actions.stepOf(line.key), isEdited: line.key === edited, text, several: painted.several === true,
    uid: painted.room.uid, isForOneself: line.kind === 'message' && !line.own && isForMe({ ...line, secret: null }, painted.room.uid),
    isStop: stops.isAt(line.key), isReached: goal.isAt(line.key), isUnfolded: fold.isOpen(line.key), nameOf: (uid) => painted.people.get(uid),
  });

  function repaint(key) {
    const { line, item } = shown.get(key) ?? {};
    if (item !== undefined) {
      become(item, make(line));
      blocks.changed(item);
    }
  }

  function showEdited(key) {
    if (key !== edited) {
      const before = edited;
      edited = key;
      [before, edited].forEach(repaint);
    }
  }

  function reconcile(lines, kept, isRepainted) {
    const added = { above: [], below: [] };
    for (const [key, { item }] of shown) {
      if (!kept.has(key)) {
        blocks.remove(item);
        shown.delete(key);
      }
    }
    const same = order.findIndex(({ key }, index) => key !== lines[index]?.key);
    const standing = same < 0 ? order.length : same; // so many at the top need not be moved, nor looked for in the document
    let where = shown.size > 0 ? 'above' : 'below';
    let next = standing === 0 ? blocks.first() : blocks.next(shown.get(lines[standing - 1].key).item);
    lines.forEach((line, index) => {
      const { line: before, item = make(line) } = shown.get(line.key) ?? {};
      if (before === undefined) {
        added[where].push(line);
      } else {
        where = 'below';
        if (isRepainted || !looksSame(before, line)) {
          become(item, make(line));
          blocks.changed(item);
        }
      }
      shown.set(line.key, { line, item });
      if (item === next) {
        next = blocks.next(next);
      } else if (index >= standing) {
        blocks.insert(item, next);
      }
    });
    order = lines;
    return added;
  }

  function paint(lines, isRepainted) {
    const { above, below } = reconcile(lines, new Set(lines.map(({ key }) => key)), isRepainted);
    stops.settle();
    scroller.setAttribute('aria-live', above.length > 0 ? 'off' : 'polite'); // nobody wants the past read out
    return below;
  }

  // Another room: its lines may have the keys of those that are there.
  function clear() {
    list.replaceChildren();
    shown.clear();
    order = [];
    quick.hide();
    goal.forget();
    fold.forget();
    atEnd = true;
    jump.hidden = true;
  }

  return {
    update(state) {
      const { lines, marks, room, loading, editing, several, list: infos } = state;
      const isOther = room.room !== painted.room?.room;
      const isRepainted = marks !== painted.marks || several !== painted.several;
      const isNew = lines !== painted.lines || isRepainted || isOther;
      if (isOther) {
        clear();
      }
      showEdited(editing?.key ?? null);
      if (!isNew && room === painted.room && loading === painted.loading) {
        goal.reach(state, shown);
        return; // a key was pressed
      }
      const people = isNew && lines.some(({ reactions }) => reactions?.length > 0) ? peopleIn(room, infos.get(room.room)?.people ?? []) : painted.people;
      painted = { lines, marks, room, loading, several, people };
      let added = [];
      const change = () => {
        hasMore = top.update(state) === 'more';
        added = isNew ? paint(lines, isRepainted) : [];
      };
      if (atEnd) {
        change(); // without measuring
      } else {
        keepPlace({ scroller, blocks }, new Set(isNew ? lines.map(({ key }) => key) : shown.keys()), change);
      }
      if (atEnd || lines.length === 0 || added.some(({ waiting }) => waiting === 'say')) {
        toEnd();
      } else if (added.some(({ kind }) => kind === 'message')) {
        jump.hidden = false;
      }
      goal.reach(state, shown);
      askAtTop();
    },
  };
}
