import { avatar } from './avatar-view.js';
import { element } from './dom.js';
import { createSearchList } from './search-list-view.js';

// The server is asked when nothing was typed for so long (milliseconds).
const ASK_AFTER = 200;

/**
 * Chooses people by their names.
 *
 * @param {{chat: object, clock: object, text: object, label: string, testid: string}} options
 * @returns {{place: HTMLElement, field: HTMLInputElement, begin: (without: Iterable<number>) => void, chosen: () => number[],
 *   end: () => void, update: (state: object) => void}} `begin` leaves out those who are there already
 */
export function createPeoplePicker({ chat, clock, text, label, testid }) {
  const chips = element('ul', { class: 'chips', attributes: { 'aria-label': text.chosen } });
  let left = new Set(); // who is not to be chosen
  let picked = new Map();
  let found = null;
  let timer = null;

  const search = createSearchList({
    label, testid, placeholder: text.findPlaceholder,
    onQuery(query) {
      clock.clearTimeout(timer);
      timer = clock.setTimeout(() => chat.findPeople(query.trim()), ASK_AFTER);
    },
    onTake({ uid, name }) {
      picked.set(uid, name);
      search.field.value = '';
      chat.findPeople('');
      paint();
    },
    row: ({ name }) => [avatar(name), element('bdi', { class: 'found-name', text: name })],
  });

  chips.addEventListener('click', ({ target }) => {
    const { uid } = target.closest('button')?.dataset ?? {};
    if (uid !== undefined) {
      picked.delete(Number(uid));
      paint();
      search.field.focus();
    }
  });

  function paint() {
    chips.replaceChildren(...[...picked].map(([uid, name]) => element('li', {}, element('button', {
      class: 'chip', attributes: { type: 'button', 'data-uid': uid, 'aria-label': text.removePerson(name) },
    }, element('bdi', { text: name }), element('span', { text: '×', attributes: { 'aria-hidden': 'true' } })))));
    const people = (found?.found ?? []).filter(({ uid }) => !picked.has(uid) && !left.has(uid));
    search.show(people.map(({ uid, name }) => ({ key: String(uid), uid, name })), found === null ? '' : text.noPeople);
  }

  const place = element('div', { class: 'picker' }, chips, search.place);

  return {
    place,
    field: search.field,
    begin(without) {
      left = new Set(without);
      picked = new Map();
      search.field.value = '';
      chat.findPeople('');
      paint();
    },
    end() {
      picked = new Map();
      found = null;
      paint();
    },
    chosen: () => [...picked.keys()],
    update({ found: { people } }) {
      if (people !== found && place.closest('dialog').open) {
        found = people;
        paint();
      }
    },
  };
}
