import { partnersOf, titleOf } from './directory.js';
import { compareNames } from './names.js';

// From here on a uid is a passing guest's, with whom no conversation can be kept.
const FIRST_GUEST = 2_100_000_000;

/**
 * Those of a room, by whether they are there. Who is not there is known of rooms whose people are told.
 *
 * @param {{members: Map<number, string>, away: Set<number>}} room
 * @param {Array<{uid: number, name: string}>} people who belong to it
 * @returns {{here: Array<{uid: number, name: string}>, away: Array<{uid: number, name: string}>, absent: Array<{uid: number, name: string}>}}
 */
export function presenceIn({ members, away }, people) {
  const present = [...members].map(([uid, name]) => ({ uid, name }));
  return {
    here: present.filter(({ uid }) => !away.has(uid)),
    away: present.filter(({ uid }) => away.has(uid)),
    absent: people.filter(({ uid }) => !members.has(uid)).sort((a, b) => compareNames(a.name, b.name)),
  };
}

/**
 * What the page knows of somebody.
 *
 * @typedef {{uid: number, name: string, own: boolean, presence: 'here'|'away'|'absent', shared: string[], direct: string|null,
 *   mayWrite: boolean, mayTell: boolean}} Person
 *   `presence` in any of one's rooms; `shared` what the other rooms are called in which both are; `direct` the room in
 *   which only the two of them talk, null while there is none; `mayWrite` whether there can be one; `mayTell` whether one
 *   can say something privately in the open room
 *
 * @param {{room: object, others: Map<string, object>, list: Map<string, object>, several: boolean|null}} state of the chat
 * @param {number} uid
 * @param {string} author as whom they said something, when nothing else is known
 * @returns {Person}
 */
export function personIn({ room: open, others, list, several }, uid, author) {
  const own = uid === open.uid;
  const rooms = [open, ...others.values()];
  const there = rooms.filter(({ members }) => members.has(uid));
  const told = [...list.values()].flatMap(({ people }) => people).find((person) => person.uid === uid);
  const isBoth = ({ room, people }) => others.get(room)?.members.has(uid) === true || people.some((person) => person.uid === uid);
  const isOfTwo = (info) => info.kind === 'direct' && info.people.length === 2 && partnersOf(info, open.uid)[0].uid === uid;
  const is = there.some(({ away }) => !away.has(uid)) ? 'here' : 'away';
  return {
    uid, own,
    name: there[0]?.members.get(uid) ?? told?.name ?? author,
    presence: there.length === 0 ? 'absent' : is,
    shared: own ? [] : [...list.values()].filter((info) => info.kind !== 'direct' && info.room !== open.room && isBoth(info))
      .map((info) => titleOf(info, open.uid)).sort(compareNames),
    direct: [...list.values()].find(isOfTwo)?.room ?? null,
    mayWrite: !own && several === true && uid < FIRST_GUEST && open.uid < FIRST_GUEST,
    mayTell: !own && open.members.has(uid) && list.get(open.room)?.kind !== 'direct', // there all of it is between the few
  };
}
