import { createBackoff } from '../wire/backoff.js';

// A redirect leads to where one signs in; nobody wants to follow it.
const OPTIONS = { credentials: 'same-origin', redirect: 'manual', cache: 'no-store' };

const TOO_MANY = 503;
const REFUSALS = new Set([400, 403, 404]);
const isNotSignedIn = ({ type, status }) => type === 'opaqueredirect' || status === 401;

async function messageOf(response) {
  try {
    const { message } = await response.json();
    return typeof message === 'string' ? message : null;
  } catch {
    return null; // a proxy's own page
  }
}

/**
 * The watch as the server sends it. It begins anew by itself when it breaks; an EventSource does not say why it was refused, so the
 * same is asked for once more, to hear that.
 *
 * @typedef {{kind: 'connecting'} | {kind: 'open', watch: string, content: boolean} | {kind: 'waiting', until: number, status: number|null}
 *   | {kind: 'refused', status: number, message: string|null} | {kind: 'ended'}} StreamState `ended` is the sign-in; `until` in
 *   milliseconds since 1970
 *
 * @param {{EventSource: Function, fetch: Function, clock: object, random: () => number, onState: (state: StreamState) => void,
 *   onLines: (lines: object[]) => void, onPackets: (packets: object[]) => void, onCounts: (counts: object) => void}} options
 * @returns {{open: (query: string) => void, close: () => void, retry: () => void}} `open` ends the one before, `retry` waits no longer
 */
export function createStream({ EventSource, fetch, clock, random, onState, onLines, onPackets, onCounts }) {
  const backoff = createBackoff({ random });
  let url = null;
  let source = null;
  let asking = null;
  let timer = null;

  function stop() {
    source?.close();
    asking?.abort();
    clock.clearTimeout(timer);
    [source, asking, timer] = [null, null, null];
  }

  function wait(status) {
    const delay = backoff.next();
    timer = clock.setTimeout(connect, delay);
    onState({ kind: 'waiting', until: clock.now() + delay, status });
  }

  async function ask() {
    const mine = new AbortController();
    asking = mine;
    let response = null;
    let message = null;
    try {
      response = await fetch(url, { ...OPTIONS, signal: mine.signal });
      message = REFUSALS.has(response.status) ? await messageOf(response) : null;
    } catch {
      // the server is away
    }
    const isLate = asking !== mine;
    mine.abort(); // where it would be answered now, the answer has no end
    if (isLate) {
      return;
    }
    asking = null;
    if (response !== null && isNotSignedIn(response)) {
      onState({ kind: 'ended' });
    } else if (response !== null && REFUSALS.has(response.status)) {
      onState({ kind: 'refused', status: response.status, message });
    } else {
      wait(response?.status === TOO_MANY ? TOO_MANY : null);
    }
  }

  function connect() {
    stop();
    onState({ kind: 'connecting' });
    const mine = new EventSource(url);
    let isOpen = false;
    source = mine;
    const listen = (type, then) => mine.addEventListener(type, ({ data }) => source === mine && then(JSON.parse(data)));
    listen('watch', ({ watch, content }) => {
      isOpen = true;
      backoff.reset();
      onState({ kind: 'open', watch, content });
    });
    listen('lines', ({ lines }) => onLines(lines));
    listen('packets', ({ packets }) => onPackets(packets));
    listen('counts', onCounts);
    mine.addEventListener('error', () => {
      if (source !== mine) {
        return;
      }
      stop();
      if (isOpen) {
        wait(null);
      } else {
        ask();
      }
    });
  }

  return {
    open(query) {
      url = `api/wire${query}`;
      backoff.reset();
      connect();
    },
    close: stop,
    retry: connect,
  };
}
