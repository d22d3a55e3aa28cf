import { ALL, filterFrom, isSame, queryOf } from './filter.js';
import { createFeed } from './feed.js';
import { createJournal, MOST } from './journal.js';

const NO_COUNTS = Object.freeze({ passed: 0, shown: 0, dropped: 0, unmatched: 0 });

// As the server tells it of each line, first of all.
const openedOf = (line, comment) => ({ packet: { line: line.line, at: line.at, what: 'opened', comment }, line });

/**
 * Watching the wire: which filter, what has come, and what the reader wants to see of it.
 *
 * @param {{createStream: (listener: object) => object, requestFrame: (then: () => void) => void, search: string, words: object,
 *   onAddress: (query: string) => void, onEntries: (change: {added: object[], removed: object[]}) => void,
 *   onClear: (entries: object[]) => void, onChange: (state: object) => void}} options `search` is what the page's address says; `onClear`: these
 *   are in the place of all that was there
 */
export function createWatching({ createStream, requestFrame, search, words, onAddress, onEntries, onClear, onChange }) {
  const journal = createJournal();
  const lines = new Map(); // those that are open, by number
  let filter = filterFrom(search);
  let before = ALL; // the filter from which one went to follow
  let stream = { kind: 'connecting' };
  let counts = NO_COUNTS;
  let followed = null; // the line, once it is known

  const source = createStream({ onState: streamChanged, onLines: linesCame, onPackets: packetsCame, onCounts: countsCame });
  const feed = createFeed({
    requestFrame,
    limit: MOST,
    onWaiting: changed,
    onPackets(entries, lost) {
      show(lost > 0 ? [{ note: words.notes.missed(lost) }, ...entries] : entries);
    },
  });

  function stateNow() {
    return {
      filter, stream, counts, followed, isPaused: feed.isPaused, waiting: feed.waiting, kept: journal.packets,
      save: stream.kind === 'open' ? `api/capture.pcapng${queryOf(filter, { watch: stream.watch })}` : null,
    };
  }

  function changed() {
    onChange(stateNow());
  }

  function show(entries) {
    onEntries(journal.add(entries));
    changed();
  }

  function streamChanged(state) {
    if (stream.kind === 'open' && state.kind === 'waiting') {
      feed.push([{ note: words.notes.broken }]);
    }
    if (state.kind === 'open') {
      counts = NO_COUNTS;
      lines.clear();
    }
    stream = state;
    changed();
  }

  function linesCame(some) {
    some.forEach((line) => {
      lines.set(line.line, line);
      if (String(line.line) === filter.line) {
        followed = line;
      }
    });
    changed();
  }

  const isKnown = (number) => journal.entries.some(({ packet }) => packet?.what === 'opened' && packet.line === number);

  function packetsCame(packets) {
    feed.push(packets
      .filter(({ what, line }) => what !== 'opened' || filter.line === null || !isKnown(line))
      .map((packet) => {
        const entry = { packet, line: lines.get(packet.line) };
        if (packet.what === 'closed') {
          lines.delete(packet.line);
        }
        return entry;
      }));
  }

  function countsCame(now) {
    const dropped = now.dropped - counts.dropped;
    counts = now;
    if (dropped > 0) {
      feed.push([{ note: words.notes.dropped(dropped) }]);
    }
    changed();
  }

  function begin(wanted, entries, line) {
    const instead = stream.kind === 'open' ? { instead: stream.watch } : {}; // or it would go on until the server has seen that one is gone
    filter = wanted;
    followed = line;
    counts = NO_COUNTS;
    stream = { kind: 'connecting' };
    lines.clear();
    feed.clear();
    feed.goOn();
    journal.clear();
    onClear([]);
    if (entries.length > 0) {
      show(entries);
    }
    source.open(queryOf(filter, instead));
    changed();
  }

  function choose(wanted, entries = [], line = null) {
    if (!isSame(wanted, filter) || stream.kind === 'refused') {
      onAddress(queryOf(wanted));
      begin(wanted, entries, line);
    }
  }

  return {
    get state() {
      return stateNow();
    },

    start() {
      source.open(queryOf(filter));
      changed();
    },

    choose: (wanted) => choose(wanted),

    /** One went back, or on, to another address. */
    wentTo(other) {
      const wanted = filterFrom(other);
      if (!isSame(wanted, filter)) {
        begin(wanted, [], null);
      }
    },

    /** From now on only what passes on one line; of what is held, that stays. */
    follow(line) {
      const number = String(line.line);
      if (filter.line === number) {
        return;
      }
      const held = journal.entries.filter(({ packet }) => packet?.line === line.line);
      const head = isKnown(line.line) ? [] : [openedOf(line, words.openedComment)];
      before = filter;
      choose({ ...ALL, line: number }, [...head, ...held, { note: words.notes.followed }], line);
    },

    unfollow: () => choose({ ...before, line: null }),

    togglePause() {
      if (feed.isPaused) {
        feed.goOn();
      } else {
        feed.pause();
      }
      changed();
    },

    clear() {
      feed.clear();
      journal.clear();
      onClear([]);
      changed();
    },

    retry: () => source.retry(),
    close: () => source.close(),
  };
}
