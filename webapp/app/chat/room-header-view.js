import { infoOf, titleOf } from './directory.js';
import { byTestId } from './dom.js';
import { arrowsBetweenButtons, showAt } from './popover-view.js';

/**
 * What one may do with a room.
 *
 * @param {object} info
 * @param {boolean} isOnly whether there is no other room to go to
 * @returns {Object<string, boolean>}
 */
const rightsOf = ({ kind, mine, member, archived }, isOnly) => ({
  edit: kind !== 'direct',
  invite: kind === 'closed' && member,
  people: kind === 'closed' || kind === 'direct',
  archive: kind !== 'direct' && mine && !archived,
  unarchive: kind !== 'direct' && mine && archived,
  link: true,
  leave: !isOnly,
});

/**
 * The room that is open: what it is called, what it is about, and what one can do with it.
 *
 * @param {{chat: object, text: object, onCopy: (room: string) => void, dialogs: {edit: () => void, invite: () => void,
 *   people: () => void, leave: () => void}}} options
 * @returns {{update: (state: object) => void}}
 */
export function createRoomHeaderView({ chat, text, onCopy, dialogs }) {
  const title = byTestId('room');
  const topic = byTestId('topic');
  const intro = document.querySelector('.intro-room');
  const toggle = byTestId('room-menu');
  const menu = document.querySelector('.room-menu');
  let painted = {};

  const ACTIONS = {
    ...dialogs,
    archive: () => chat.changeRoom({ archived: true }),
    unarchive: () => chat.changeRoom({ archived: false }),
    link: () => onCopy(painted.room.room),
  };

  toggle.addEventListener('click', () => {
    showAt(menu, toggle);
    menu.querySelector('button:not([hidden])').focus();
  });
  menu.addEventListener('toggle', ({ newState }) => toggle.setAttribute('aria-expanded', String(newState === 'open')));
  menu.addEventListener('click', ({ target }) => {
    const { does } = target.closest('button')?.dataset ?? {};
    if (does !== undefined) {
      menu.hidePopover(); // and gives the focus back before a dialog takes it, which will give it back there, too
      ACTIONS[does]();
    }
  });
  arrowsBetweenButtons(menu);

  return {
    update({ room, list, several }) {
      if (room === painted.room && list === painted.list && several === painted.several) {
        return;
      }
      painted = { room, list, several };
      const info = list.get(room.room) ?? infoOf({ room: room.room });
      const words = titleOf(info, room.uid);
      if (title.textContent !== words) {
        title.textContent = words;
        intro.textContent = info.kind === 'direct' ? text.introDirect(words) : text.intro(words);
        toggle.setAttribute('aria-label', text.roomMenu(words));
      }
      topic.textContent = info.topic;
      topic.title = info.topic;
      toggle.hidden = several !== true;
      const rights = rightsOf(info, list.size + (list.has(room.room) ? 0 : 1) < 2);
      menu.querySelectorAll('[data-does]').forEach((button) => {
        button.hidden = !rights[button.dataset.does];
      });
      menu.querySelector('[data-does="edit"]').textContent = info.mine ? text.editRoom : text.editTopic;
    },
  };
}
