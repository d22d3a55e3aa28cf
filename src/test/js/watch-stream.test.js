import { createStream } from '/app/watch/stream.js';
import { fakeClock } from './support/fake-clock.js';

// A server that is asked for streams, and a page that hears of them.
function scene() {
  const sources = [];
  const told = [];
  const asked = [];
  const clock = fakeClock();
  let answer = () => Promise.reject(new TypeError('network'));
  class EventSource {
    constructor(url) {
      this.url = url;
      this.isClosed = false;
      this.listeners = new Map();
      sources.push(this);
    }

    addEventListener(type, then) {
      this.listeners.set(type, then);
    }

    close() {
      this.isClosed = true;
    }

    send(type, data) {
      this.listeners.get(type)({ data: JSON.stringify(data) });
    }

    fail() {
      this.listeners.get('error')({});
    }
  }
  const stream = createStream({
    EventSource,
    clock,
    random: () => 1,
    fetch(url, options) {
      asked.push([url, options]);
      return answer();
    },
    onState: (state) => told.push(state),
    onLines: (lines) => told.push({ lines }),
    onPackets: (packets) => told.push({ packets }),
    onCounts: (counts) => told.push({ counts }),
  });
  return {
    stream, sources, told, asked, clock,
    get source() { return sources.at(-1); },
    answers: (status, body, type = 'basic') => { answer = async () => ({ status, type, ok: status === 200, json: async () => body }); },
    open() {
      stream.open('?user=ann');
      sources.at(-1).send('watch', { watch: 'w1', content: true, filter: {} });
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the stream of a watch', () => {
  it('is asked for with the filter, and handed on as it comes', () => {
    const world = scene();
    world.open();
    world.source.send('lines', { lines: [{ line: 7 }] });
    world.source.send('packets', { packets: [{ n: 1 }] });
    world.source.send('counts', { passed: 1, shown: 1, dropped: 0, unmatched: 0 });
    expect(world.source.url).toBe('api/wire?user=ann');
    expect(world.told).toEqual([
      { kind: 'connecting' }, { kind: 'open', watch: 'w1', content: true }, { lines: [{ line: 7 }] }, { packets: [{ n: 1 }] },
      { counts: { passed: 1, shown: 1, dropped: 0, unmatched: 0 } },
    ]);
  });

  it('comes back by itself when it breaks, later each time, and without asking why', () => {
    const world = scene();
    world.open();
    world.source.fail();
    expect(world.told.at(-1)).toEqual({ kind: 'waiting', until: 500, status: null });
    expect(world.sources[0].isClosed).toBeTrue();
    world.clock.wind(499);
    expect(world.sources.length).toBe(1);
    world.clock.wind(1);
    expect([world.sources.length, world.told.at(-1), world.asked]).toEqual([2, { kind: 'connecting' }, []]);
  });

  it('waits longer while the server is away, and not once it was there', async () => {
    const world = scene();
    world.open();
    for (const delay of [500, 1_000, 2_000]) {
      world.source.fail();
      await settled();
      expect(world.told.at(-1)).toEqual({ kind: 'waiting', until: world.clock.now() + delay, status: null });
      world.clock.wind(delay);
    }
    world.source.send('watch', { watch: 'w2', content: true, filter: {} });
    world.source.fail();
    expect(world.told.at(-1).until).toBe(world.clock.now() + 500);
  });

  for (const status of [400, 403, 404]) {
    it(`that is refused with ${status} says why, and does not try again`, async () => {
      const world = scene();
      world.answers(status, { error: 'x', message: 'Because.' });
      world.stream.open('?type=say');
      world.source.fail();
      await settled();
      expect(world.told.at(-1)).toEqual({ kind: 'refused', status, message: 'Because.' });
      expect([world.asked.length, world.asked[0][0], world.clock.pending]).toEqual([1, 'api/wire?type=say', 0]);
    });
  }

  it('that is refused by one who gives no reason is refused without one', async () => {
    const world = scene();
    world.answers(403, { message: 7 });
    world.stream.open('');
    world.source.fail();
    await settled();
    expect(world.told.at(-1)).toEqual({ kind: 'refused', status: 403, message: null });
  });

  it('that is one too many tries again', async () => {
    const world = scene();
    world.answers(503, {});
    world.stream.open('');
    world.source.fail();
    await settled();
    expect(world.told.at(-1)).toEqual({ kind: 'waiting', until: 500, status: 503 });
  });

  it('ends with the sign-in, be it a refusal or the way to where one signs in', async () => {
    for (const [status, type] of [[401, 'basic'], [0, 'opaqueredirect']]) {
      const world = scene();
      world.answers(status, {}, type);
      world.stream.open('');
      world.source.fail();
      await settled();
      expect(world.told.at(-1)).toEqual({ kind: 'ended' });
    }
  });

  it('that would be answered now is not read twice: the question is taken back', async () => {
    const world = scene();
    world.answers(200, {});
    world.stream.open('');
    world.source.fail();
    await settled();
    expect([world.asked[0][1].signal.aborted, world.told.at(-1).kind]).toEqual([true, 'waiting']);
  });

  it('of another filter takes the place of the one before, and of what it still waits for', async () => {
    const world = scene();
    world.answers(403, {});
    world.stream.open('');
    world.source.fail();
    world.stream.open('?line=7');
    await settled();
    expect([world.sources.map(({ isClosed }) => isClosed), world.told.at(-1)]).toEqual([[true, false], { kind: 'connecting' }]);
    const before = world.told.length;
    world.sources[0].send('packets', { packets: [] });
    world.sources[0].fail();
    expect(world.told.length).toBe(before);
  });

  it('waits no longer when one asks for it, and not at all when it was closed', () => {
    const world = scene();
    world.open();
    world.source.fail();
    world.stream.retry();
    expect([world.sources.length, world.clock.pending]).toEqual([2, 0]);
    world.stream.close();
    expect([world.source.isClosed, world.clock.pending]).toEqual([true, 0]);
  });
});
