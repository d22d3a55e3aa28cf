/**
 * The list of members on a narrow screen: a drawer that is pulled out. On a wide screen it is always there.
 *
 * @param {{text: object}} options
 * @returns {{update: (state: object) => void, close: () => void}}
 */
export function createDrawerView({ text }) {
  const screen = document.querySelector('#chat');
  const drawer = document.querySelector('#members');
  const main = screen.querySelector('main');
  const toggle = document.querySelector('.members-toggle');
  const count = toggle.querySelector('.badge');
  const narrow = matchMedia('(max-width: 719px)');
  let open = false;

  function show(wanted) {
    const closes = open && !wanted;
    open = wanted && narrow.matches;
    screen.classList.toggle('is-drawer-open', open);
    toggle.setAttribute('aria-expanded', String(open));
    main.inert = open; // what lies under the drawer is out of reach for keys and screen readers too
    if (open) {
      drawer.querySelector('.drawer-close').focus();
    } else if (closes && drawer.contains(document.activeElement)) {
      toggle.focus();
    }
  }

  toggle.addEventListener('click', () => show(!open));
  drawer.querySelector('.drawer-close').addEventListener('click', () => show(false));
  document.querySelector('.backdrop').addEventListener('click', () => show(false));
  narrow.addEventListener('change', () => show(false));
  screen.addEventListener('keydown', ({ key }) => key === 'Escape' && show(false));

  return {
    update({ room }) {
      count.textContent = text.count(room.count);
      toggle.setAttribute('aria-label', text.showMembers(room.count));
    },
    close: () => show(false),
  };
}
