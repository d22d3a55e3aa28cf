import { isTall, TALL } from '/app/rich-text/height.js';
import { safeAddress } from '/app/rich-text/links.js';
import { richText } from '/app/rich-text/rich-text.js';
import { plainWords } from '/app/rich-text/words.js';

const MOST = 4_000;
const fill = (unit) => unit.repeat(Math.ceil(MOST / unit.length)).slice(0, MOST);
const paragraph = (...children) => [{ type: 'paragraph', children }];
const code = (text, language = null) => ({ type: 'code', text, language });
const link = (address, ...children) => ({ type: 'link', address, children });

describe('a text without Markdown', () => {
  for (const plain of ['hi,  all !', 'a\nb', '  a\n\n\n b  ', '猪 & <b>tea</b>', '<img src=x onerror="alert(1)">', 'snake_case_name', '2 * 3 * 4', '#1',
    'C:\\temp\\new', '\\\\server\\share', '    indented', 'a\n---\nb', '| a |\n|---|\n| b |', '[a]: b', '[a][b]', '-', '1.5 (2)', '2014. What a year', '999999999. a',
    '10:00~12:00 13:00~14:00', '<!-- a -->', '&lt;b&gt;', '\u202eabc', 'a\u200bb', fill('x'), '', '*', '** **', 'a\\\nb']) {
    it(`stands as it was typed: ${JSON.stringify(plain).slice(0, 40)}`, () => expect(richText(plain)).toBe(null));
  }
});

describe('Markdown in a line', () => {
  const LINES = [
    ['**a**', { type: 'strong', children: ['a'] }],
    ['*a* and _b_', { type: 'em', children: ['a'] }, ' and ', { type: 'em', children: ['b'] }],
    ['~~a~~', { type: 'del', children: ['a'] }],
    ['`<a>  *b*`', { type: 'code', text: '<a>  *b*' }],
    ['**a _b_**', { type: 'strong', children: ['a ', { type: 'em', children: ['b'] }] }],
    ['\\*a\\*', { type: 'escape', text: '*' }, 'a', { type: 'escape', text: '*' }],
    ['a  b\n**c**', 'a  b\n', { type: 'strong', children: ['c'] }],
    ['これは**「重要」**です', 'これは', { type: 'strong', children: ['「重要」'] }, 'です'],
    ['这**非常重要。**请看', '这', { type: 'strong', children: ['非常重要。'] }, '请看'],
    ['<div>\n**a**', '<div>\n', { type: 'strong', children: ['a'] }],
    ['<b>**a**</b>', '<b>', { type: 'strong', children: ['a'] }, '</b>'],
  ];
  for (const [source, ...children] of LINES) {
    it(`is seen in ${JSON.stringify(source)}`, () => expect(richText(source)).toEqual(paragraph(...children)));
  }
});

describe('Markdown of several lines', () => {
  it('is a block of code, with its language, also while its end is not written', () => {
    expect(richText('```Java x\nint a;\n\n  b\n```')).toEqual([code('int a;\n\n  b', 'java')]);
    expect(richText('```\n<b>')).toEqual([code('<b>')]);
    expect(richText('a\n```js"><script>\nx\n```')).toEqual([...paragraph('a'), code('x', 'js')]);
  });

  it('is a quote', () => {
    expect(richText('> a\n> b\n\nc')).toEqual([{ type: 'quote', blocks: paragraph('a\nb') }, ...paragraph('c')]);
  });

  it('is a list, and a list in it', () => {
    expect(richText('- a\n  1. b')).toEqual([
      { type: 'list', start: null, items: [[...paragraph('a'), { type: 'list', start: 1, items: [paragraph('b')] }]] },
    ]);
    expect(richText('3. a\n4. b')).toEqual([{ type: 'list', start: 3, items: [paragraph('a'), paragraph('b')] }]);
  });

  it('is a list of what is done and what is not', () => {
    expect(richText('- [x] a\n- [ ] b')).toEqual([{ type: 'list', start: null, items: [paragraph('☑ a'), paragraph('☐ b')] }]);
  });

  it('is a heading', () => {
    expect(richText('# a\nb')).toEqual([{ type: 'heading', children: ['a'] }, ...paragraph('b')]);
  });
});

