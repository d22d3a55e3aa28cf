import { element } from '../chat/dom.js';
import { CATEGORIES } from './emoji.js';

const COLUMNS = 8; // as in emoji.css
const FOUND_LIMIT = 96;
const GAP = 8; // between the picker and what it is for, in pixels

const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };

function place(panel, anchor) {
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const above = top - height - GAP;
  panel.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  panel.style.top = `${Math.max(GAP, above >= GAP ? above : Math.min(bottom + GAP, innerHeight - height - GAP))}px`;
}

/**
 * The panel in which one picks an emoji: by category, by name, or one of those used last.
 *
 * @param {{text: object, data: object, recent: object}} options
 * @returns {(anchor: HTMLElement) => Promise<string|null>} opens it beside an element; null when nothing is picked
 */
export function createEmojiPicker({ text, data, recent }) {
  const words = text.emoji;
  const search = element('input', { class: 'field emoji-search', testid: 'emoji-search', attributes: {
    type: 'search', placeholder: words.search, 'aria-label': words.search, autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'done',
  } });
  const tabs = element('div', { class: 'emoji-tabs', attributes: { role: 'group', 'aria-label': words.categories.label } },
    ...Object.entries({ recent: '🕘', ...CATEGORIES }).map(([category, face]) => element('button', {
      class: 'emoji-tab', text: face, attributes: { type: 'button', 'data-category': category, 'aria-label': words.categories[category], title: words.categories[category] },
    })));
  const grid = element('div', { class: 'emoji-grid', testid: 'emoji-grid', attributes: { role: 'group' } });
  const name = element('p', { class: 'emoji-name', attributes: { role: 'status' } });
  const panel = element('div', { class: 'emoji-picker', testid: 'emoji-picker', attributes: { popover: 'auto', role: 'dialog', tabindex: '-1', 'aria-label': text.emojiOpen } },
    search, tabs, grid, name);
  let category = 'smileys';
  let settle = () => {};
  let anchor = null;
  let justLeft = null; // the anchor, while the press on it is handled that has closed the panel

  function fill(entries, empty) {
    name.textContent = entries.length === 0 ? empty : '';
    grid.replaceChildren(...entries.map((entry, index) => element('button', {
      class: 'emoji-one', text: entry.emoji,
      attributes: { type: 'button', tabindex: index === 0 ? '0' : '-1', 'aria-label': entry.names.at(-1).replaceAll('_', ' '), 'data-emoji': entry.emoji },
    })));
    grid.scrollTop = 0;
  }

  function ofCategory({ all }) {
    if (category !== 'recent') {
      return all.filter((entry) => entry.category === category);
    }
    const known = new Map(all.map((entry) => [entry.emoji, entry]));
    return recent.list().filter((emoji) => known.has(emoji)).map((emoji) => known.get(emoji));
  }

  function paint() {
    const wanted = search.value.trim();
    for (const tab of tabs.children) {
      tab.setAttribute('aria-pressed', String(wanted === '' && tab.dataset.category === category));
    }
    grid.setAttribute('aria-label', wanted === '' ? words.categories[category] : words.found);
    fill(wanted === '' ? ofCategory(data.loaded) : data.loaded.search(wanted, FOUND_LIMIT), words.none);
  }

  function choose(emoji) {
    recent.use(emoji);
    settle(emoji);
    panel.hidePopover();
  }

  function step(event) {
    const items = [...grid.children];
    const at = items.indexOf(document.activeElement);
    const to = { Home: 0, End: items.length - 1 }[event.key] ?? at + STEPS[event.key];
    if (at < 0 || Number.isNaN(to)) {
      return;
    }
    event.preventDefault();
    if (to < 0) {
      search.focus();
    } else if (to < items.length) {
      items[at].tabIndex = -1;
      items[to].tabIndex = 0;
      items[to].focus();
    }
  }

  search.addEventListener('input', () => data.loaded !== null && paint());
  search.addEventListener('keydown', (event) => {
    const first = grid.firstElementChild;
    if (event.key === 'ArrowDown' && first !== null) {
      event.preventDefault();
      first.focus();
    } else if (event.key === 'Enter' && !event.isComposing && first !== null && search.value.trim() !== '') {
      event.preventDefault();
      choose(first.dataset.emoji);
    }
  });
  tabs.addEventListener('click', ({ target }) => {
    if (target.dataset.category !== undefined && data.loaded !== null) {
      ({ category } = target.dataset);
      search.value = '';
      paint();
    }
  });
  grid.addEventListener('click', ({ target }) => target.dataset.emoji !== undefined && choose(target.dataset.emoji));
  grid.addEventListener('keydown', step);
  for (const event of ['focusin', 'pointerover']) {
    grid.addEventListener(event, ({ target }) => {
      name.textContent = target.getAttribute('aria-label') ?? '';
    });
  }
  panel.addEventListener('beforetoggle', ({ newState }) => {
    justLeft = newState === 'closed' ? anchor : null;
    setTimeout(() => {
      justLeft = null;
    });
  });
  panel.addEventListener('toggle', ({ newState }) => newState === 'closed' && settle(null));
  addEventListener('resize', () => panel.matches(':popover-open') && place(panel, anchor)); // a telephone's keyboard comes and goes
  document.body.append(panel);

  async function load() {
    fill([], words.loading);
    try {
      await data.load();
      paint();
    } catch {
      fill([], words.failed);
    }
  }

  function open() {
    category = recent.list().length > 0 ? 'recent' : 'smileys';
    search.value = '';
    panel.showPopover();
    place(panel, anchor);
    // On a telephone the keyboard would cover what one has come for.
    (matchMedia('(pointer: coarse)').matches ? panel : search).focus();
    load();
  }

  return (beside) => new Promise((resolve) => {
    settle(null); // of what it was open for before
    if (beside === justLeft) {
      resolve(null);
      return;
    }
    settle = (emoji) => {
      settle = () => {};
      resolve(emoji);
    };
    anchor = beside;
    open();
  });
}
