import { element } from '../chat/dom.js';
import { begunAt } from './emoji.js';

const LIMIT = 8;

/**
 * Offers emoji while their name is written, as in `:te`. Its keys go before those of the field.
 *
 * @param {{field: HTMLTextAreaElement, place: HTMLElement, data: object, recent: object, text: object}} options `place`
 *   above which the list stands
 */
export function createCompletionView({ field, place, data, recent, text }) {
  const list = element('ul', { class: 'completion', testid: 'emoji-completion', attributes: { id: 'emoji-completion', role: 'listbox', 'aria-label': text.emojiOpen } });
  list.hidden = true;
  place.append(list);
  field.setAttribute('aria-autocomplete', 'list');
  let begun = null;
  let dismissed = null; // where a name begins for which nothing more shall be offered

  const items = () => [...list.children];
  const chosen = () => items().findIndex((item) => item.ariaSelected === 'true');

  function select(index) {
    items().forEach((item, at) => {
      item.ariaSelected = String(at === index);
    });
    field.setAttribute('aria-controls', list.id); // names have a list of their own
    field.setAttribute('aria-activedescendant', items()[index].id);
    items()[index].scrollIntoView({ block: 'nearest' });
  }

  function hide() {
    begun = null;
    list.hidden = true;
    field.removeAttribute('aria-activedescendant');
  }

  function show(found) {
    const wanted = begun.query.toLowerCase();
    list.replaceChildren(...found.map(({ emoji, names }, index) => element('li', {
      class: 'completion-one', attributes: { id: `emoji-completion-${index}`, role: 'option', 'data-emoji': emoji },
    }, element('span', { class: 'completion-emoji', text: emoji }), `:${names.find((name) => name.startsWith(wanted)) ?? names[0]}:`)));
    list.hidden = false;
    select(0);
  }

  async function look() {
    const now = field.selectionStart === field.selectionEnd ? begunAt(field.value, field.selectionStart) : null;
    dismissed = now?.from === dismissed ? dismissed : null;
    if (now === null || dismissed !== null) {
      hide();
      return;
    }
    begun = now;
    try {
      const found = (await data.load()).search(now.query, LIMIT);
      if (begun === now) { // nothing was typed meanwhile
        (found.length === 0 ? hide : show)(found);
      }
    } catch {
      hide(); // one can do without
    }
  }

  function take(emoji) {
    const { from } = begun;
    hide();
    recent.use(emoji);
    field.setRangeText(`${emoji} `, from, field.selectionStart, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  const KEYS = {
    ArrowDown: () => select((chosen() + 1) % items().length),
    ArrowUp: () => select((chosen() + items().length - 1) % items().length),
    Enter: () => take(items()[chosen()].dataset.emoji),
    Tab: () => take(items()[chosen()].dataset.emoji),
    Escape() {
      dismissed = begun.from;
      hide();
    },
  };

  field.addEventListener('keydown', (event) => {
    const isPlain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing && event.keyCode !== 229;
    if (!list.hidden && isPlain && Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      KEYS[event.key]();
    }
  }, { capture: true });
  field.addEventListener('input', (event) => (event.isComposing ? hide() : look()));
  field.addEventListener('blur', hide);
  list.addEventListener('pointerdown', (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener('click', ({ target }) => take(target.closest('li').dataset.emoji));
}
