import { typingFrame } from '../wire/frames.js';

/** So often the others are told that one types, at most (milliseconds). */
export const TELL_EVERY = 3_000;

/** Who has sent a word before so long need not have it told that one types it. */
export const TELL_AFTER = 500;

/** So long somebody who was said to type does. */
export const TYPES_FOR = 5_000;

/** So many who type are known of a room. */
export const TYPISTS_KNOWN = 20;

/**
 * Who is typing: oneself, which the others are told, and they.
 *
 * @param {{send: (frame: string) => boolean, clock: object, onChange: () => void}} options `onChange` when somebody has
 *   stopped, by itself
 */
export function createTyping({ send, clock, onChange }) {
  let typists = []; // {uid, name, room, until}, of all rooms, who began first first
  let toldAt = -Infinity;
  let toldRoom = null;
  let tellTimer = null;
  let timer = null;

  function forget(isGone) {
    const left = typists.filter((typist) => !isGone(typist));
    typists = left.length === typists.length ? typists : left;
    clock.clearTimeout(timer);
    timer = null;
    if (typists.length > 0) {
      const next = Math.min(...typists.map(({ until }) => until));
      timer = clock.setTimeout(() => {
        forget(({ until }) => until <= clock.now());
        onChange();
      }, Math.max(0, next - clock.now()));
    }
  }

  function interrupt() {
    clock.clearTimeout(tellTimer);
    tellTimer = null;
    toldAt = -Infinity;
  }

  return {
    /** @returns {Array<{uid: number, name: string}>} who types in a room; another array after every change */
    of: (room) => typists.filter((typist) => typist.room === room),

    /** What the server said. */
    hear(frame) {
      if (frame.type === 'typing') {
        const { uid, name, room } = frame;
        const others = typists.filter((typist) => typist.uid !== uid || typist.room !== room);
        const isFull = others.filter((typist) => typist.room === room).length >= TYPISTS_KNOWN;
        typists = isFull ? others : [...others, { uid, name, room, until: clock.now() + TYPES_FOR }];
        forget(() => false);
      } else if (frame.type === 'say' || frame.type === 'logout') {
        const gone = frame.from_uid ?? frame.uid;
        forget(({ uid, room }) => uid === gone && room === frame.room);
      }
    },

    /** One has typed something that the whole room will read. */
    tell(room) {
      if (tellTimer === null && (room !== toldRoom || clock.now() - toldAt >= TELL_EVERY)) {
        tellTimer = clock.setTimeout(() => {
          tellTimer = null;
          if (send(typingFrame(room))) {
            toldAt = clock.now();
            toldRoom = room;
          }
        }, TELL_AFTER);
      }
    },

    /** What was typed is sent, so that the next word is news again; or one is elsewhere, or the line broke. */
    interrupt,

    /** Forgets everybody. */
    clear() {
      interrupt();
      forget(() => true);
    },
  };
}
