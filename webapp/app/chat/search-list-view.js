import { element } from './dom.js';

let made = 0;

/**
 * A field and the list of what is found by what is typed in it (the ARIA pattern "combobox"): the focus stays in the
 * field, the arrows choose, Enter takes.
 *
 * @param {{label: string, placeholder: string, testid: string, onQuery: (query: string) => void, onTake: (item: object) => void,
 *   row: (item: object) => Node[]}} options `row` is what is inside the line of an item
 * @returns {{place: HTMLElement, field: HTMLInputElement, show: (items: Array<{key: string}>, otherwise: string) => void}}
 */
export function createSearchList({ label, placeholder, testid, onQuery, onTake, row }) {
  made += 1;
  const id = `found-${made}`;
  const field = element('input', {
    class: 'field', testid,
    attributes: {
      type: 'text', dir: 'auto', role: 'combobox', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', 'aria-autocomplete': 'list',
      'aria-expanded': 'true', 'aria-controls': id, 'aria-label': label, placeholder,
    },
  });
  const list = element('ul', { class: 'found', attributes: { id, role: 'listbox', 'aria-label': label } });
  const none = element('p', { class: 'found-none', attributes: { role: 'status' } });
  let shown = [];
  let active = 0;

  function mark() {
    [...list.children].forEach((child, index) => {
      child.setAttribute('aria-selected', String(index === active));
    });
    const child = list.children[active];
    child?.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', child?.id ?? '');
  }

  function move(by) {
    active = shown.length === 0 ? 0 : (active + by + shown.length) % shown.length;
    mark();
  }

  field.addEventListener('input', () => onQuery(field.value));
  field.addEventListener('keydown', (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.isComposing) {
      return;
    }
    if (Object.hasOwn(steps, event.key)) {
      event.preventDefault();
      move(steps[event.key]);
    } else if (event.key === 'Enter') {
      event.preventDefault(); // or the form around it would be sent
      if (shown[active] !== undefined) {
        onTake(shown[active]);
      }
    }
  });
  list.addEventListener('pointerdown', (event) => event.preventDefault()); // the focus stays where one types
  list.addEventListener('click', ({ target }) => {
    const index = [...list.children].indexOf(target.closest('[role="option"]'));
    if (index >= 0) {
      onTake(shown[index]);
    }
  });

  return {
    place: element('div', { class: 'search' }, field, list, none),
    field,
    show(items, otherwise) {
      const before = shown[active]?.key;
      shown = items;
      active = Math.max(0, items.findIndex(({ key }) => key === before));
      list.replaceChildren(...items.map((item, index) => element('li', {
        class: 'found-row', attributes: { id: `${id}-${index}`, role: 'option', 'data-key': item.key },
      }, ...row(item))));
      none.textContent = items.length === 0 ? otherwise : '';
      mark();
    },
  };
}
