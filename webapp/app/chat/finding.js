import { createFrame, peopleFrame, roomsFrame } from '../wire/frames.js';
import { infoOf } from './directory.js';

/**
 * @typedef {{rooms: {find: string, found: object[]}|null, people: {find: string, found: object[]}|null,
 *   made: {id: string, error: object|null, room: string|null}|null}} Found
 *   what was looked for last and what was found; `made` the room that was to be made last, and what became of it
 */

/** So much is shown of what was found; the server says no more. */
export const FOUND_LIMIT = 50;

/** @type {Found} */
export const NOTHING_FOUND = Object.freeze({ rooms: null, people: null, made: null });

/**
 * Looks for rooms and people, and makes rooms.
 *
 * @param {{send: (frame: string) => boolean, newId: () => string, stateNow: () => object, change: (changes: object) => void,
 *   onMade: (room: string) => void}} options
 */
export function createFinding({ send, newId, stateNow, change, onMade }) {
  const put = (changes) => change({ found: { ...stateNow().found, ...changes } });

  return {
    /** @param {string} find a part of the name of an open room; the answer comes in `found.rooms` */
    findRooms(find) {
      send(roomsFrame(find));
    },

    /** @param {string} find a part of somebody's name; the answer comes in `found.people` */
    findPeople(find) {
      send(peopleFrame(find));
    },

    /** @param {object} wanted as in `createFrame`; what becomes of it is in `found.made` */
    create(wanted) {
      const id = newId();
      const isSent = send(createFrame(wanted, id));
      put({ made: { id, room: null, error: isSent ? null : { code: 'not_connected' } } });
    },

    /**
     * What the server said.
     *
     * @returns {boolean} whether it was the refusal of a room that was to be made
     */
    hear(frame) {
      const { made } = stateNow().found;
      const isOfMade = made !== null && frame.id === made.id;
      if (frame.type === 'rooms' && frame.find !== undefined) {
        put({ rooms: { find: frame.find, found: frame.rooms.slice(0, FOUND_LIMIT).map(infoOf) } });
      } else if (frame.type === 'people') {
        put({ people: { find: frame.find ?? '', found: frame.people.slice(0, FOUND_LIMIT) } });
      } else if (frame.type === 'error' && isOfMade) {
        put({ made: { ...made, error: { code: frame.code, message: frame.message } } });
        return true;
      } else if (frame.type === 'room' && isOfMade) {
        put({ made: { ...made, room: frame.room } });
        onMade(frame.room);
      }
      return false;
    },
  };
}
