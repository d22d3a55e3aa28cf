import { arranged, isFound, titleOf } from './directory.js';
import { createDialog } from './dialog-view.js';
import { element } from './dom.js';
import { roomName, roomSign } from './room-row-view.js';
import { createSearchList } from './search-list-view.js';

// The server is asked when nothing was typed for so long (milliseconds).
const ASK_AFTER = 200;

/**
 * The ways to another room by its name: to one that is open to all, and quickly to one of one's own.
 *
 * @param {{chat: object, clock: object, text: object, onOpen: () => void}} options
 * @returns {{find: () => void, jump: () => void, update: (state: object) => void}}
 */
export function createFindRoomView({ chat, clock, text, onOpen }) {
  let painted = null;
  let timer = null;

  function go(dialog, { info }) {
    dialog.close();
    chat.open(info.room);
    onOpen();
  }

  const uidNow = () => chat.state.room.uid;
  const itemOf = (info) => ({ key: info.room, info });
  const open = createSearchList({
    label: text.findRoom, placeholder: text.findPlaceholder, testid: 'find-room-field',
    onQuery(query) {
      clock.clearTimeout(timer);
      timer = clock.setTimeout(() => chat.findRooms(query.trim()), ASK_AFTER);
    },
    onTake: (item) => go(finder, item),
    row: ({ info }) => [roomSign(info, uidNow()), element('span', { class: 'found-words' }, roomName(info, uidNow()),
      element('span', { class: 'found-note', text: info.topic, attributes: { dir: 'auto' } })),
    element('span', { class: 'found-note', text: info.member ? text.joined : text.join })],
  });
  const own = createSearchList({
    label: text.jumpTo, placeholder: text.filterPlaceholder, testid: 'jump-field',
    onQuery: showOwn,
    onTake: (item) => go(switcher, item),
    row: ({ info }) => [roomSign(info, uidNow()), roomName(info, uidNow())],
  });
  const finder = createDialog({ title: text.findRoom, close: text.close, testid: 'find-room-dialog', onClose: () => open.show([], '') }, open.place);
  const switcher = createDialog({ title: text.jumpTo, close: text.close, testid: 'jump-dialog', onClose: () => own.show([], '') }, own.place);

  // What is unread comes first: that is where one wants to go.
  function showOwn(query) {
    const { list, others, room } = chat.state;
    const { rooms, direct } = arranged(list.values(), room.uid);
    const unread = ({ room: name }) => (others.get(name) ?? list.get(name)).unread > 0;
    const fitting = [...direct, ...rooms].filter((info) => info.room !== room.room && isFound(query, titleOf(info, room.uid)));
    own.show([...fitting.filter(unread), ...fitting.filter((info) => !unread(info))].map(itemOf), text.nothing);
  }

  return {
    find() {
      open.field.value = '';
      chat.findRooms('');
      finder.open();
      open.field.focus();
    },
    jump() {
      own.field.value = '';
      showOwn('');
      switcher.open();
      own.field.focus();
    },
    update({ found: { rooms } }) {
      if (rooms !== painted) {
        painted = rooms;
        open.show((rooms?.found ?? []).map(itemOf), rooms === null ? '' : text.noRooms);
      }
    },
  };
}
