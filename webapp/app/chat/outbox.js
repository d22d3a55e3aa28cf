import { deleteFrame, editFrame, EVERYONE, sayFrame } from '../wire/frames.js';

/** So many messages of one nickname may wait in a room. */
export const OUTBOX_LIMIT = 100;

/** So many are sent before the first of them is answered; the server takes a few times as many. */
export const UNDER_WAY_LIMIT = 32;

// When the server does not say how long (milliseconds).
const TRY_AGAIN_AFTER = 1_000;

// Whoever may be meant by these is another than when they were written: they are never sent again.
const FINAL = new Set(['identity_changed', 'log_changed']);

/**
 * What was written and is not stored yet: a message, or a change of one. It has an id of its own, under which the
 * server stores it once however often it is sent.
 *
 * @typedef {{id: string, order: number, name: string, room: string, from: number|null, kind: 'say'|'edit'|'delete',
 *   to?: number|'all', toName?: string, inbox?: boolean, target?: number, text?: string, at: number,
 *   failed: null | {code: string, message?: string}}} Entry
 *   `from` one's own uid when it was written, null before the first login; `to` of a `say`, `inbox` and `target` of a change
 */

/**
 * @param {Entry} entry
 * @returns {boolean} whether one may send it again after it was refused
 */
export const maySendAgain = ({ failed }) => failed !== null && !FINAL.has(failed.code);

function frameOf({ id, kind, room, to, inbox, target, text }) {
  if (kind === 'say') {
    return sayFrame(to, text, room, id);
  }
  const log = inbox ? null : room;
  return kind === 'edit' ? editFrame(log, target, text, id) : deleteFrame(log, target, id);
}

const CHANGES = new Set(['say', 'edit', 'delete']);
const acknowledgements = (frame) => (frame.type === 'history' ? frame.messages : [frame]).filter(({ type }) => CHANGES.has(type));

/**
 * Sends what is written as soon as it can be sent, in the order in which it was written, and again until it is stored.
 *
 * @param {{send: (frame: string) => boolean, store: object, clock: object, newId: () => string, onChange: () => void}} options
 *   `onChange` after what happens by itself, not after a call
 */
export function createOutbox({ send, store, clock, newId, onChange }) {
  let entries = [];
  let owner = null; // the nickname and the room
  let uid = null; // one's own, while in the room
  let knownUid = null; // and also later
  let timer = null; // until the server can be asked again
  let resumeAt = 0;
  const underWay = new Set(); // sent on this connection, and not answered

  function put(changed) {
    entries = entries.map((entry) => (entry.id === changed.id ? changed : entry));
    store.save(changed);
  }

  function remove(id) {
    entries = entries.filter((entry) => entry.id !== id);
    underWay.delete(id);
  }

  function fail(entry, code, message) {
    underWay.delete(entry.id);
    put({ ...entry, failed: { code, message } });
  }

  function pump() {
    if (uid === null || timer !== null) {
      return;
    }
    for (const entry of entries) {
      if (underWay.size >= UNDER_WAY_LIMIT) {
        return;
      }
      if (entry.failed === null && !underWay.has(entry.id)) {
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
    if (code === 'try_again' || code === 'rate_limited') {
      underWay.delete(entry.id);
      waitFor(after);
    } else {
      fail(entry, code, message);
    }
  }

  function interrupt() {
    uid = null;
    underWay.clear();
    clock.clearTimeout(timer);
    timer = null;
    resumeAt = 0;
  }

  const find = (id) => (id === undefined ? undefined : entries.find((entry) => entry.id === id));
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

    get full() {
      return entries.length >= OUTBOX_LIMIT;
    },

    /** Takes what waits under a nickname in a room; what waited under another stays in the browser. */
    open(name, room) {
      owner = { name, room };
      knownUid = null;
      entries = store.load(name, room);
    },

    close() {
      interrupt();
      entries = [];
    },

    /** @returns {boolean} false when too many wait */
    add(draft) {
      if (entries.length >= OUTBOX_LIMIT) {
        return false;
      }
      const entry = { id: newId(), order: nextOrder(), ...owner, from: knownUid, at: clock.now(), failed: null, ...draft };
      entries = [...entries, entry];
      store.save(entry);
      pump();
      return true;
    },

    /** One is in the room; what the server tells at that may acknowledge something, so it is `pump` that sends. */
    enter(ownUid) {
      uid = ownUid;
      knownUid = ownUid;
      for (const entry of entries.filter(({ from }) => from !== uid)) {
        // The server has lost its memory: numbers that meant one person, or one message, may mean another now.
        const isSafe = entry.from === null || (entry.kind === 'say' && entry.to === EVERYONE);
        if (isSafe) {
          put({ ...entry, from: uid });
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
     * @returns {boolean} whether it was the refusal of one of these
     */
    hear(frame) {
      if (frame.type === 'error') {
        const entry = find(frame.id);
        if (entry !== undefined) {
          refused(entry, frame);
        }
        return entry !== undefined;
      }
      if (frame.type === 'gap' && frame.reason === 'epoch') {
        entries.filter((entry) => entry.kind !== 'say' && entry.inbox === (frame.inbox === true))
          .forEach((entry) => fail(entry, 'log_changed'));
      }
      for (const { id, from_uid: from } of acknowledgements(frame)) {
        if (from === uid && find(id) !== undefined) {
          remove(id);
          store.remove(id);
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
        remove(id);
        store.remove(id);
        const next = { ...entry, ...fresh, order: nextOrder(), failed: null };
        entries = [...entries, next];
        store.save(next);
        pump();
      }
    },

    /** The reader gives up a refused one. */
    discard(id) {
      if (find(id)?.failed) {
        remove(id);
        store.remove(id);
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
