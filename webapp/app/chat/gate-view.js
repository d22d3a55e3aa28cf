import { isSignedIn } from '../wire/identity.js';
import { byTestId, element } from './dom.js';
import { gateOf } from './gate.js';

/**
 * What stands in the place of the conversation when one may not read it.
 *
 * @param {{text: object, load: () => void, onSignOut: () => void}} options `load` loads the page anew at the same address
 * @returns {{update: (state: object) => void}}
 */
export function createGateView({ text, load, onSignOut }) {
  const screen = document.querySelector('#gate');
  const dialog = byTestId('gate');
  const title = dialog.querySelector('.card-title');
  const room = dialog.querySelector('.card-room');
  const words = dialog.querySelector('.card-words');
  const button = byTestId('gate-action');
  const link = byTestId('gate-link');
  const account = dialog.querySelector('.card-account');
  let painted = null;
  let action = null;

  button.addEventListener('click', () => (action === 'sign_out' ? onSignOut : load)());
  link.addEventListener('click', (event) => {
    if (link.dataset.leads === 'load') {
      event.preventDefault();
      load();
    }
  });
  byTestId('gate-sign-out').addEventListener('click', onSignOut);

  function paint(gate, identity) {
    title.textContent = gate.title;
    room.hidden = gate.room === null;
    room.querySelector('bdi').textContent = gate.room ?? '';
    words.replaceChildren(...gate.words.map((sentence) => element('p', { text: sentence })));
    ({ action } = gate);
    button.hidden = action === null;
    button.textContent = gate.label;
    link.hidden = gate.link === null;
    link.dataset.leads = gate.link ?? '';
    link.classList.toggle('is-main', action === null);
    link.textContent = gate.linkLabel;
    account.hidden = !gate.isAccountShown || !isSignedIn(identity);
    account.querySelector('bdi').textContent = isSignedIn(identity) ? identity.name : '';
  }

  return {
    update({ barrier, identity }) {
      if (barrier === painted) {
        return;
      }
      painted = barrier;
      screen.hidden = barrier === null;
      if (barrier !== null) {
        paint(gateOf(barrier, text), identity);
        // Not the button: who is typing when it appears would press it. What has the focus already is not read out again.
        dialog.blur();
        dialog.focus();
      }
    },
  };
}
