import { NEW_KEY } from './conversation.js';
import { seen } from './counts.js';
import { LIST_LIMIT, listed } from './directory.js';
import { countedAll, entered, receiveAll } from './rooms.js';

/**
 * @param {object} frame
 * @returns {boolean} whether it says which rooms one belongs to
 */
export const isOfMine = ({ type, find }) => type === 'rooms' && find === undefined;

/** @returns {boolean} whether it may be that there is another room to be entered */
export const isOfRooms = (frame) => isOfMine(frame) || frame.type === 'room';

/**
 * What one knows of all rooms after the server has said something.
 *
 * @param {object} state of the chat, not changed
 * @param {object[]} frames
 * @param {{now: number, isAtEnd: boolean, limit: number}} context `isAtEnd` when the newest of the open room is seen
 * @returns {{room: object, others: Map<string, object>, list: Map<string, object>, goal: object|null}}
 */
export function after(state, frames, { now, isAtEnd, limit }) {
  const isFirst = state.several !== true && frames.some(isOfMine);
  const list = listed(state.list, frames);
  const heard = countedAll(receiveAll(state, frames, { now, hidden: !isAtEnd, limit }), frames, isFirst);
  const isWhole = frames.some(isOfMine) && list.size < LIST_LIMIT;
  const { room, others } = frames.some(isOfRooms) ? entered(heard, list, isWhole) : heard;
  const isSeamNew = isFirst && room.newFrom !== null && room.newFrom !== state.room.newFrom;
  return { room: isAtEnd ? seen(room) : room, others, list, goal: isSeamNew ? state.goal ?? { key: NEW_KEY, isMarked: false } : state.goal };
}

/**
 * @param {object[]} frames
 * @param {number|null} uid one's own
 * @returns {string[]} the rooms in which one is not any more
 */
export const lostIn = (frames, uid) => frames.filter(({ type, code, id, uid: about, room }) => room !== undefined
  && ((type === 'error' && code === 'forbidden' && id === undefined) || (type === 'logout' && about === uid))).map(({ room }) => room);

/**
 * @param {object[]} frames
 * @returns {string[]} the rooms that another device of this user has left for good
 */
export const leftIn = (frames) => frames.filter(({ type, member }) => type === 'room' && member !== true).map(({ room }) => room);
