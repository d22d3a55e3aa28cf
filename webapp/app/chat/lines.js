/** How many lines a page keeps while the reader is at the newest; the oldest go first. */
export const LINE_LIMIT = 2_000;

/** And while the reader is further up, where a line that goes would take the place away that is being read. */
export const PAST_LIMIT = 10_000;

/** So long one author's messages stand under one head (milliseconds). */
export const GROUP_FOR = 5 * 60_000;

// How many names a notice spells out; the rest is a number.
const NAMES_IN_NOTICE = 5;

/**
 * @typedef {'room'|'inbox'} Stream the log that a message is in
 *
 * @typedef {{key: string, kind: 'message', uid: number|null, author: string, own: boolean, text: string, at: number,
 *   day: string, secret: null | {to: number, toName: string, toOwn: boolean}, stream: Stream|null, seq: number|null,
 *   edited: boolean, deleted: boolean, replyTo: number|null, mentions: number[], reactions: object[], groupAt: number, continued: boolean, newDay: boolean}} Message
 *   `stream` and `seq` say where it is on the server; null when it is not there, or not any more
 * @typedef {{key: string, kind: 'notice', what: 'joined'|'left'|'entered'|'back'|'left_elsewhere'|'missing'|'new_log'|'changed'|'watched'|'unwatched'|'new',
 *   names: string[],
 *   count: number, at: number, day: string, stream: null, isSeam: boolean, newDay: boolean}} Notice
 *   `isSeam` when nothing that comes later may stand above it
 */

/**
 * @param {number} at milliseconds since 1970
 * @returns {string} the same for all moments of one day
 */
export const dayOf = (at) => new Date(at).toDateString();

function sameGroup(before, message) {
  return before?.kind === 'message'
    && before.author === message.author
    && (before.uid === message.uid || (before.own && message.own))
    && before.secret?.to === message.secret?.to
    && Math.abs(message.at - before.groupAt) < GROUP_FOR;
}

/**
 * Adds a message that has just come, in the order of time: the inbox and the room are two logs, and each is told by
 * itself. Within its own log the order is the server's, whatever the clocks say.
 *
 * @param {object[]} lines changed in place
 * @param {object} message
 */
export function addMessage(lines, message) {
  let index = lines.length;
  while (index > 0 && lines[index - 1].at > message.at && lines[index - 1].stream !== message.stream && !lines[index - 1].isSeam) {
    index -= 1;
  }
  lines.splice(index, 0, message);
}

/**
 * Adds a notice. Those who come or go one right after another share a line: when a server restarts, everybody comes
 * back at once, and that must not push the conversation out of the page.
 *
 * @param {object[]} lines changed in place; a shared line is replaced and keeps its key
 * @param {string} key
 * @param {string} what
 * @param {string} name
 * @param {number} at
 */
export function addNotice(lines, key, what, name, at) {
  const before = lines.at(-1);
  const day = dayOf(at);
  const shared = (what === 'joined' || what === 'left') && before?.kind === 'notice' && before.what === what && before.day === day;
  if (shared) {
    const names = before.names.length < NAMES_IN_NOTICE ? [...before.names, name] : before.names;
    lines[lines.length - 1] = { ...before, names, count: before.count + 1, at };
  } else {
    lines.push({ key, kind: 'notice', what, names: [name], count: 1, at, day, stream: null, isSeam: false });
  }
}

/**
 * Adds the notice that somebody has changed the room itself.
 *
 * @param {object[]} lines changed in place
 * @param {string} key
 * @param {object} frame
 * @param {number} at
 */
export function addChange(lines, key, { from_name: name, title, topic, archived, invited, removed }, at) {
  const change = { title, topic, archived, invited, removed };
  lines.push({ key, kind: 'notice', what: 'changed', names: [name ?? ''], count: 1, change, at, day: dayOf(at), stream: null, isSeam: false });
}

/**
 * Adds the notice that something of a log is not to be had. It stands below what came before and above all that comes,
 * of which one is told only after one has come back.
 *
 * @param {object[]} lines changed in place
 * @param {string} key
 * @param {{what: 'missing'|'new_log', from: number, to: number, secret: boolean}} gap
 * @param {number} now for a page that shows nothing yet
 */
export function addSeam(lines, key, { what, from, to, secret }, now) {
  const index = lines.length - (lines.at(-1)?.what === 'back' ? 1 : 0);
  const at = lines[index - 1]?.at ?? now;
  lines.splice(index, 0, { key, kind: 'notice', what, names: [], count: 0, from, to, secret, at, day: dayOf(at), stream: null, isSeam: true });
}

/**
 * Puts older messages of one log above those that are there, among what there is of the other by time.
 *
 * @param {object[]} lines
 * @param {object[]} page of one log, the oldest first
 * @returns {object[]}
 */
export function withOlder(lines, page) {
  const own = lines.findIndex(({ stream }) => stream === page[0]?.stream);
  const end = own < 0 ? lines.length : own;
  const merged = [];
  let next = 0;
  for (const line of lines.slice(0, end)) {
    while (next < page.length && page[next].at <= line.at) {
      merged.push(page[next]);
      next += 1;
    }
    merged.push(line);
  }
  return [...merged, ...page.slice(next), ...lines.slice(end)];
}

/**
 * Sees where a day begins and which messages stand under one head.
 *
 * @param {object[]} lines
 * @returns {object[]} those for which nothing changes are the same objects
 */
export function arrange(lines) {
  let before;
  return lines.map((line) => {
    const newDay = before !== undefined && before.day !== line.day;
    const continued = !newDay && line.kind === 'message' && sameGroup(before, line);
    const groupAt = continued ? before.groupAt : line.at;
    const same = line.newDay === newDay && line.continued === continued && line.groupAt === groupAt;
    before = same ? line : { ...line, newDay, continued, groupAt };
    return before;
  });
}

// When a group began tells whether a message belongs to it, and is not to be seen.
const HIDDEN = new Set(['groupAt']);

/**
 * @param {object} before
 * @param {object} line
 * @returns {boolean} whether nothing is to be seen of what is different: what somebody says in one go has one beginning,
 *   which changes in all of it with each page of the past
 */
export const looksSame = (before, line) => before === line || (Object.keys(before).length === Object.keys(line).length
  && Object.keys(line).every((name) => before[name] === line[name] || HIDDEN.has(name)));
