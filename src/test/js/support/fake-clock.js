/**
 * A clock that a test winds on, so that no test waits.
 */
export function fakeClock(start = 0) {
  let now = start;
  let nextId = 1;
  const timers = new Map();
  return {
    now: () => now,
    setTimeout(then, milliseconds) {
      timers.set(nextId, { then, at: now + milliseconds });
      nextId += 1;
      return nextId - 1;
    },
    clearTimeout(id) {
      timers.delete(id);
    },
    /** Lets time pass; what falls due on the way runs at its own moment. */
    wind(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (due === undefined) {
          break;
        }
        timers.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].then();
      }
      now = end;
    },
    get pending() {
      return timers.size;
    },
  };
}
