/**
 * A list beside the conversation that is a drawer on a narrow screen: it is pulled out there. On a wide screen it is
 * always there.
 *
 * @param {{panel: string, toggle: string, opens: string, narrow: string}} options selectors of the list and of the button
 *   that pulls it out, the class that the page has meanwhile, and the media query of a narrow screen
 * @returns {{close: () => void}}
 */
export function createDrawerView({ panel, toggle: button, opens, narrow: query }) {
  const screen = document.querySelector('#chat');
  const drawer = document.querySelector(panel);
  const main = screen.querySelector('main');
  const toggle = document.querySelector(button);
  const narrow = matchMedia(query);
  let open = false;

  function show(wanted) {
    const closes = open && !wanted;
    const opensNow = !open && wanted && narrow.matches;
    if (!closes && !opensNow) {
      return;
    }
    open = opensNow;
    screen.classList.toggle(opens, open);
    toggle.setAttribute('aria-expanded', String(open));
    main.inert = open; // what lies under the drawer is out of reach for keys and screen readers too
    if (open) {
      drawer.querySelector('.drawer-close').focus();
    } else if (drawer.contains(document.activeElement)) {
      toggle.focus();
    }
  }

  toggle.addEventListener('click', () => show(!open));
  drawer.querySelector('.drawer-close').addEventListener('click', () => show(false));
  document.querySelector('.backdrop').addEventListener('click', () => show(false));
  narrow.addEventListener('change', () => show(false));
  screen.addEventListener('keydown', ({ key }) => key === 'Escape' && show(false));

  return { close: () => show(false) };
}
