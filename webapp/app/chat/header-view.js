import { byTestId } from './dom.js';
import { tabTitle } from './format.js';

/**
 * The head of the page: the room, oneself and the way out; and the title of the tab.
 *
 * @param {{text: object, onLeave: () => void}} options
 * @returns {{update: (state: object) => void}}
 */
export function createHeaderView({ text, onLeave }) {
  const screen = document.querySelector('#chat');
  const room = byTestId('room');
  const self = screen.querySelector('.self-name');
  const mark = screen.querySelector('.self-mark');
  const intro = screen.querySelector('.intro-room');

  screen.querySelector('.leave').addEventListener('click', onLeave);

  return {
    update({ entered, name, room: state, marks }) {
      screen.hidden = !entered;
      if (room.textContent !== state.room) {
        room.textContent = state.room;
        intro.textContent = text.intro(state.room);
      }
      self.textContent = name ?? '';
      mark.textContent = marks.get(state.uid) ?? '';
      const title = tabTitle(text.app, state.unread);
      if (document.title !== title) {
        document.title = title;
      }
    },
  };
}
