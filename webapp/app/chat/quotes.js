import { plainWords } from '../rich-text/words.js';

/** So many messages of a room are kept only because others answer them. */
export const QUOTE_LIMIT = 200;

// So much of what is answered is kept to be shown, in code points.
const QUOTED = 200;

const firstLine = (text) => [...plainWords(text).trimStart().split('\n', 1)[0]].slice(0, QUOTED).join('');

/**
 * What a line shows of the message that it answers: the first line of its words, without Markdown.
 *
 * @typedef {{seq: number, uid: number|null, author: string, text: string, deleted: boolean}} Quote
 */

/**
 * @param {object} message a line, or a message of the server
 * @returns {Quote}
 */
export function quoteOf({ seq, uid, from_uid: from, author, from_name: name, text, content, deleted }) {
  const by = uid ?? from ?? null;
  return { seq, uid: by, author: author ?? name ?? String(by), text: firstLine(text ?? content), deleted: deleted === true };
}

const made = new WeakMap(); // of each line, what it was made into last, so that nothing is painted again

function withQuote(line, source) {
  const before = made.get(line);
  if (before !== undefined && before.source === source) {
    return before.line;
  }
  // null when it is not to be had any more, undefined while that is not known
  const quote = source?.kind === 'message' ? quoteOf(source) : source;
  const next = { ...line, quote };
  made.set(line, { source, line: next });
  return next;
}

/**
 * @param {object[]} lines
 * @param {{quotes: Map<number, Quote|null>}} room
 * @returns {object[]} those that answer another with a `quote` of it
 */
export function withQuotes(lines, { quotes }) {
  if (lines.every(({ replyTo }) => replyTo === undefined || replyTo === null)) {
    return lines;
  }
  const loaded = new Map(lines.filter(({ stream, seq }) => stream === 'room' && seq !== null).map((line) => [line.seq, line]));
  return lines.map((line) => (typeof line.replyTo === 'number' ? withQuote(line, loaded.get(line.replyTo) ?? quotes.get(line.replyTo)) : line));
}

/**
 * @param {object[]} lines to be seen
 * @param {Map<number, Quote|null>} quotes
 * @returns {number|null} the newest message that one of them answers and of which nothing is known; null also when as
 *   many are kept as may be
 */
export function missingQuote(lines, quotes) {
  const isMissing = ({ replyTo, quote }) => typeof replyTo === 'number' && quote === undefined;
  return quotes.size < QUOTE_LIMIT ? lines.findLast(isMissing)?.replyTo ?? null : null;
}

/**
 * @param {Map<number, Quote|null>} quotes not changed
 * @param {number} seq
 * @param {object[]} messages of the server's answer
 * @returns {Map<number, Quote|null>}
 */
export function withAnswer(quotes, seq, messages) {
  const found = messages.find((message) => message.seq === seq) ?? null;
  const next = new Map(quotes).set(seq, found === null ? null : quoteOf(found));
  return new Map([...next].slice(-QUOTE_LIMIT));
}

/**
 * @param {Map<number, Quote|null>} quotes not changed
 * @param {{type: string, target: number, content?: string}} frame a change of a message
 * @returns {Map<number, Quote|null>}
 */
export function afterChange(quotes, { type, target, content = '' }) {
  const quote = quotes.get(target) ?? null;
  const isTold = type === 'edit' || type === 'delete';
  return quote === null || !isTold ? quotes : new Map([...quotes, [target, { ...quote, text: firstLine(content), deleted: type === 'delete' }]]);
}
