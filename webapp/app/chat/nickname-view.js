import { isSignedIn } from '../wire/identity.js';
import { byTestId } from './dom.js';

/**
 * The form that asks a guest for the nickname. Nobody sees it before it is known that there are guests.
 *
 * @param {{chat: object, text: object}} options
 * @returns {{update: (state: object) => void, focus: () => void}}
 */
export function createNicknameView({ chat, text }) {
  const screen = document.querySelector('#welcome');
  const input = byTestId('nickname');
  const button = byTestId('enter');
  const problem = byTestId('name-error');
  const waits = screen.querySelector('.card-waits');

  function wordsOf(error) {
    return error === null ? '' : text.nameErrors[error.code] ?? text.serverErrors[error.code] ?? error.message ?? error.code;
  }

  screen.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    chat.enter(input.value);
  });

  return {
    update({ entered, name, nameError, room, left, identity, barrier }) {
      const isWanted = !entered && barrier === null && identity !== null && !isSignedIn(identity);
      const appears = screen.hidden && isWanted;
      screen.hidden = !isWanted;
      if (entered) {
        input.value = ''; // whoever comes after "change name" is somebody else
      }
      if (!isWanted) {
        return;
      }
      const waiting = name !== null;
      screen.querySelector('.welcome-room').textContent = room.room;
      waits.textContent = left === null ? '' : text.leftWaiting(left.name, left.count);
      button.disabled = waiting;
      button.textContent = waiting ? text.entering : text.enter;
      input.readOnly = waiting;
      input.setAttribute('aria-invalid', String(nameError !== null));
      const words = wordsOf(nameError);
      if (problem.textContent !== words) {
        problem.textContent = words;
      }
      if (appears || (nameError !== null && !waiting)) {
        input.focus();
      }
    },
    focus: () => input.focus(),
  };
}
