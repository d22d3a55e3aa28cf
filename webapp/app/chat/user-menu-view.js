import { isSignedIn } from '../wire/identity.js';
import { avatar } from './avatar-view.js';
import { byTestId } from './dom.js';

/**
 * The menu of one who signed in: who that is, and the way to sign out. A guest has "change name" instead.
 *
 * @param {{text: object, onSignOut: () => void}} options
 * @returns {{update: (state: object) => void}}
 */
export function createUserMenuView({ text, onSignOut }) {
  const place = document.querySelector('.user');
  const toggle = byTestId('user');
  const panel = place.querySelector('.user-panel');
  const names = place.querySelectorAll('.user-name');
  const leave = document.querySelector('.leave');
  const self = document.querySelector('.self');
  let shown = null;

  function show(wanted) {
    toggle.setAttribute('aria-expanded', String(wanted));
    panel.hidden = !wanted;
  }

  toggle.addEventListener('click', () => show(panel.hidden));
  byTestId('sign-out').addEventListener('click', () => {
    show(false);
    onSignOut();
  });
  place.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) {
      event.stopPropagation(); // or the drawer would close, too
      show(false);
      toggle.focus();
    }
  });
  // It goes when one looks elsewhere, by pointer or by key.
  document.addEventListener('pointerdown', ({ target }) => place.contains(target) || show(false));
  place.addEventListener('focusout', ({ relatedTarget }) => relatedTarget === null || place.contains(relatedTarget) || show(false));

  return {
    update({ identity, name }) {
      const user = isSignedIn(identity) ? name ?? identity.name : null;
      leave.hidden = self.hidden = user !== null;
      place.hidden = user === null;
      if (user !== null && user !== shown) {
        shown = user;
        toggle.querySelector('.avatar').replaceWith(avatar(user));
        toggle.setAttribute('aria-label', text.userMenu(user));
        names.forEach((each) => {
          each.textContent = user;
        });
      }
    },
  };
}
