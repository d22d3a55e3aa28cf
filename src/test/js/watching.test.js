import { ALL, countOf, filterFrom, queryOf } from '/app/watch/filter.js';
import { PER_FRAME } from '/app/watch/feed.js';
import { AT_ONCE, createJournal, MOST, MOST_CHARACTERS } from '/app/watch/journal.js';
import { createWatching } from '/app/watch/watching.js';
import { words } from '/app/watch/words.js';

const line = (number, more = {}) => ({ line: number, client: `127.0.0.1:${number}`, server: '127.0.0.1:7272', user: null, at: 'T', subprotocol: '', head: '', ...more });
const frame = (number, text = '{}') => ({ line: number, at: 'T', what: 'frame', direction: 'in', fin: true, opcode: 1, length: text.length, text });
const opened = (number) => ({ line: number, at: 'T', what: 'opened', comment: 'opened' });
const closed = (number) => ({ line: number, at: 'T', what: 'closed', comment: 'closed' });
const many = (count, of = frame(1)) => Array.from({ length: count }, (_, index) => ({ ...of, n: index }));

// A page that watches: what it shows, and a server that a test speaks for.
function scene(search = '') {
  const world = { queries: [], instead: [], addresses: [], shown: [], state: null, frames: [] };
  world.watching = createWatching({
    createStream(listener) {
      world.server = listener;
      // Which watch ends for it is told apart.
      return { open: (query) => world.queries.push(query.replace(/instead=\w+&?/, '').replace(/\?$/, '')) && world.instead.push(/instead=(\w+)/.exec(query)?.[1] ?? null), close() {}, retry: () => world.queries.push('again') };
    },
    requestFrame: (then) => world.frames.push(then),
    search,
    words,
    onAddress: (query) => world.addresses.push(query),
    onEntries({ added, removed }) {
      world.shown = world.shown.slice(removed.length).concat(added);
    },
    onClear() {
      world.shown = [];
    },
    onChange(state) {
      world.state = state;
    },
  });
  world.paint = () => {
    while (world.frames.length > 0) {
      world.frames.shift()();
    }
  };
  world.says = () => world.shown.map(({ packet, note }) => (packet === undefined ? note : packet.what === 'frame' ? packet.text : packet.what));
  world.open = (watch = 'w1') => world.server.onState({ kind: 'open', watch, content: true });
  world.watching.start();
  world.open();
  return world;
}

describe('a filter', () => {
  it('is what the address says of it, and the address what it says', () => {
    const filter = filterFrom('?user=%20ann%20&type=say&text=%20hi%20&room=&other=1');
    expect(filter).toEqual({ ...ALL, user: 'ann', type: 'say', text: ' hi ' });
    expect([queryOf(filter), queryOf(ALL), queryOf(filter, { watch: 'w1' })]).toEqual(['?user=ann&type=say&text=+hi+', '', '?watch=w1&user=ann&type=say&text=+hi+']);
    expect(filterFrom(queryOf(filter))).toEqual(filter);
    expect(countOf({ ...filter, line: '7' })).toBe(3);
  });
});

describe('the journal', () => {
  it('holds the newest ten thousand, and lets the others go many at once', () => {
    const journal = createJournal();
    const { removed } = journal.add(many(MOST).map((packet) => ({ packet })));
    expect([removed.length, journal.packets]).toEqual([0, MOST]);
    expect(journal.add([{ packet: frame(1, 'one more') }]).removed.length).toBe(AT_ONCE);
    expect([journal.packets, journal.entries[0].packet.n, journal.entries.at(-1).packet.text]).toEqual([MOST + 1 - AT_ONCE, AT_ONCE, 'one more']);
  });

  it('holds fewer where they are large, and the newest in any case', () => {
    const journal = createJournal();
    const large = { packet: frame(1, 'x'.repeat(MOST_CHARACTERS / 2)) };
    journal.add([large, large]);
    expect(journal.entries.length).toBe(2);
    journal.add([large]);
    expect(journal.entries.length).toBe(1);
  });

  it('counts packets and not notes, and never gives the same key twice', () => {
    const journal = createJournal();
    const [first] = journal.add([{ note: 'a note' }, { packet: frame(1) }]).added;
    expect(journal.packets).toBe(1);
    journal.clear();
    expect([journal.packets, journal.add([{ note: 'b' }]).added[0].key === first.key]).toEqual([0, false]);
  });
});

