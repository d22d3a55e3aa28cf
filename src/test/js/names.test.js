import { codePoints, initials, nameProblem, tint, TINTS } from '/app/chat/names.js';

describe('a name', () => {
  it('is counted in code points and not in UTF-16 units', () => {
    expect(codePoints('猪猪')).toBe(2);
    expect(codePoints('🦊🦊')).toBe(2);
    expect(codePoints('')).toBe(0);
  });

  it('has 1 to 64 code points', () => {
    expect(nameProblem('')).toBe('missing');
    expect(nameProblem('x')).toBe(null);
    expect(nameProblem('🦊'.repeat(64))).toBe(null);
    expect(nameProblem('🦊'.repeat(65))).toBe('too_long');
  });

  for (const [name, letters] of [['mynick', 'My'], ['Ann', 'An'], ['BOB', 'Bo'], ['x', 'X'], ['q!', 'Q'], ['a1', 'A1'], ['Ada Lovelace', 'AL'], ['ada king lovelace', 'AL'], ['猪猪', '猪'], ['佐藤 花子', '佐'],
    ['🦊 fox', '🦊'], ['<img src=x onerror=alert(1)>', 'IO'], ['émile', 'Ém'], ['---', '-'], ['jane.doe', 'JD'], ['e\u0301mile', 'E\u0301m'], ['猪a', '猪']]) {
    it(`'${name}' has the initials ${letters}`, () => expect(initials(name)).toBe(letters));
  }

  it('has the same one of the colours always', () => {
    expect(tint('mynick')).toBe(tint('mynick'));
  });

  it('has seldom the colour of another, however short they are', () => {
    const names = ['Ann', 'Bob', 'Cy', 'Eve', 'Mia'];
    expect(new Set(names.map(tint)).size).toBe(names.length);
  });

  it('has a colour that there is, and all colours are used', () => {
    const used = new Set(Array.from({ length: 500 }, (_, index) => tint(`member ${index}`)));
    expect([...used].sort((a, b) => a - b)).toEqual(Array.from({ length: TINTS }, (_, index) => index));
  });
});
