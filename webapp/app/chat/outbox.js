import { EVERYONE } from '../wire/frames.js';
import { frameOf, isLight, isOfInbox, maySendAgain } from './entry.js';

/** So many things of one nickname may wait in a room. */
export const OUTBOX_LIMIT = 100;

/** So many are sent before the first of them is answered; the server takes a few times as many. */
export const UNDER_WAY_LIMIT = 32;

// When the server does not say how long (milliseconds).
const TRY_AGAIN_AFTER = 1_000;

const EVENTS = new Set(['say', 'edit', 'delete', 'react', 'unreact', 'change']);
const acknowledgements = (frame) => (frame.type === 'history' ? frame.messages : [frame]).filter(({ type }) => EVENTS.has(type));

/**
 * Sends what is written as soon as it can be sent, in the order in which it was written, and again until it is stored.
 *
 * @param {{send: (frame: string) => boolean, store: object, clock: object, newId: () => string, onChange: () => void}} options
 *   `onChange` after what happens by itself, not after a call
 */
export function createOutbox({ send, store, clock, newId, onChange }) {
  let entries = [];
  let owner = null; // the nickname
  let uid = null; // one's own, while in a room
  let knownUid = null; // and also later
  let timer = null; // until the server can be asked again
  let resumeAt = 0;
  const rooms = new Set(); // in which one is
  const underWay = new Set(); // sent on this connection, and not answered

  function put(changed) {
    entries = entries.map((entry) => (entry.id === changed.id ? changed : entry));
    store.save(changed);
  }

  function remove(id) {
    entries = entries.filter((entry) => entry.id !== id);
    underWay.delete(id);
  }

  function drop(id) {
    remove(id);
    store.remove(id);
  }

  function fail(entry, code, message) {
    if (isLight(entry)) {
      drop(entry.id);
    } else {
      underWay.delete(entry.id);
      put({ ...entry, failed: { code, message } });
    }
  }

  function pump() {
    if (uid === null || timer !== null) {
      return;
    }
    for (const entry of entries) {
      if (underWay.size >= UNDER_WAY_LIMIT) {
        return;
      }
      if (rooms.has(entry.room) && entry.failed === null && !underWay.has(entry.id)) {
        if (!send(frameOf(entry))) {
          return;
        }
        underWay.add(entry.id);
      }
    }
  }

  function waitFor(milliseconds = TRY_AGAIN_AFTER) {
    resumeAt = Math.max(resumeAt, clock.now() + milliseconds);
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => {
      timer = null;
      pump();
      onChange();
    }, resumeAt - clock.now());
  }

  function refused(entry, { code, message, retry_after_ms: after }) {
    const isForNow = code === 'try_again' || code === 'rate_limited';
    if (isForNow) {
      underWay.delete(entry.id);
      waitFor(after);
    } else {
      fail(entry, code, message);
    }
    return isForNow || !isLight(entry);
  }

  function interrupt() {
    uid = null;
    rooms.clear();
    underWay.clear();
    clock.clearTimeout(timer);
    timer = null;
    resumeAt = 0;
  }

  const find = (id) => (id === undefined ? undefined : entries.find((entry) => entry.id === id));
  const isFull = (room) => entries.filter((entry) => entry.room === room).length >= OUTBOX_LIMIT;
  const nextOrder = () => Math.max(clock.now(), (entries.at(-1)?.order ?? 0) + 1);

  return {
    /** @returns {Entry[]} another array after every change */
    get entries() {
      return entries;
    },

    /** Whether what is written waits because the server cannot take it at the moment. */
    get held() {
      return timer !== null && entries.length > 0;
    },

    /** @returns {boolean} whether no more may wait in a room */
    isFull,

    /** Takes what waits under a nickname, in all rooms; what waited under another stays in the browser. */
    open(name) {
      owner = name;
      knownUid = null;
      entries = store.load(name);
    },

    close() {
      interrupt();
      entries = [];
    },

    /** @returns {boolean} false when too many wait in its room */
    add(draft) {
      if (isFull(draft.room)) {
        return false;
      }
      const entry = { id: newId(), order: nextOrder(), name: owner, from: knownUid, at: clock.now(), failed: null, ...draft };
      entries = [...entries, entry];
      store.save(entry);
      pump();
      return true;
    },

    /** One is in a room; what the server tells at that may acknowledge something, so it is `pump` that sends. */
    enter(room, ownUid) {
      rooms.add(room);
      uid = ownUid;
      knownUid = ownUid;
      for (const entry of entries.filter(({ from }) => from !== uid)) {
        // The server has lost its memory: numbers that meant one person, or one message, may mean another now.
        const isSafe = entry.from === null || (entry.kind === 'say' && entry.to === EVERYONE);
        if (isSafe) {
          put({ ...entry, from: uid, ...(entry.from !== null && { mentions: undefined }) });
        } else if (entry.failed === null) {
          fail(entry, 'identity_changed');
        }
      }
    },

    /** The line broke: what is not answered will be sent again. */
    interrupt,

    /**
     * What the server said: an acknowledgement, a refusal, or something else.
     *
     * @returns {boolean} whether it was the refusal of one of these, and stands where that is to be seen
     */
    hear(frame) {
      if (frame.type === 'error') {
        const entry = find(frame.id);
        return entry !== undefined && refused(entry, frame);
      }
      if (frame.type === 'gap' && frame.reason === 'epoch') {
        const isOfLog = (entry) => (frame.inbox === true ? isOfInbox(entry) : !isOfInbox(entry) && entry.room === frame.room);
        entries.filter((entry) => entry.target !== undefined && isOfLog(entry))
          .forEach((entry) => fail(entry, 'log_changed'));
        entries.filter((entry) => entry.replyTo !== undefined && isOfLog(entry)).forEach((entry) => put({ ...entry, replyTo: undefined }));
      }
      for (const { id, from_uid: from } of acknowledgements(frame)) {
        if (from === uid && find(id) !== undefined) {
          drop(id);
        }
      }
      return false;
    },

    /** Sends on, after the server was heard. */
    pump,

    /** The reader wants a refused one sent after all, under the same id: should it be stored, it is not stored twice. */
    again(id) {
      const entry = find(id);
      if (entry !== undefined && maySendAgain(entry)) {
        const fresh = entry.failed.code === 'id_conflict' ? { id: newId() } : {};
        drop(id);
        const next = { ...entry, ...fresh, order: nextOrder(), failed: null };
        entries = [...entries, next];
        store.save(next);
        pump();
      }
    },

    /** The reader gives up a refused one. */
    discard(id) {
      if (find(id)?.failed) {
        drop(id);
      }
    },

    /** Another tab of this browser has changed what is kept under a key. */
    keptElsewhere(key, value) {
      if (value === null) {
        remove(store.idOf(key));
      }
    },
  };
}
