import { addressOf } from './address.js';
import { avatar } from './avatar-view.js';
import { partnersOf, titleOf } from './directory.js';
import { element, icon } from './dom.js';

const HASH = 'M6.5 2.5 5 13.5M11 2.5 9.5 13.5M3 6h10.5M2.5 10H13';
const LOCK = 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5';
const ICONS = { open: HASH, groups: HASH, closed: LOCK };

/**
 * @param {object} info what the server says of a room
 * @param {number|null} uid one's own
 * @returns {Element} what tells at a glance what kind of room it is
 */
export function roomSign(info, uid) {
  return info.kind === 'direct' ? avatar(partnersOf(info, uid)[0]?.name ?? info.title)
    : element('span', { class: 'room-sign' }, icon(ICONS[info.kind] ?? HASH));
}

/**
 * @param {object} info
 * @param {number|null} uid one's own
 * @returns {HTMLElement}
 */
export const roomName = (info, uid) => element('bdi', { class: 'room-name', text: titleOf(info, uid) });

/**
 * A room in the list. It is a link, so that it can be opened in another tab, too.
 *
 * @param {object} info
 * @param {{uid: number|null, unread: number, mentions: number, isOpen: boolean, isAway: boolean, text: object}} context
 * @returns {HTMLElement}
 */
export function roomRow(info, { uid, unread, mentions, isOpen, isAway, text }) {
  const state = [text.roomState(unread, mentions), info.archived ? text.archivedRoom : '', isAway ? text.memberAway : ''].filter(Boolean).join(', ');
  const classes = { 'is-unread': unread > 0, 'is-archived': info.archived, 'is-away': isAway };
  const link = element('a', {
    class: ['room-row', ...Object.keys(classes).filter((name) => classes[name])].join(' '),
    testid: 'room-link',
    attributes: { href: addressOf(info.room), 'data-room': info.room, ...(isOpen && { 'aria-current': 'page' }) },
  }, roomSign(info, uid), roomName(info, uid));
  if (mentions > 0) {
    link.append(element('span', { class: 'room-mention', text: text.mentioned, attributes: { 'aria-hidden': 'true' } }));
  }
  if (unread > 0) {
    link.append(element('span', { class: 'room-count', testid: 'room-unread', text: text.unread(unread), attributes: { 'aria-hidden': 'true' } }));
  }
  if (state !== '') {
    link.append(element('span', { class: 'only-heard', text: `, ${state}` }));
  }
  return link;
}
