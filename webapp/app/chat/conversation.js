import { EVERYONE } from '../wire/frames.js';
import { isLight, isOfInbox, maySendAgain } from './entry.js';
import { marksOf } from './labels.js';
import { arrange, dayOf } from './lines.js';
import { withoutHoles } from './past.js';
import { withQuotes } from './quotes.js';
import { NO_REACTIONS, reacted } from './reactions.js';

const targetOf = (inbox, seq) => `${inbox ? 'inbox' : 'room'} ${seq}`;

// What a line says of the entry of the outbox that it stands for: that it waits, or that and why it was refused.
function fateOf(entry) {
  const { id, kind, text, failed } = entry;
  return failed === null ? { waiting: kind } : { refused: { id, kind, text, again: maySendAgain(entry), ...failed } };
}

function ownLine(entry, { uid, name }) {
  const { id, text = '', at, kind, to, toName, replyTo = null, mentions = [] } = entry;
  return {
    key: `o${id}`, kind: 'message', uid, author: name, own: true, text, at, day: dayOf(at), stream: null, seq: null, edited: false, deleted: false,
    replyTo, mentions, reactions: NO_REACTIONS,
    secret: kind !== 'say' || to === EVERYONE ? null : { to, toName, toOwn: false }, isLoose: kind !== 'say', ...fateOf(entry),
  };
}

function changed(line, entry) {
  const words = entry.kind === 'edit' && entry.failed === null ? { text: entry.text, edited: true } : {};
  return { ...line, ...words, ...fateOf(entry) };
}

const isReaction = ({ kind }) => kind === 'react' || kind === 'unreact';

// A reaction is to be seen at once; should it be refused, it goes again.
function reactedTo(line, pending, uid) {
  const own = pending.filter(({ target }) => line.stream === 'room' && line.seq === target);
  const reactions = own.reduce((before, { kind, emoji }) => reacted(before, { type: kind, emoji, from_uid: uid }), line.reactions);
  return reactions === line.reactions ? line : { ...line, reactions };
}

function withOutbox(lines, outbox, { uid, name }) {
  const pending = outbox.filter(isReaction);
  const shownBelow = outbox.filter((entry) => !isLight(entry));
  const changes = new Map(shownBelow.filter(({ kind }) => kind !== 'say').map((entry) => [targetOf(entry.inbox, entry.target), entry]));
  const shown = lines.map((line) => {
    const target = line.seq === null ? null : targetOf(line.stream === 'inbox', line.seq);
    const entry = target === null ? undefined : changes.get(target);
    changes.delete(target);
    const after = pending.length > 0 && target !== null ? reactedTo(line, pending, uid) : line;
    return entry === undefined ? after : changed(after, entry);
  });
  const said = new Set(shown.map(({ key }) => key));
  const loose = shownBelow.filter((entry) => (entry.kind === 'say' ? !said.has(`o${entry.id}`) : changes.get(targetOf(entry.inbox, entry.target)) === entry));
  return [...shown, ...loose.map((entry) => ownLine(entry, { uid, name }))];
}

/** The key of the line above which one has read everything. */
export const NEW_KEY = 'new';

// Where it is not known what stands above, it would stand in the wrong place.
function withNew(lines, { newFrom, past }) {
  const isKnown = newFrom !== null && (past.room === null || past.room.before <= newFrom + 1);
  const index = isKnown ? lines.findIndex(({ stream, seq, own }) => stream === 'room' && seq > newFrom && !own) : -1;
  if (index < 0) {
    return lines;
  }
  const { at, day } = lines[Math.max(0, index - 1)]; // a new day begins below it
  const line = { key: NEW_KEY, kind: 'notice', what: 'new', names: [], count: 0, at, day, stream: null, seq: null, isSeam: true };
  return [...lines.slice(0, index), line, ...lines.slice(index)];
}

/**
 * The lines to be seen: what was said, with what it answers and the changes that wait to be sent, and below it what
 * waits to be said.
 *
 * @param {object} room the state of the room
 * @param {object[]} outbox
 * @param {string} name one's own
 * @returns {object[]}
 */
export function conversationOf(room, outbox, name) {
  const lines = withoutHoles(room.lines, room.past);
  const waiting = outbox.filter((entry) => entry.room === room.room || isOfInbox(entry));
  const all = waiting.length === 0 ? lines : withOutbox(lines, waiting, { uid: room.uid, name });
  const shown = withNew(all, room);
  const quoted = withQuotes(shown, room);
  return shown.length === room.lines.length && waiting.length === 0 ? quoted : arrange(quoted);
}

/**
 * @param {object} line
 * @returns {boolean} whether one can change or delete it
 */
export const isEditable = ({ kind, own, seq, deleted, waiting }) => (
  kind === 'message' && own && seq !== null && !deleted && waiting !== 'delete');

/**
 * @param {object} line
 * @returns {boolean} whether one can answer it and react to it
 */
export const isAnswerable = ({ kind, stream, seq, deleted }) => kind === 'message' && stream === 'room' && seq !== null && !deleted;

/**
 * @param {object} line
 * @param {boolean} several whether the server knows of answers and reactions
 * @returns {string[]} what one can do with it
 */
export function offersOf(line, several) {
  if (line.kind !== 'message' || line.deleted || line.waiting === 'say' || line.waiting === 'delete' || line.refused !== undefined) {
    return [];
  }
  return [...(several && isAnswerable(line) ? ['reply', 'react', 'link'] : []), 'copy', ...(isEditable(line) ? ['edit', 'delete'] : [])];
}

/**
 * The marks of all whom the page knows of: those who are there, and those who said something or were spoken to.
 *
 * @param {{members: Map<number, string>, lines: object[], uid: number|null}} room
 * @param {Map<number, string>} before is given back when nothing has changed
 * @returns {Map<number, string>}
 */
export function marksIn({ members, lines }, before) {
  const people = [...members];
  for (const { kind, uid, author, secret } of lines) {
    if (kind === 'message') {
      people.push([uid, author]);
      if (secret !== null) {
        people.push([secret.to, secret.toName]);
      }
    }
  }
  const marks = marksOf(people);
  const same = marks.size === before.size && [...marks].every(([uid, mark]) => before.get(uid) === mark);
  return same ? before : marks;
}
