/** How many lines a page keeps; the oldest go first. */
export const LINE_LIMIT = 2_000;

/** So long one author's messages stand under one head (milliseconds). */
export const GROUP_FOR = 5 * 60_000;

// How many names a notice spells out; the rest is a number.
const NAMES_IN_NOTICE = 5;

/**
 * @typedef {{id: number, kind: 'message', uid: number, author: string, own: boolean, text: string, at: number,
 *   secret: null | {to: number, toName: string, toOwn: boolean}, groupAt: number, continued: boolean, newDay: boolean}} Message
 * @typedef {{id: number, kind: 'notice', what: 'joined'|'left'|'entered'|'back', names: string[], count: number,
 *   at: number, newDay: boolean}} Notice
 */

const dayOf = (at) => new Date(at).toDateString();
const isNewDay = (before, at) => before !== undefined && dayOf(before.at) !== dayOf(at);

function sameGroup(before, message) {
  return before?.kind === 'message'
    && before.author === message.author
    && (before.uid === message.uid || (before.own && message.own))
    && before.secret?.to === message.secret?.to
    && message.at - before.groupAt < GROUP_FOR;
}

/**
 * @param {object[]} lines changed in place
 * @param {number} id
 * @param {Omit<Message, 'id'|'kind'|'groupAt'|'continued'|'newDay'>} message
 */
export function addMessage(lines, id, message) {
  const before = lines.at(-1);
  const newDay = isNewDay(before, message.at);
  const continued = !newDay && sameGroup(before, message);
  lines.push({ id, kind: 'message', ...message, groupAt: continued ? before.groupAt : message.at, continued, newDay });
}

/**
 * Adds a notice. Those who come or go one right after another share a line: when a server restarts, everybody comes
 * back at once, and that must not push the conversation out of the page.
 *
 * @param {object[]} lines changed in place; a shared line is replaced and keeps its id
 * @param {number} id
 * @param {'joined'|'left'|'entered'|'back'} what
 * @param {string} name
 * @param {number} at
 */
export function addNotice(lines, id, what, name, at) {
  const before = lines.at(-1);
  const newDay = isNewDay(before, at);
  const shared = (what === 'joined' || what === 'left') && before?.kind === 'notice' && before.what === what && !newDay;
  if (shared) {
    const names = before.names.length < NAMES_IN_NOTICE ? [...before.names, name] : before.names;
    lines[lines.length - 1] = { ...before, names, count: before.count + 1, at };
  } else {
    lines.push({ id, kind: 'notice', what, names: [name], count: 1, at, newDay });
  }
}

/**
 * @param {object[]} lines
 * @returns {object[]} the newest of them, as many as may be kept
 */
export function newest(lines) {
  return lines.length > LINE_LIMIT ? lines.slice(-LINE_LIMIT) : lines;
}
