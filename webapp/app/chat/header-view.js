/**
 * The head of the page: oneself and the way out.
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
    update({ entered, name, room, marks }) {
      screen.hidden = !entered;
      self.textContent = name ?? '';
      mark.textContent = marks.get(room.uid) ?? '';
    },
  };
}
