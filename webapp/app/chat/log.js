import { EVERYONE } from '../wire/frames.js';
import { count, NOTHING_READ } from './counts.js';
import { addMessage, addSeam, dayOf, withOlder } from './lines.js';
import { afterChange, withAnswer } from './quotes.js';
import { NO_REACTIONS, reacted } from './reactions.js';

// Changes of messages that are not loaded. One of them may be of a page of the past that is on its way, and was read
// before it was changed.
const MISSED_LIMIT = 50;

const NOBODY = Object.freeze([]);

/**
 * When something happened, in milliseconds since 1970; for a frame without a time, now.
 *
 * @param {object} frame
 * @param {{now: number}} context
 * @returns {number}
 */
export function moment(frame, context) {
  const at = Date.parse(frame.at);
  return Number.isNaN(at) ? context.now : at;
}

/**
 * A key that no other line of the page has.
 *
 * @param {{nextKey: number}} draft
 * @returns {string}
 */
export function newKey(draft) {
  draft.nextKey += 1;
  return `n${draft.nextKey}`;
}

const streamOf = ({ inbox, to_uid: to }) => (inbox === true || (to !== undefined && to !== EVERYONE) ? 'inbox' : 'room');
const POSITION = { room: 'read', inbox: 'inboxRead' };

// Whether it is news; what is not is an acknowledgement repeated, or comes twice.
function advance(draft, { seq, epoch }, stream) {
  const position = draft[POSITION[stream]];
  if (!Number.isSafeInteger(seq)) {
    return true; // between guests nothing is stored
  }
  if (seq <= position?.seq) {
    return false;
  }
  const known = epoch ?? position?.epoch;
  if (known !== undefined) {
    draft[POSITION[stream]] = { epoch: known, seq };
  }
  return true;
}

function messageOf(draft, frame, context, stream) {
  const nameOf = (uid, said) => said ?? draft.members.get(uid) ?? String(uid);
  const own = frame.from_uid === draft.uid;
  const at = moment(frame, context);
  // One's own goes on as the line that it was while it waited to be sent.
  const waited = own && typeof frame.id === 'string' ? `o${frame.id}` : null;
  return {
    key: waited === null || draft.lines.some(({ key }) => key === waited) ? newKey(draft) : waited,
    kind: 'message',
    uid: frame.from_uid,
    author: nameOf(frame.from_uid, frame.from_name),
    own,
    text: frame.content,
    at,
    day: dayOf(at),
    secret: frame.to_uid === EVERYONE ? null
      : { to: frame.to_uid, toName: nameOf(frame.to_uid, frame.to_name), toOwn: frame.to_uid === draft.uid },
    stream,
    seq: frame.seq ?? null,
    edited: frame.edited === true,
    deleted: frame.deleted === true,
    replyTo: frame.reply_to ?? null,
    mentions: frame.mentions ?? NOBODY,
    reactions: frame.reactions ?? NO_REACTIONS,
  };
}

const react = (frame, { reactions }) => ({ reactions: reacted(reactions, frame) });

const CHANGES = {
  edit: ({ content }) => ({ text: content, edited: true }),
  delete: () => ({ text: '', edited: false, deleted: true, reactions: NO_REACTIONS }),
  react,
  unreact: react,
};

function apply(draft, frame, stream) {
  const index = draft.lines.findLastIndex((line) => line.stream === stream && line.seq === frame.target);
  if (index >= 0 && !draft.lines[index].deleted) { // an edit of one that was read as deleted
    draft.lines[index] = { ...draft.lines[index], ...CHANGES[frame.type](frame, draft.lines[index]) };
  }
  return index >= 0;
}

function change(draft, frame) {
  const stream = streamOf(frame);
  if (advance(draft, frame, stream) && !apply(draft, frame, stream)) {
    draft.missed = [...draft.missed, frame].slice(-MISSED_LIMIT);
    draft.quotes = stream === 'room' ? afterChange(draft.quotes, frame) : draft.quotes;
  }
}

function newest(draft, frame, context, stream) {
  frame.messages.filter((message) => advance(draft, message, stream))
    .forEach((message) => addMessage(draft.lines, messageOf(draft, message, context, stream)));
  const [first] = frame.messages;
  if (draft.past[stream] === null && first !== undefined) {
    draft.past = { ...draft.past, [stream]: { before: first.seq, at: moment(first, context), more: frame.more === true } };
  }
}

function older(draft, frame, context, stream) {
  const reach = draft.past[stream];
  if (stream === 'room' && frame.messages.length <= 1) { // one that is answered was asked for
    draft.quotes = withAnswer(draft.quotes, frame.before - 1, frame.messages);
  }
  if (frame.before !== reach?.before) {
    return; // of a question that is no longer asked
  }
  const [first] = frame.messages;
  draft.lines = withOlder(draft.lines, frame.messages.map((message) => messageOf(draft, message, context, stream)));
  draft.past = {
    ...draft.past,
    [stream]: { before: first?.seq ?? reach.before, at: first === undefined ? reach.at : moment(first, context), more: frame.more === true },
  };
  draft.missed.forEach((missed) => streamOf(missed) === stream && apply(draft, missed, stream));
}

/**
 * Goes past an event of which nothing is to be seen, and of whose type perhaps only a newer page knows.
 *
 * @param {object} draft
 * @param {object} frame
 * @returns {boolean} whether it is news
 */
export const pass = (draft, frame) => advance(draft, frame, streamOf(frame));

/**
 * What is told of the two logs, the room's and the inbox: messages, their changes, and where one is in it.
 *
 * @type {Object<string, (draft: object, frame: object, context: {now: number, hidden: boolean}) => void>}
 */
export const LOG_HANDLERS = {
  say(draft, frame, context) {
    const stream = streamOf(frame);
    if (!advance(draft, frame, stream)) {
      return;
    }
    const message = messageOf(draft, frame, context, stream);
    addMessage(draft.lines, message);
    if (context.hidden && !message.own && !(stream === 'room' && frame.seq <= draft.countedTo)) {
      count(draft, message);
    }
  },

  edit: change,
  delete: change,
  react: change,
  unreact: change,

  history(draft, frame, context) {
    (frame.before === undefined ? newest : older)(draft, frame, context, streamOf(frame));
  },

  live(draft, frame) {
    draft[POSITION[streamOf(frame)]] = { epoch: frame.epoch, seq: frame.seq };
  },

  gap(draft, frame, context) {
    const stream = streamOf(frame);
    const isNewLog = frame.reason === 'epoch';
    if (isNewLog) {
      // Its numbers mean other messages now. What is shown stays, but has none.
      draft[POSITION[stream]] = null;
      draft.past = { ...draft.past, [stream]: { before: 0, at: -Infinity, more: false, cut: true } };
      draft.lines = draft.lines.map((line) => (line.stream === stream ? { ...line, stream: null, seq: null, replyTo: null } : line));
      Object.assign(draft, stream === 'room' && { ...NOTHING_READ, quotes: new Map() });
      draft.missed = draft.missed.filter((missed) => streamOf(missed) !== stream);
    }
    addSeam(draft.lines, newKey(draft), {
      what: isNewLog ? 'new_log' : 'missing', from: frame.from, to: frame.to, secret: stream === 'inbox',
    }, context.now);
  },
};
