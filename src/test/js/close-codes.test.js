import { comesBack, isRestart } from '/app/wire/close-codes.js';

describe('a close code', () => {
  for (const code of [1001, 1006, 1011, 1012, 1013, 4000, 4001, 4499]) {
    it(`${code} means: come back`, () => expect(comesBack(code)).toBe(true));
  }

  for (const code of [1003, 1007, 1008, 1009, 4500, 4999]) {
    it(`${code} means: do not come back`, () => expect(comesBack(code)).toBe(false));
  }

  it('tells a restart from a broken line', () => {
    expect([1001, 1012].map(isRestart)).toEqual([true, true]);
    expect([1006, 1011, 4000].map(isRestart)).toEqual([false, false, false]);
  });
});
