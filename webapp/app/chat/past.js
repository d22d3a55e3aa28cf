/**
 * How far back each of the two logs is loaded: everything from `before` on, whose time is `at`; `more` when there is
 * older. Null when a log was empty, and thus is here as a whole. `cut` when what is older is of another log.
 *
 * @typedef {{before: number, at: number, more: boolean, cut?: boolean}} Reach
 * @typedef {{room: Reach|null, inbox: Reach|null}} Past
 */

/** @type {Past} */
export const NO_PAST = Object.freeze({ room: null, inbox: null });

/**
 * Which log to ask when the reader wants older messages: the one that is loaded less far back in time.
 *
 * @param {Past} past
 * @returns {'room'|'inbox'|null} null when there is nothing older
 */
export function nextOlder({ room, inbox }) {
  const open = Object.entries({ room, inbox }).filter(([, reach]) => reach?.more);
  return open.sort(([, a], [, b]) => b.at - a.at)[0]?.[0] ?? null;
}

/**
 * What can be shown without a hole: nothing older than the log that is loaded less far. Ten private messages of last
 * year above the last minute of a busy room would look as if nothing had been said in between.
 *
 * @param {object[]} lines
 * @param {Past} past
 * @returns {object[]}
 */
export function withoutHoles(lines, past) {
  const stream = nextOlder(past);
  if (stream === null || lines.length === 0 || lines[0].at >= past[stream].at) {
    return lines;
  }
  const start = lines.findIndex(({ at }) => at >= past[stream].at);
  return start < 0 ? [] : lines.slice(start);
}

/** So many more than the limit there may be until the oldest go: to take away above costs a browser the same for many. */
export const SLACK = 1 / 20;

/**
 * Drops the oldest lines past a limit, many at once.
 *
 * @param {object[]} lines
 * @param {Past} past
 * @param {number} limit
 * @returns {{lines: object[], past: Past}}
 */
export function trimmed(lines, past, limit) {
  if (lines.length <= limit * (1 + SLACK)) {
    return { lines, past };
  }
  const reach = { ...past };
  for (const { stream, seq, at } of lines.slice(0, -limit)) {
    if (stream !== null && seq !== null) {
      reach[stream] = { ...reach[stream], before: seq + 1, at, more: reach[stream]?.cut !== true };
    }
  }
  return { lines: lines.slice(-limit), past: reach };
}

/**
 * What stands above the oldest line.
 *
 * @param {Past} past
 * @param {{full: boolean, loading: boolean, present: boolean}} page `full` when the page holds no more
 * @returns {'unknown'|'loading'|'more'|'full'|'beginning'|'kept'} `kept` when what was older is no longer kept
 */
export function topOf(past, { full, loading, present }) {
  if (loading) {
    return 'loading';
  }
  if (nextOlder(past) !== null) {
    return full ? 'full' : 'more';
  }
  if (past.room === null) {
    return present ? 'beginning' : 'unknown';
  }
  if (past.room.cut) {
    return 'unknown';
  }
  return past.room.before <= 1 ? 'beginning' : 'kept';
}
