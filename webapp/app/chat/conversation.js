import { EVERYONE } from '../wire/frames.js';
import { marksOf } from './labels.js';
import { arrange, dayOf } from './lines.js';
import { maySendAgain } from './outbox.js';
import { withoutHoles } from './past.js';

const targetOf = (inbox, seq) => `${inbox ? 'inbox' : 'room'} ${seq}`;

// What a line says of the entry of the outbox that it stands for: that it waits, or that and why it was refused.
function fateOf(entry) {
  const { id, kind, text, failed } = entry;
  return failed === null ? { waiting: kind } : { refused: { id, kind, text, again: maySendAgain(entry), ...failed } };
}

function ownLine(entry, { uid, name }) {
  const { id, text = '', at, kind, to, toName } = entry;
  return {
    key: `o${id}`, kind: 'message', uid, author: name, own: true, text, at, day: dayOf(at), stream: null, seq: null, edited: false, deleted: false,
    secret: kind !== 'say' || to === EVERYONE ? null : { to, toName, toOwn: false }, isLoose: kind !== 'say', ...fateOf(entry),
  };
}

function changed(line, entry) {
  const words = entry.kind === 'edit' && entry.failed === null ? { text: entry.text, edited: true } : {};
  return { ...line, ...words, ...fateOf(entry) };
}

/**
 * The lines to be seen: what was said, with the changes that wait to be sent, and below it what waits to be said.
 *
 * @param {{lines: object[], past: object, uid: number|null}} room
 * @param {object[]} outbox
 * @param {string} name one's own
 * @returns {object[]}
 */
export function conversationOf(room, outbox, name) {
  const lines = withoutHoles(room.lines, room.past);
  if (outbox.length === 0) {
    return lines.length === room.lines.length ? lines : arrange(lines);
  }
  const changes = new Map(outbox.filter(({ kind }) => kind !== 'say').map((entry) => [targetOf(entry.inbox, entry.target), entry]));
  const shown = lines.map((line) => {
    const target = line.seq === null ? null : targetOf(line.stream === 'inbox', line.seq);
    const entry = target === null ? undefined : changes.get(target);
    changes.delete(target);
    return entry === undefined ? line : changed(line, entry);
  });
  const own = { uid: room.uid, name };
  const said = new Set(shown.map(({ key }) => key));
  const loose = outbox.filter((entry) => (entry.kind === 'say' ? !said.has(`o${entry.id}`) : changes.get(targetOf(entry.inbox, entry.target)) === entry));
  return arrange([...shown, ...loose.map((entry) => ownLine(entry, own))]);
}

/**
 * @param {object} line
 * @returns {boolean} whether one can change or delete it
 */
export const isEditable = ({ kind, own, seq, deleted, waiting }) => (
  kind === 'message' && own && seq !== null && !deleted && waiting !== 'delete');

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
