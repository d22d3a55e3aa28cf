import { logoutFrame } from '../wire/frames.js';
import { DEFAULT_ROOM } from './address.js';
import { NEW_KEY } from './conversation.js';
import { seen } from './counts.js';
import { titleOf } from './directory.js';
import { ownerOf } from './owner.js';
import { THE_ROOM } from './recipient.js';
import { told } from './room.js';
import { opened } from './rooms.js';

const PLACE = Object.freeze({ key: NEW_KEY, isMarked: false });

/**
 * Goes from room to room.
 *
 * @param {{send: (frame: string) => boolean, clock: object, joining: object, drafts: object, outbox: object, seeking: object,
 *   stateNow: () => object, change: (changes: object) => void, onOpened: () => void, onPlace: (room: string) => void}} options
 *   `onPlace` when the address has to name another room
 */
export function createVisiting({ send, clock, joining, drafts, outbox, seeking, stateNow, change, onOpened, onPlace }) {
  function show(name) {
    const { room: before, list, identity, name: own } = stateNow();
    if (name === before.room) {
      return;
    }
    seeking.stop();
    const { room, others } = opened(stateNow(), name, list.get(name));
    const { recipient, ...written } = drafts.open(ownerOf(identity, own), name);
    change({
      room: { ...seen(room), recipient: room.recipient === THE_ROOM ? recipient : room.recipient }, others, ...written,
      sendError: null, named: new Set(), goal: room.newFrom === null ? null : { ...PLACE },
    });
    if (!room.present) {
      joining.want([name]);
    }
    onOpened();
  }

  function open(name, seq = null) {
    const { entered, room } = stateNow();
    if (!entered) {
      return;
    }
    if (name !== room.room) {
      show(name);
      onPlace(name);
    }
    if (seq !== null) {
      seeking.seek(seq);
    }
  }

  function close(name) {
    const { others, list, room } = stateNow();
    if (name === room.room) {
      return;
    }
    const fewer = (map) => new Map([...map].filter(([key]) => key !== name));
    joining.forget(name);
    change({ others: fewer(others), list: fewer(list) });
  }

  function leave(name) {
    const { others, list, room } = stateNow();
    const next = [...list.keys(), ...others.keys()].find((other) => other !== name) ?? DEFAULT_ROOM;
    if (name === room.room) {
      open(next);
    }
    if (name !== next && send(logoutFrame(name))) {
      close(name);
    }
  }

  return {
    /**
     * The reader wants another room, and perhaps a message of it.
     *
     * @param {string} name
     * @param {number|null} [seq]
     */
    open,

    /** The address names another room already. */
    show(name, seq = null) {
      if (stateNow().entered) {
        show(name);
        if (seq !== null) {
          seeking.seek(seq);
        }
      }
    },

    /** Forgets a room that one is not in any more. */
    close,

    /** Leaves a room for good. */
    leaveRoom: leave,

    /** Another device of this user has left a room for good. Here one is still in it, and the others in it would see one there. */
    leftElsewhere(name) {
      const { others, list, room: { room: open, uid } } = stateNow();
      if (name !== open) {
        (others.has(name) ? leave : close)(name);
        return;
      }
      const title = list.has(name) ? titleOf(list.get(name), uid) : name;
      leave(name);
      const { room } = stateNow();
      if (room.room !== name) {
        change({ room: told(room, 'left_elsewhere', title, clock.now()) }); // or it would have changed before one's eyes
      }
    },

    /**
     * Changes the room itself, or who belongs to it.
     *
     * @param {object} changes as in `changeFrame`
     */
    changeRoom(changes) {
      outbox.add({ kind: 'change', room: stateNow().room.room, changes });
      change({});
    },
  };
}
