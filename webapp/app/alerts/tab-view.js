import { infoOf, titleOf } from '../chat/directory.js';
import { tabTitle } from '../chat/format.js';
import { unreadFor } from './unread.js';

/**
 * What can be seen of the page while it is only a tab among others: which room it shows, and how much waits there.
 *
 * @param {{settings: object, text: object}} options
 * @returns {{update: (state: object) => void}}
 */
export function createTabView({ settings, text }) {
  const icon = document.querySelector('link[rel="icon"]');

  return {
    update(state) {
      const { entered, barrier, room, list } = state;
      const isInside = entered && barrier === null;
      const unread = isInside ? unreadFor(state, settings.levelOf) : 0;
      const title = tabTitle(text.app, isInside ? titleOf(list.get(room.room) ?? infoOf(room), room.uid) : null, unread);
      if (document.title !== title) {
        document.title = title;
      }
      const wanted = unread > 0 ? 'icon-unread.svg' : 'icon.svg';
      if (icon.getAttribute('href') !== wanted) {
        icon.setAttribute('href', wanted);
      }
    },
  };
}
