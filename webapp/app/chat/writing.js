import { isEditable } from './conversation.js';
import { obstacle } from './draft.js';
import { choose, THE_ROOM } from './recipient.js';

/**
 * What the reader writes: a message, to whom it goes, and the change or the end of one that was said.
 *
 * @param {{outbox: object, stateNow: () => object, change: (changes: object) => void}} options `stateNow` is the state
 *   of the chat
 */
export function createWriting({ outbox, stateNow, change }) {
  const lineOf = (key) => stateNow().lines.find((line) => line.key === key && isEditable(line));

  function edit(line) {
    if (line !== undefined) {
      const { key, stream, seq: target, text: original, secret } = line;
      const { editing, draft } = stateNow();
      const kept = editing?.kept ?? draft;
      change({ editing: { key, inbox: stream === 'inbox', target, original, secret, kept }, draft: original, sendError: null, unfinished: null });
    }
  }

  function endEdit() {
    const { editing, draft } = stateNow();
    change({ draft: editing?.kept ?? draft, editing: null, sendError: null });
  }

  function save({ inbox, target, original }, text) {
    if (text === original || outbox.add({ kind: 'edit', inbox, target, text })) {
      endEdit();
    }
  }

  return {
    write(draft) {
      change({ draft, sendError: null, unfinished: null });
    },

    /** Goes on with a change that was not finished before the page was loaded, once its message is there and still says the same. */
    resume() {
      const { unfinished, lines } = stateNow();
      if (unfinished !== null) {
        const { inbox, target, original, text } = unfinished;
        const line = lines.find(({ stream, seq, text: said }) => stream === (inbox ? 'inbox' : 'room') && seq === target && said === original);
        if (line !== undefined && isEditable(line)) {
          edit(line);
          change({ draft: text });
        }
      }
    },

    choose(uid) {
      const { room } = stateNow();
      const recipient = choose(uid, room.members, room.uid);
      if (recipient !== null) {
        change({ room: { ...room, recipient } });
      }
    },

    /** Says what is written, or saves it as what a message shall say. It is sent as soon as it can be. */
    say() {
      const { draft: text, editing, full, room: { recipient } } = stateNow();
      if (obstacle({ text, recipient: editing === null ? recipient : THE_ROOM, full }) !== null) {
        return;
      }
      if (editing !== null) {
        save(editing, text);
      } else if (outbox.add({ kind: 'say', to: recipient.uid, toName: recipient.name, text })) {
        change({ draft: '', sendError: null });
      }
    },

    /** Puts a message of one's own into the composer. */
    edit: (key) => edit(lineOf(key)),
    editLast: () => edit(stateNow().lines.findLast(isEditable)),
    endEdit,

    /** Deletes a message of one's own. */
    remove(key) {
      const line = lineOf(key);
      if (line !== undefined && outbox.add({ kind: 'delete', inbox: line.stream === 'inbox', target: line.seq })) {
        change({});
      }
    },

    sendAgain(id) {
      outbox.again(id);
      change({});
    },

    discard(id) {
      outbox.discard(id);
      change({});
    },
  };
}
