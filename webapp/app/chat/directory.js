import { compareNames } from './names.js';

/**
 * What the server says of a room, whether one is in it or not.
 *
 * @typedef {{room: string, title: string, topic: string, kind: 'open'|'closed'|'direct'|'groups', archived: boolean,
 *   member: boolean, mine: boolean, seq: number, epoch: string, read: number, unread: number, mentions: number, at: number,
 *   people: Array<{uid: number, name: string}>}} Info
 *   `member` when one belongs to it; `mine` when one may rename it; `seq` of its newest event, 0 when there is none;
 *   `read` how far one has read; `at` when something was said last
 */

/** So many rooms one belongs to are listed. */
export const LIST_LIMIT = 200;

const instant = (at) => Date.parse(at) || 0;

/**
 * @param {object} frame a room as the server tells it; only `room` must be there
 * @returns {Info}
 */
export function infoOf({
  room, title = room, topic = '', kind = 'open', archived = false, member = false, mine = false, seq = 0, epoch = '', read = 0, unread = 0,
  mentions = 0, at, people = [],
}) {
  return { room, title, topic, kind, archived, member, mine, seq, epoch, read, unread, mentions, at: instant(at), people };
}

const without = (people, gone) => people.filter(({ uid }) => !gone.some((one) => one.uid === uid));

function changed(info, { title, topic, archived, invited = [], removed = [] }) {
  const defined = Object.entries({ title, topic, archived }).filter(([, value]) => value !== undefined);
  return { ...info, ...Object.fromEntries(defined), people: [...without(info.people, [...invited, ...removed]), ...invited] };
}

const HANDLERS = {
  rooms(list, { rooms, find }) {
    if (find !== undefined) {
      return list; // of the open ones, not of one's own
    }
    return new Map(rooms.filter(({ member }) => member === true).slice(0, LIST_LIMIT).map((told) => [told.room, infoOf(told)]));
  },

  room(list, frame) {
    const isListed = list.has(frame.room) || (frame.member === true && list.size < LIST_LIMIT);
    return isListed ? new Map([...list, [frame.room, infoOf(frame)]]) : list;
  },

  change(list, frame) {
    const info = list.get(frame.room);
    return info === undefined ? list : new Map([...list, [frame.room, changed(info, frame)]]);
  },

  say(list, frame) {
    const info = frame.inbox === true ? undefined : list.get(frame.room);
    const at = Math.max(info?.at ?? 0, instant(frame.at));
    return info === undefined || at === info.at ? list : new Map([...list, [frame.room, { ...info, at }]]);
  },
};

/**
 * The rooms one belongs to, after the server has said something.
 *
 * @param {Map<string, Info>} list not changed
 * @param {object[]} frames
 * @returns {Map<string, Info>}
 */
export const listed = (list, frames) => frames.reduce((before, frame) => (
  Object.hasOwn(HANDLERS, frame.type) ? HANDLERS[frame.type](before, frame) : before), list);

/**
 * @param {Info} info
 * @param {number|null} uid one's own
 * @returns {Array<{uid: number, name: string}>} the others of a direct conversation; oneself when there is nobody else
 */
export function partnersOf({ people }, uid) {
  const others = people.filter((person) => person.uid !== uid);
  return others.length > 0 ? others : people;
}

/**
 * @param {Info} info
 * @param {number|null} uid one's own
 * @returns {string} what a room is called
 */
export function titleOf(info, uid) {
  const names = info.kind === 'direct' ? partnersOf(info, uid).map(({ name }) => name) : [];
  return names.length > 0 ? names.join(', ') : info.title;
}

/**
 * The rooms as they are shown: those with a name in its order, archived ones last, and direct conversations with the
 * newest first.
 *
 * @param {Iterable<Info>} infos
 * @param {number|null} uid one's own
 * @returns {{rooms: Info[], direct: Info[]}}
 */
export function arranged(infos, uid) {
  const all = [...infos];
  return {
    rooms: all.filter(({ kind }) => kind !== 'direct')
      .sort((a, b) => a.archived - b.archived || compareNames(titleOf(a, uid), titleOf(b, uid))),
    direct: all.filter(({ kind }) => kind === 'direct').sort((a, b) => b.at - a.at),
  };
}

/**
 * @param {{list: Map<string, Info>, room: {room: string, recipient: {uid: number|'all'}}}} state of the chat
 * @returns {boolean} whether nothing more may be said where one writes; what is private goes elsewhere
 */
export const isArchived = ({ list, room: { room, recipient } }) => recipient.uid === 'all' && list.get(room)?.archived === true;

/**
 * @param {string} query
 * @param {string} title
 * @returns {boolean} whether a room is found by what was typed
 */
export const isFound = (query, title) => title.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());
