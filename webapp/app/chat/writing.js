import { EVERYONE } from '../wire/frames.js';
import { isAnswerable, isEditable } from './conversation.js';
import { isArchived } from './directory.js';
import { obstacle } from './draft.js';
import { mentionsIn, peopleIn } from './mentions.js';
import { quoteOf } from './quotes.js';
import { choose, THE_ROOM } from './recipient.js';

/**
 * What the reader writes: a message, to whom it goes and what it answers, a reaction, and the change or the end of a
 * message that was said.
 *
 * @param {{outbox: object, typing: object, stateNow: () => object, change: (changes: object) => void}} options `stateNow`
 *   is the state of the chat
 */
export function createWriting({ outbox, typing, stateNow, change }) {
  const add = (entry) => outbox.add({ room: stateNow().room.room, ...entry });
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
    if (text === original || add({ kind: 'edit', inbox, target, text })) {
      endEdit();
    }
  }

  return {
    write(draft) {
      change({ draft, sendError: null, unfinished: null });
      const { editing, several, room: { room, present, recipient } } = stateNow();
      if (several && present && editing === null && recipient.uid === EVERYONE && draft.trim() !== '') {
        typing.tell(room);
      }
    },

    /** Somebody whose name another has, too, is meant. */
    mention(uid) {
      change({ named: new Set([...stateNow().named, uid]) });
    },

    /** What is written next answers a message; null when it does not. */
    reply(key) {
      const line = stateNow().lines.find((each) => each.key === key && isAnswerable(each));
      const { room, editing } = stateNow();
      if (editing !== null) {
        endEdit();
      }
      change({ replying: line === undefined ? null : quoteOf(line), ...(line !== undefined && { room: { ...room, recipient: THE_ROOM } }) });
    },

    /** Puts an emoji under a message, or takes it away again. */
    react(key, emoji) {
      const { lines, room: { uid }, several } = stateNow();
      const line = lines.find((each) => each.key === key && isAnswerable(each));
      if (line !== undefined && several) {
        const isGiven = line.reactions.some((reaction) => reaction.emoji === emoji && reaction.uids.includes(uid));
        add({ kind: isGiven ? 'unreact' : 'react', target: line.seq, emoji });
        change({});
      }
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
      const { draft: text, editing, replying, named, full, room, room: { recipient }, list } = stateNow();
      if (obstacle({ text, recipient: editing === null ? recipient : THE_ROOM, full, archived: isArchived(stateNow()) }) !== null) {
        return;
      }
      if (editing !== null) {
        save(editing, text);
        return;
      }
      const isToAll = recipient.uid === EVERYONE;
      const mentions = isToAll ? mentionsIn(text, peopleIn(room, list.get(room.room)?.people ?? []), named) : undefined;
      const replyTo = isToAll ? replying?.seq : undefined;
      if (add({ kind: 'say', to: recipient.uid, toName: recipient.name, text, replyTo, mentions })) {
        typing.interrupt();
        change({ draft: '', replying: null, named: new Set(), sendError: null, room: { ...stateNow().room, newFrom: null } });
      }
    },

    /** Puts a message of one's own into the composer. */
    edit: (key) => edit(lineOf(key)),
    editLast: () => edit(stateNow().lines.findLast(isEditable)),
    endEdit,

    /** Deletes a message of one's own. */
    remove(key) {
      const line = lineOf(key);
      if (line !== undefined && add({ kind: 'delete', inbox: line.stream === 'inbox', target: line.seq })) {
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
