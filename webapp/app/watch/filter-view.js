import { byTestId, element } from '../chat/dom.js';
import { ALL, countOf, filterOf, isSame } from './filter.js';

// The types that one looks for most; any other may be written.
const TYPES = ['login', 'logout', 'join', 'resume', 'user_list', 'members', 'presence', 'say', 'edit', 'delete', 'react', 'unreact', 'typing', 'status',
  'read', 'history', 'live', 'gap', 'rooms', 'room', 'create', 'change', 'people', 'ping', 'pong', 'error'];

const BAD_FILTER = 400;

/**
 * The form by which one chooses what is shown. On a narrow page it opens and closes.
 *
 * @param {{words: object, onChoose: (filter: object) => void}} options
 * @returns {{update: (state: object) => void}}
 */
export function createFilterView({ words, onChoose }) {
  const form = byTestId('filter');
  const toggle = byTestId('filter-toggle');
  const problem = byTestId('filter-problem');
  const fields = () => [...form.elements].filter(({ name }) => name !== '');
  let painted = null;
  document.getElementById('types').append(...TYPES.map((type) => element('option', { attributes: { value: type } })));

  function open(isOpen) {
    form.classList.toggle('is-open', isOpen);
    toggle.setAttribute('aria-expanded', String(isOpen));
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    open(false);
    const written = filterOf((name) => form.elements.namedItem(name)?.value);
    onChoose({ ...written, line: painted.line });
  });
  byTestId('reset').addEventListener('click', () => {
    form.reset();
    onChoose({ ...ALL, line: painted.line });
  });
  toggle.addEventListener('click', () => open(!form.classList.contains('is-open')));

  return {
    update({ filter, stream }) {
      const isBad = stream.kind === 'refused' && stream.status === BAD_FILTER;
      const message = isBad ? stream.message ?? words.refusals.other(BAD_FILTER) : '';
      if (problem.textContent !== message) {
        problem.textContent = message;
        open(isBad);
      }
      if (painted === null || !isSame(painted, filter)) {
        painted = filter;
        fields().forEach((field) => {
          field.value = filter[field.name] ?? '';
          field.classList.toggle('is-set', filter[field.name] !== null);
        });
        toggle.textContent = words.filterCount(countOf(filter));
      }
    },
  };
}
