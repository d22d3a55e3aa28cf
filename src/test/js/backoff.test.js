import { createBackoff } from '/app/wire/backoff.js';

describe('the backoff', () => {
  it('doubles its ceiling from 500 ms up to 30 s', () => {
    const backoff = createBackoff({ random: () => 1 });
    const delays = Array.from({ length: 8 }, backoff.next);
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('waits anything from nothing to its ceiling, so that many pages do not come back together', () => {
    const values = [0, 0.25, 0.999];
    const backoff = createBackoff({ random: () => values.shift() });
    expect(backoff.next()).toBe(0);
    expect(backoff.next()).toBe(250);
    expect(backoff.next()).toBe(1_998);
  });

  it('begins anew after a reset', () => {
    const backoff = createBackoff({ random: () => 1 });
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(500);
  });

  it('stays at its cap however often it fails', () => {
    const backoff = createBackoff({ random: () => 1 });
    for (let failure = 0; failure < 5_000; failure += 1) {
      backoff.next();
    }
    expect(backoff.next()).toBe(30_000);
  });
});