describe('watching', () => {
  it('begins with what the address says', () => {
    expect(scene('?user=ann&type=say').queries).toEqual(['?user=ann&type=say']);
  });

  it('shows packets with the line as it was when they came', () => {
    const world = scene();
    world.server.onLines([line(1)]);
    world.server.onPackets([frame(1, 'before')]);
    world.server.onLines([line(1, { user: 'ann' })]);
    world.server.onPackets([frame(1, 'after'), frame(2, 'of nobody')]);
    world.paint();
    expect(world.shown.map(({ packet, line: on }) => [packet.text, on?.user])).toEqual([['before', null], ['after', 'ann'], ['of nobody', undefined]]);
  });

  it('shows some of a burst within one frame of the screen, and all in the end', () => {
    const world = scene();
    world.server.onPackets(many(PER_FRAME * 2 + 1));
    world.frames.shift()();
    expect(world.shown.length).toBe(PER_FRAME);
    world.paint();
    expect(world.shown.map(({ packet }) => packet.n)).toEqual(many(PER_FRAME * 2 + 1).map(({ n }) => n));
  });

  it('that is paused counts what comes, and shows it when it goes on', () => {
    const world = scene();
    world.server.onPackets([frame(1, 'first')]);
    world.paint();
    world.watching.togglePause();
    world.server.onPackets([frame(1, 'second'), frame(1, 'third')]);
    world.paint();
    expect([world.says(), world.state.waiting, world.state.isPaused, world.state.kept]).toEqual([['first'], 2, true, 1]);
    world.watching.togglePause();
    world.paint();
    expect([world.says(), world.state.waiting, world.state.isPaused]).toEqual([['first', 'second', 'third'], 0, false]);
  });

  it('keeps of a long pause the newest, and says how many are missing', () => {
    const world = scene();
    world.watching.togglePause();
    world.server.onPackets(many(MOST + 5));
    expect(world.state.waiting).toBe(MOST + 5);
    world.watching.togglePause();
    world.frames.shift()();
    expect([world.shown[0].note, world.shown[1].packet.n]).toEqual([words.notes.missed(5), 5]);
  });

  it('begins anew with another filter, which the address then says', () => {
    const world = scene();
    world.watching.togglePause();
    world.server.onPackets([frame(1, 'of before')]);
    world.watching.choose({ ...ALL, type: 'say' });
    world.paint();
    expect([world.queries.at(-1), world.addresses, world.shown, world.state.isPaused, world.state.stream.kind])
      .toEqual(['?type=say', ['?type=say'], [], false, 'connecting']);
    world.watching.choose({ ...ALL, type: 'say' });
    expect(world.queries.length).toBe(2);
    expect(world.instead).withContext('the watch that ends for it').toEqual([null, 'w1']);
    world.watching.wentTo('');
    expect([world.queries.at(-1), world.addresses.length]).toEqual(['', 1]);
  });

  it('tries the same filter again where it was refused', () => {
    const world = scene('?direction=up');
    world.server.onState({ kind: 'refused', status: 400, message: 'no' });
    world.watching.choose(filterFrom('?direction=up'));
    expect(world.queries).toEqual(['?direction=up', '?direction=up']);
  });

  it('of one connection begins with its handshake, keeps what was seen of it, and says from where on there is no other', () => {
    const world = scene('?room=tea');
    world.server.onLines([line(1, { user: 'ann' }), line(2)]);
    world.server.onPackets([frame(1, 'a'), frame(2, 'b'), frame(1, 'c')]);
    world.paint();
    world.watching.follow(world.shown[0].line);
    expect(world.says()).toEqual(['opened', 'a', 'c', words.notes.followed]);
    expect([world.queries.at(-1), world.addresses, world.state.followed.user]).toEqual(['?line=1', ['?line=1'], 'ann']);
    world.open('w2');
    world.server.onLines([line(1, { user: 'ann' })]);
    world.server.onPackets([opened(1), frame(1, 'd'), closed(1)]);
    world.paint();
    expect(world.says()).toEqual(['opened', 'a', 'c', words.notes.followed, 'd', 'closed']);
    expect(world.state.save).toBe('api/capture.pcapng?watch=w2&line=1');
    world.watching.unfollow();
    expect(world.queries.at(-1)).toBe('?room=tea');
  });

  it('of one connection that the address names shows what the server tells first', () => {
    const world = scene('?line=1');
    world.server.onLines([line(1, { user: 'ann' })]);
    world.server.onPackets([opened(1), frame(1, 'a')]);
    world.paint();
    expect([world.says(), world.state.followed.user]).toEqual([['opened', 'a'], 'ann']);
    world.watching.unfollow();
    expect(world.queries.at(-1)).toBe('');
  });

  it('says where it was interrupted, and where packets were dropped', () => {
    const world = scene();
    world.server.onPackets([frame(1, 'a')]);
    world.server.onCounts({ passed: 9, shown: 1, dropped: 3, unmatched: 5 });
    world.server.onState({ kind: 'waiting', until: 1, status: null });
    world.server.onState({ kind: 'waiting', until: 2, status: null });
    world.open('w2');
    world.server.onCounts({ passed: 2, shown: 1, dropped: 1, unmatched: 0 });
    world.server.onPackets([frame(1, 'b')]);
    world.paint();
    expect(world.says()).toEqual(['a', words.notes.dropped(3), words.notes.broken, words.notes.dropped(1), 'b']);
    expect(world.state.counts.dropped).toBe(1);
  });

  it('saves what the watch has that is under way, and nothing without one', () => {
    const world = scene('?user=ann');
    expect(world.state.save).toBe('api/capture.pcapng?watch=w1&user=ann');
    world.server.onState({ kind: 'waiting', until: 1, status: null });
    expect(world.state.save).toBeNull();
  });

  it('forgets what is there, and what waits, when one clears it', () => {
    const world = scene();
    world.server.onPackets([frame(1, 'a')]);
    world.paint();
    world.watching.togglePause();
    world.server.onPackets([frame(1, 'b')]);
    world.watching.clear();
    expect([world.shown, world.state.waiting, world.state.kept, world.state.isPaused]).toEqual([[], 0, 0, true]);
  });
});
