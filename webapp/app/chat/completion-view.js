import { avatar } from './avatar-view.js';
import { element } from './dom.js';
import { completed, mentionAt, offered, peopleIn } from './mentions.js';

/**
 * Offers names while one is typed after an `@`. The focus stays in the text (the ARIA pattern of a list that belongs to
 * a text field): the arrows choose, Enter and Tab take, Escape closes.
 *
 * @param {{chat: object, text: object, field: HTMLTextAreaElement, place: HTMLElement}} options `place` gets the list
 * @returns {{handles: (event: KeyboardEvent) => boolean, close: () => void}}
 */
export function createCompletionView({ chat, text, field, place }) {
  const list = element('ul', { class: 'completion', testid: 'completion', attributes: { id: 'completion', role: 'listbox', 'aria-label': text.nameSuggestions, hidden: '' } });
  let people = [];
  let active = 0;
  place.prepend(list);
  field.setAttribute('aria-autocomplete', 'list');

  function close() {
    people = [];
    list.hidden = true;
    list.replaceChildren();
    field.removeAttribute('aria-activedescendant');
  }

  function mark() {
    [...list.children].forEach((row, index) => row.setAttribute('aria-selected', String(index === active)));
    field.setAttribute('aria-controls', list.id); // emoji have a list of their own
    field.setAttribute('aria-activedescendant', list.children[active].id);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }

  function look() {
    const { room, list: infos, editing, marks } = chat.state;
    const typed = editing === null && field.selectionStart === field.selectionEnd ? mentionAt(field.value, field.selectionStart) : null;
    const all = typed === null ? [] : [...peopleIn(room, infos.get(room.room)?.people ?? [])].map(([uid, name]) => ({ uid, name }));
    people = typed === null ? [] : offered(typed.query, all);
    if (people.length === 0) {
      close();
      return;
    }
    active = 0;
    list.replaceChildren(...people.map(({ uid, name }) => element('li', { class: 'found-row', attributes: { id: `completion-${uid}`, role: 'option' } },
      avatar(name), element('bdi', { class: 'found-name', text: name }), element('span', { class: 'mark', text: marks.get(uid) ?? '' }))));
    list.hidden = false;
    mark();
  }

  function take({ uid, name }) {
    const { text: words, caret } = completed(field.value, field.selectionStart, name);
    close();
    chat.write(words);
    chat.mention(uid);
    field.focus();
    field.setSelectionRange(caret, caret);
  }

  field.addEventListener('input', look);
  field.addEventListener('click', look);
  field.addEventListener('blur', close);
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault(); // the focus stays where one types
    const index = [...list.children].indexOf(event.target.closest('li'));
    if (index >= 0) {
      take(people[index]);
    }
  });

  const KEYS = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => take(people[active]),
    Tab: () => take(people[active]),
    Escape: close,
  };

  function move(by) {
    active = (active + by + people.length) % people.length;
    mark();
  }

  return {
    /** @returns {boolean} whether the key was for the list */
    handles(event) {
      const isKey = people.length > 0 && !event.isComposing && !event.shiftKey && Object.hasOwn(KEYS, event.key);
      if (isKey) {
        event.preventDefault();
        event.stopPropagation();
        KEYS[event.key]();
      }
      return isKey;
    },
    close,
  };
}
