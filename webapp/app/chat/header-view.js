import { tabTitle } from './format.js';

/**
 * The head of the page: oneself and the way out; and the title of the tab.
 *
 * @param {{text: object, onLeave: () => void}} options
 * @returns {{update: (state: object) => void}}
 */
export function createHeaderView({ text, onLeave }) {
  const screen = document.querySelector('#chat');
  const self = screen.querySelector('.self-name');
  const mark = screen.querySelector('.self-mark');

  screen.querySelector('.leave').addEventListener('click', onLeave);

  return {
    update({ entered, name, room: state, others, list, marks }) {
      screen.hidden = !entered;
      self.textContent = name ?? '';
      mark.textContent = marks.get(state.uid) ?? '';
      // Of the rooms that are not looked at only what is for oneself; the rest would never be zero.
      const isDirect = ({ room }) => list.get(room)?.kind === 'direct';
      const elsewhere = [...others.values()].reduce((sum, other) => sum + (isDirect(other) ? other.unread : other.mentions), 0);
      const title = tabTitle(text.app, state.unread + elsewhere);
      if (document.title !== title) {
        document.title = title;
      }
    },
  };
}
