import { EVERYONE } from '../wire/frames.js';
import { THE_ROOM } from './recipient.js';

const PREFIX = 'kaiwa.draft.';
const NOTHING = Object.freeze({ draft: '', editing: null, unfinished: null, replying: null, recipient: THE_ROOM });

const isString = (value) => typeof value === 'string';
const isEdit = (edit) => Number.isSafeInteger(edit?.target) && typeof edit.inbox === 'boolean' && isString(edit.original) && isString(edit.text);

const isReply = (reply) => Number.isSafeInteger(reply?.seq) && isString(reply.author) && isString(reply.text);

function parse(json) {
  try {
    const { text, to, toName, edit, reply } = JSON.parse(json);
    const isToOne = Number.isSafeInteger(to) && isString(toName);
    if (!isString(text) || !(to === EVERYONE || isToOne)) {
      return NOTHING;
    }
    // The list of members tells whether that one is there. It never falls back to everyone.
    const recipient = isToOne ? { uid: to, name: toName, away: false, gone: false } : THE_ROOM;
    return { draft: text, editing: null, unfinished: isEdit(edit) ? edit : null, replying: isReply(reply) ? reply : null, recipient };
  } catch {
    return NOTHING; // nothing is kept, or somebody else has written there
  }
}

function editOf({ editing, draft, unfinished }) {
  return editing === null ? unfinished : { inbox: editing.inbox, target: editing.target, original: editing.original, text: draft };
}

/**
 * Where what is written and not sent yet outlives a reload, and signing out and in: in the tab, of each user and room
 * by itself.
 *
 * @param {object} storage one of `createStorage`, of the tab
 */
export function createDrafts(storage) {
  let key = null; // of whom is in, and where
  let kept = {};

  return {
    /** @returns {{draft: string, recipient: object, unfinished: object|null, replying: object|null}} what this user was writing in this room */
    open(owner, room) {
      key = PREFIX + JSON.stringify([owner, room]);
      kept = parse(storage.get(key));
      return kept;
    },

    /** @param {object} state of the chat */
    keep({ draft, editing, unfinished, replying, room: { recipient } }) {
      const isSame = kept.draft === draft && kept.editing === editing && kept.unfinished === unfinished && kept.replying === replying
        && kept.recipient === recipient;
      if (key === null || isSame) {
        return;
      }
      kept = { draft, editing, unfinished, replying, recipient };
      const text = editing?.kept ?? draft;
      const edit = editOf(kept);
      if (text === '' && edit === null && replying === null) {
        storage.remove(key);
      } else {
        storage.set(key, JSON.stringify({ text, to: recipient.uid, toName: recipient.name, edit: edit ?? undefined, reply: replying ?? undefined }));
      }
    },

    /** What is written from now on is of nobody; what was stays in the tab. */
    close() {
      key = null;
    },

    /** Forgets what this user was writing, in all rooms. */
    clear(owner) {
      key = null;
      const beginning = `${PREFIX}${JSON.stringify([owner]).slice(0, -1)},`;
      storage.keys(beginning).forEach(storage.remove);
    },
  };
}