describe('a link', () => {
  it('is made of an address alone, and of one with words', () => {
    expect(richText('see https://a.example/b_c?d=e.')).toEqual(paragraph('see ', link('https://a.example/b_c?d=e', 'https://a.example/b_c?d=e'), '.'));
    expect(richText('www.a.example')).toEqual(paragraph(link('http://www.a.example/', 'www.a.example')));
    expect(richText('a@b.example')).toEqual(paragraph(link('mailto:a@b.example', 'a@b.example')));
    expect(richText('[a *b*](https://c.example)')).toEqual(paragraph(link('https://c.example/', 'a ', { type: 'em', children: ['b'] })));
    expect(richText('[](https://c.example)')).toEqual(paragraph(link('https://c.example/', 'https://c.example/')));
  });

  it('ends where a sentence goes on without a space', () => {
    expect(richText('请看https://a.example/会話。然后')).toEqual(
      paragraph('请看', link(new URL('https://a.example/会話').href, 'https://a.example/会話'), '。然后'));
    expect(richText('（https://a.example）')).toEqual(paragraph('（', link('https://a.example/', 'https://a.example'), '）'));
  });

  it('stands for a picture, which is not shown', () => {
    expect(richText('![a cat](https://c.example/cat.png)'))
      .toEqual(paragraph({ type: 'image', address: 'https://c.example/cat.png', host: 'c.example', text: 'a cat' }));
  });

  const EVIL = ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:alert(1)',
    'javascript&#58;alert(1)', 'java&#115;cript:alert(1)', 'vbscript:x', 'data:text/html,<b>', 'blob:https://a/b', 'file:///etc/passwd', 'ftp://a.example',
    '//a.example', '/a', 'a', '', 'http:', 'https://user@a.example', 'https://bank.example:x@evil.example/'];
  for (const address of EVIL) {
    it(`does not lead to ${JSON.stringify(address)}`, () => {
      expect(safeAddress(address)).toBe(null);
      const linked = JSON.stringify([richText(`[a](${address})`), richText(`[a](<${address}>)`), richText(`![a](${address})`), richText(`<${address}>`)]);
      expect(linked).not.toMatch(/"address":"(?!mailto:)/);
    });
  }
});

describe('a hostile text', () => {
  const HOSTILE = ['[', '*', '>', '> ', '_', '~', '`', '[](', '[a](', '![](', '**a ', '*a _b ', '- ', '>- ', '1. ', '```\n', '\\', '<', '<!--', 'www.', 'a@', 'http://a',
    '|a\n|-\n', '# ', '[x]: y\n', '(', '***a** ', '\n', ' \n', '\t', '~~a', '"', '&amp;', '٠ب', '\u200b', '**「', '- ```\n', '> a\nb\n'];

  function fastest(source) {
    let best = Infinity;
    for (let turn = 0; turn < 5 && best > 10; turn += 1) {
      const begun = performance.now();
      richText(source);
      best = Math.min(best, performance.now() - begun);
    }
    return best;
  }

  const DEEP = 60; // objects and lists in one another; eight levels of lists and eight of emphasis are less

  function depthOf(value) {
    return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  }

  for (const unit of HOSTILE) {
    it(`of ${JSON.stringify(unit)} over and over is read at once, and not deep`, () => {
      const others = [fill(unit), unit.repeat(49) + fill('('), unit.repeat(49) + fill(' '), unit.repeat(50) + fill('a b ')].map((text) => text.slice(0, MOST));
      for (const source of others) {
        expect(fastest(source)).toBeLessThan(50);
        expect(depthOf(richText(source))).toBeLessThan(DEEP);
      }
    });
  }

  it('nested on purpose loses none of its words', () => {
    const words = (value) => (typeof value === 'string' ? value : Object.values(value ?? '').map(words).join(' '));
    for (const source of [`${'> '.repeat(40)}deep`, `${'**a *b '.repeat(20)}deep`, Array.from({ length: 40 }, (_, level) => `${'  '.repeat(level)}- deep`).join('\n')]) {
      expect(words(richText(source) ?? source)).toContain('deep');
    }
  });
});

describe('the words of a text', () => {
  const SOURCES = [
    ['snake_case  2 * 3\n\n b', 'snake_case  2 * 3\n\n b'],
    ['**bold _and_** ~~not~~ `*code*` \\*star\\*', 'bold and not *code* *star*'],
    ['# Tea\n\n> with **milk**\n\n1. one\n2. two', 'Tea\nwith milk\none\ntwo'],
    ['```js\nlet a;\n```\nthat', 'let a;\nthat'],
    ['[here](https://a.example/) ![a cat](https://b.example/x.png) ![](https://c.example/y.png)', 'here a cat c.example'],
    ['- [x] done', '☑ done'],
  ];
  for (const [source, words] of SOURCES) {
    it(`are without Markdown: ${JSON.stringify(source)}`, () => expect(plainWords(source)).toBe(words));
  }
});

describe('a message that would fill the page', () => {
  const lines = (count, line = 'a') => Array(count).fill(line).join('\n');
  const TALL_ONES = [lines(TALL + 1), '\n'.repeat(1_000), 'x'.repeat(4_000), '猪'.repeat(TALL * 51), `\`\`\`\n${lines(TALL + 1)}\n\`\`\``, lines(TALL + 1, '- a'),
    `${lines(TALL, '> a')}\n\nb`, lines(TALL / 2 + 1, 'b'.repeat(101))];
  for (const source of TALL_ONES) {
    it(`is known by its letters and line ends: ${JSON.stringify(source).slice(0, 20)}`, () => expect(isTall(source)).toBe(true));
  }

  const OTHERS = ['', 'a', lines(TALL), 'x'.repeat(TALL * 100), '猪'.repeat(TALL * 50), `\`\`\`\n${'w'.repeat(3_900)}\n\`\`\``, `**a**${'\n'.repeat(1_000)}b`,
    `[a](https://a.example/${'x'.repeat(3_900)})`];
  for (const source of OTHERS) {
    it(`is none: ${JSON.stringify(source).slice(0, 20)}`, () => expect(isTall(source)).toBe(false));
  }
});
