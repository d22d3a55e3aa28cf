import { createStorage } from '/app/chat/storage.js';
import { randomText } from '/app/chat/random.js';
import { createTokens, TOKEN_LIMIT } from '/app/chat/tokens.js';
import { fakeStorage } from './support/fake-storage.js';

const blocked = () => {
  throw new DOMException('no', 'SecurityError');
};
const fullStorage = (values) => ({ ...fakeStorage(values), setItem: blocked });

describe('what is kept', () => {
  it('is in the browser', () => {
    const kept = fakeStorage();
    createStorage(() => kept).set('a', '1');
    expect(createStorage(() => kept).get('a')).toBe('1');
  });

  for (const [what, open] of [['blocked', blocked], ['none', () => undefined]]) {
    it(`is in the tab when the storage is ${what}`, () => {
      const storage = createStorage(open);
      storage.set('a', '1');
      storage.set('b', '2');
      storage.remove('b');
      expect([storage.get('a'), storage.get('b'), storage.keys('')]).toEqual(['1', null, ['a']]);
    });
  }

  it('is what was set last, also when the storage is full', () => {
    const kept = fullStorage({ a: 'old' });
    const storage = createStorage(() => kept);
    storage.set('a', 'new');
    expect([storage.get('a'), storage.keys('a')]).toEqual(['new', ['a']]);
    storage.remove('a');
    expect(storage.get('a')).toBe(null);
  });

  it('is found by the beginning of its key', () => {
    const storage = createStorage(() => fakeStorage({ 'x.1': '', 'x.2': '', y: '' }));
    expect(storage.keys('x.')).toEqual(['x.1', 'x.2']);
  });
});

describe('a random text', () => {
  it('has only characters that may stand anywhere, and all that is random', () => {
    expect(randomText(32, (bytes) => bytes.fill(255))).toBe(`${'_'.repeat(42)}8`);
    expect(randomText(3, (bytes) => bytes.fill(0xfb))).toBe('-_v7');
    expect(randomText(32, (bytes) => crypto.getRandomValues(bytes))).toMatch(/^[\w-]{43}$/);
  });
});

describe('the token of a nickname', () => {
  const random = (bytes) => crypto.getRandomValues(bytes);
  const tokensOf = (kept) => createTokens({ storage: createStorage(() => kept), random });

  it('is the same in every tab of a browser, and for ever', () => {
    const kept = fakeStorage();
    expect(tokensOf(kept)('me')).toBe(tokensOf(kept)('me'));
  });

  it('is another for another nickname and in another browser', () => {
    const kept = fakeStorage();
    const token = tokensOf(kept)('me');
    expect(tokensOf(kept)('you')).not.toBe(token);
    expect(tokensOf(fakeStorage())('me')).not.toBe(token);
    expect(tokensOf(kept)('__proto__')).toMatch(/^[\w-]{43}$/);
  });

  it('is kept for the nicknames that were used last', () => {
    const kept = fakeStorage();
    const tokens = tokensOf(kept);
    const [first, second] = [tokens('n0'), tokens('n1')];
    for (let index = 2; index <= TOKEN_LIMIT; index += 1) {
      tokens('n0');
      tokens(`n${index}`);
    }
    expect(tokens('n0')).toBe(first);
    expect(tokens('n1')).not.toBe(second);
    expect(JSON.parse(kept.map.get('kaiwa.tokens')).length).toBe(TOKEN_LIMIT);
  });

  for (const nonsense of ['', '{', 'null', '5', '{}', '[1]', '[["me","short"]]', '[["me",5]]', '[[]]']) {
    it(`is a new one where '${nonsense}' is kept`, () => {
      const kept = fakeStorage({ 'kaiwa.tokens': nonsense });
      const token = tokensOf(kept)('me');
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(tokensOf(kept)('me')).toBe(token);
    });
  }

  it('lives as long as the tab where nothing is kept', () => {
    const tokens = createTokens({ storage: createStorage(blocked), random });
    expect(tokens('me')).toBe(tokens('me'));
  });
});
