import { createBatch, FULL, HIDDEN_AFTER } from '/app/chat/batch.js';
import { fakeClock } from './support/fake-clock.js';

describe('a batch', () => {
  let clock;
  let frames;
  let batches;
  let batch;
  const paintFrame = () => {
    const due = [...frames.values()];
    frames.clear();
    due.forEach((then) => then());
  };

  beforeEach(() => {
    clock = fakeClock();
    frames = new Map();
    batches = [];
    let nextId = 1;
    batch = createBatch({
      clock,
      requestFrame(then) {
        frames.set(nextId, then);
        nextId += 1;
        return nextId - 1;
      },
      cancelFrame: (id) => frames.delete(id),
      onBatch: (items) => batches.push(items),
    });
  });

  it('holds what comes between two frames of the screen, in its order', () => {
    [1, 2, 3].forEach(batch.push);
    expect(batches).toEqual([]);
    paintFrame();
    batch.push(4);
    paintFrame();
    expect(batches).toEqual([[1, 2, 3], [4]]);
  });

  it('comes without a frame where nothing is painted', () => {
    batch.push(1);
    clock.wind(HIDDEN_AFTER);
    expect(batches).toEqual([[1]]);
    paintFrame();
    expect(batches.length).toBe(1);
  });

  it('is never longer than its limit', () => {
    for (let item = 0; item < FULL * 2 + 1; item += 1) {
      batch.push(item);
    }
    expect(batches.map(({ length }) => length)).toEqual([FULL, FULL]);
  });

  it('leaves no timer and no frame behind', () => {
    batch.push(1);
    batch.flush();
    batch.flush();
    expect([batches.length, clock.pending, frames.size]).toEqual([1, 0, 0]);
  });
});
