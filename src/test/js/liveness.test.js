import { createLiveness, PATIENCE, QUIET } from '/app/wire/liveness.js';
import { fakeClock } from './support/fake-clock.js';

describe('the liveness of a line', () => {
  let clock;
  let sent;
  let deaths;
  let liveness;

  beforeEach(() => {
    clock = fakeClock(1_000_000);
    sent = [];
    deaths = 0;
    liveness = createLiveness({
      clock,
      send: (frame) => sent.push(frame),
      onDead: () => {
        deaths += 1;
        liveness.stop();
      },
    });
    liveness.start();
  });

  it('has the patience that the protocol asks for', () => expect([QUIET, PATIENCE]).toEqual([20_000, 10_000]));

  it('is asked for after 20 s of silence and not before', () => {
    clock.wind(QUIET - 1);
    expect(sent).toEqual([]);
    clock.wind(1);
    expect(sent).toEqual(['{"type":"ping"}']);
  });

  it('needs no question while something is heard', () => {
    for (let second = 0; second < 60; second += 1) {
      clock.wind(1_000);
      liveness.heard();
    }
    expect(sent).toEqual([]);
  });

  it('is over when nothing at all is heard within 10 s after the question', () => {
    clock.wind(QUIET + PATIENCE - 1);
    expect(deaths).toBe(0);
    clock.wind(1);
    expect(deaths).toBe(1);
  });

  it('is proven by any frame, and the silence is counted from there', () => {
    clock.wind(QUIET + 5_000);
    liveness.heard();
    clock.wind(QUIET - 1);
    expect([sent.length, deaths]).toEqual([1, 0]);
    clock.wind(1);
    expect(sent.length).toBe(2);
  });

  it('can be asked for at once, but not twice at a time', () => {
    liveness.probe();
    liveness.probe();
    expect(sent.length).toBe(1);
    clock.wind(PATIENCE);
    expect(deaths).toBe(1);
  });

  it('is of no interest after the stop', () => {
    liveness.stop();
    clock.wind(10 * QUIET);
    expect([sent.length, deaths, clock.pending]).toEqual([0, 0, 0]);
  });
});
