import { arranged, infoOf } from './directory.js';
import { become, byTestId, element, keepSame } from './dom.js';
import { roomRow } from './room-row-view.js';

/**
 * The rooms one belongs to, and the ways into others.
 *
 * @param {{chat: object, text: object, isApple: boolean, onOpen: () => void, dialogs: {make: () => void, find: () => void,
 *   direct: () => void, jump: () => void}}} options `onOpen` when another room is shown
 * @returns {{update: (state: object) => void}}
 */
export function createRoomsView({ chat, text, isApple, onOpen, dialogs }) {
  const screen = document.querySelector('#chat');
  const toggle = document.querySelector('.rooms-toggle');
  const badge = toggle.querySelector('.badge');
  const place = byTestId('rooms');
  const lists = { rooms: byTestId('room-list'), direct: byTestId('direct-list') };
  let painted = {};

  byTestId('jump').querySelector('kbd').textContent = text.jumpKeys(isApple);
  Object.entries({ jump: dialogs.jump, 'new-room': dialogs.make, 'find-room': dialogs.find, 'new-direct': dialogs.direct })
    .forEach(([testid, open]) => byTestId(testid).addEventListener('click', open));

  place.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-room]');
    const isForBrowser = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (link !== null && !isForBrowser) {
      event.preventDefault();
      chat.open(link.dataset.room);
      onOpen();
    }
  });

  function itemOf(info, { room, others }) {
    const known = info.room === room.room ? room : others.get(info.room) ?? info;
    const { unread, mentions } = known;
    const partner = info.people.find(({ uid }) => uid !== room.uid);
    const isAway = info.kind === 'direct' && info.people.length <= 2 && (room.away.has(partner?.uid) || known.away?.has(partner?.uid) === true);
    return { key: info.room, info, context: { uid: room.uid, unread, mentions, isOpen: info.room === room.room, isAway, text } };
  }

  const make = ({ info, context }) => element('li', {}, roomRow(info, context));
  const update = (child, { info, context }) => become(child.firstElementChild, roomRow(info, context));

  return {
    update(state) {
      const { room, others, list, several } = state;
      screen.classList.toggle('is-single', several === false);
      if (room === painted.room && others === painted.others && list === painted.list) {
        return;
      }
      painted = { room, others, list };
      const all = list.has(room.room) ? list.values() : [infoOf({ room: room.room }), ...list.values()];
      const { rooms, direct } = arranged(all, room.uid);
      const items = { rooms: rooms.map((info) => itemOf(info, state)), direct: direct.map((info) => itemOf(info, state)) };
      keepSame(lists.rooms, items.rooms, make, update);
      keepSame(lists.direct, items.direct, make, update);
      const unread = [...items.rooms, ...items.direct].filter(({ context }) => !context.isOpen).reduce((sum, { context }) => sum + context.unread, 0);
      badge.textContent = unread > 0 ? text.unread(unread) : '';
      toggle.setAttribute('aria-label', text.showRooms(unread));
    },
  };
}
