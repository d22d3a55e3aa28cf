/**
 * How long to wait before the next try: exponential backoff with full jitter. The jitter matters most when a server
 * restarts: without it all the pages it had would come back in the same instant, again and again.
 *
 * @param {{base?: number, cap?: number, random?: () => number}} options times in milliseconds
 * @returns {{next: () => number, reset: () => void}}
 */
export function createBackoff({ base = 500, cap = 30_000, random = Math.random } = {}) {
  let failures = 0;
  return {
    next() {
      const ceiling = Math.min(cap, base * 2 ** failures);
      // Past the cap a higher exponent changes nothing, and 2 ** 1024 would be Infinity.
      if (ceiling < cap) {
        failures += 1;
      }
      return random() * ceiling;
    },
    reset() {
      failures = 0;
    },
  };
}
