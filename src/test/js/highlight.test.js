import { languageOf, partsOf } from '/app/rich-text/languages.js';
import { loadGrammar } from '/app/rich-text/prism.js';

const SAMPLES = {
  java: ['@Override public int size() { return 1; } // one', { keyword: 'public', function: 'size', number: '1', comment: '// one' }],
  javascript: ['const a = "x"; // one', { keyword: 'const', string: '"x"', comment: '// one' }],
  json: ['{"a": true, "b": [1]}', { name: '"a"', number: 'true' }],
  markup: ['<a href="/x">y</a><!-- z -->', { name: 'a', string: '/x', comment: '<!-- z -->' }],
  sql: ["SELECT a FROM b WHERE c = 'd' AND e = 1", { keyword: 'SELECT', string: "'d'", number: '1' }],
  bash: ['#!/bin/sh\nif true; then echo "$HOME"; fi', { comment: '#!/bin/sh', keyword: 'if', name: '$HOME' }],
  python: ['def f(a):\n    return "x" # one', { keyword: 'def', function: 'f', string: '"x"', comment: '# one' }],
  css: ['.a { color: red; } /* one */', { name: '.a', comment: '/* one */' }],
  yaml: ['a: 1\n# one', { name: 'a', number: '1', comment: '# one' }],
  diff: ['@@ -1 +1 @@\n-old\n+new\n', { comment: '@@ -1 +1 @@', deleted: '-old\n', inserted: '+new\n' }],
};

describe('a block of code', () => {
  for (const [language, [code, wanted]] of Object.entries(SAMPLES)) {
    it(`in ${language} is taken apart, and nothing of it is lost`, async () => {
      const parts = partsOf((await loadGrammar(language))(code));
      expect(parts.map(({ text }) => text).join('')).toBe(code);
      Object.entries(wanted).forEach(([kind, text]) => expect(parts).toContain({ kind, text }));
    });
  }

  it('is of a language by each of its names, or of none', () => {
    expect(['js', 'html', 'sh', 'yml', 'py'].map(languageOf)).toEqual(['javascript', 'markup', 'bash', 'yaml', 'python']);
    expect(['cobol', '', null, 'constructor', '__proto__'].map(languageOf)).toEqual([null, null, null, null, null]);
  });

  it('is taken apart in a moment, whatever it is', async () => {
    for (const language of Object.keys(SAMPLES)) {
      const tokenize = await loadGrammar(language);
      for (const nasty of ['"', '/*', '<a ', '<<A\n', '${', '`${', 'a.', '- ', '@', '\'\'\'', '{{', '\\', '=>(', 'a: &b ', '&lt;']) {
        const begun = performance.now();
        tokenize(nasty.repeat(4_000 / nasty.length));
        expect(performance.now() - begun).withContext(`${language}: ${nasty}`).toBeLessThan(1_000);
      }
    }
  });
});

describe('the parts of a code', () => {
  const token = (type, content, alias) => ({ type, content, alias });

  it('are of the kind of what is innermost, where that is known', () => {
    expect(partsOf([token('string', ['"', token('variable', '$a'), token('whatever', '!'), '"'])])).toEqual([
      { kind: 'string', text: '"' }, { kind: 'name', text: '$a' }, { kind: 'string', text: '!"' },
    ]);
    expect(partsOf([token('tag', [token('punctuation', '<'), 'a'])])).toEqual([{ kind: 'plain', text: '<' }, { kind: 'name', text: 'a' }]);
  });

  it('are known by another name, too, and plain by none', () => {
    expect(partsOf(['', token('prefix', '#', 'comment'), token('x', 'y', ['z', 'number']), token('constructor', 'c')])).toEqual([
      { kind: 'comment', text: '#' }, { kind: 'number', text: 'y' }, { kind: 'plain', text: 'c' },
    ]);
  });

  it('are joined with a neighbour of the same kind', () => {
    expect(partsOf(['a', token('operator', '+'), 'b'])).toEqual([{ kind: 'plain', text: 'a+b' }]);
  });

  it('may be nested otherwise than in lists', () => {
    expect(partsOf([token('string', token('number', '1'))])).toEqual([{ kind: 'number', text: '1' }]);
  });
});
