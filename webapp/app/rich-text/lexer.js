import { Lexer, Tokenizer } from '../../webjars/marked/17.0.1/lib/marked.esm.js';

// So deep may quotes and lists, and emphasis and links, stand in one another; what is deeper is text.
const DEPTH_LIMIT = 8;

// A text with more of these is nobody's prose, and takes marked too long.
const MARKS_LIMIT = 300;
const BRACKETS_LIMIT = 400;
const LINKS_LIMIT = 50;
const LINKS_TIMES_FILLERS_LIMIT = 4_000;

const ESCAPED = /^\\([*_~`[\]<>#])/;

// A mark with nothing behind it, and a year at the beginning of a sentence.
const NO_LIST = /^ *(?:(?:[*+-]|\d+[.)])[ \t]*(?:\n|$)|\d{4})/;

// Strong by its brackets: the grammar of Markdown sees words only where there are spaces, so 「」 within the marks undo them.
const STRONG_IN_BRACKETS = /^\*\*([\u3008-\u3011\uff08\u201c][^*\n]*|[^*\s][^*\n]*[\u3001\u3002\u3009-\u3011\uff01\uff09\uff1f\u201d])\*\*/u;

// Where a bare address ends in a text that has no spaces between its words.
const ADDRESS_END = /[\u3000-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018-\u201f\u2026]/u;

/**
 * Of marked's grammar what a chat wants. What is switched off, and what is nested too deep, stays text as it was typed:
 * HTML, tables, rules, underlined headings, code by indentation, and references, whose definitions would vanish.
 */
class ChatTokenizer extends Tokenizer {
  #depth = 0;

  #within(tokenize) {
    if (this.#depth >= DEPTH_LIMIT) {
      return undefined;
    }
    this.#depth += 1;
    try {
      return tokenize();
    } finally {
      this.#depth -= 1;
    }
  }

  blockquote(source) {
    return this.#within(() => super.blockquote(source));
  }

  list(source) {
    return NO_LIST.test(source) ? undefined : this.#within(() => super.list(source));
  }

  emStrong(source, masked, before) {
    return this.#within(() => super.emStrong(source, masked, before) ?? this.#strongInBrackets(source));
  }

  #strongInBrackets(source) {
    const [raw, text] = STRONG_IN_BRACKETS.exec(source) ?? [];
    return raw === undefined ? undefined : { type: 'strong', raw, text, tokens: this.lexer.inlineTokens(text) };
  }

  /** One ~ is from here to there, 10:00~12:00, and strikes nothing out. */
  del(source) {
    return source.startsWith('~~') ? this.#within(() => super.del(source)) : undefined;
  }

  link(source) {
    return this.#within(() => super.link(source));
  }

  /** A backslash that takes away no markup is one that was meant, as in a path of Windows. */
  escape(source) {
    const match = ESCAPED.exec(source);
    return match === null ? undefined : { type: 'escape', raw: match[0], text: match[1] };
  }

  url(source) {
    const end = source.search(ADDRESS_END);
    return super.url(end < 0 ? source : source.slice(0, end));
  }
}

for (const name of ['code', 'hr', 'html', 'def', 'table', 'lheading', 'tag', 'reflink']) {
  ChatTokenizer.prototype[name] = () => undefined;
}

const count = (source, what) => source.match(what)?.length ?? 0;

function isTame(source) {
  const links = count(source, /\]\(/g);
  return links <= LINKS_LIMIT && links * count(source, /\(|\s\s/g) <= LINKS_TIMES_FILLERS_LIMIT
    && count(source, /[*_~]/g) <= MARKS_LIMIT && count(source, /[[<`]/g) <= BRACKETS_LIMIT;
}

/**
 * Takes a text apart. marked is used for nothing else: no HTML is ever made.
 *
 * @param {string} source
 * @returns {object[]|null} the tokens of marked; null when the text is better left as it is
 */
export function tokensOf(source) {
  return !isTame(source) ? null : new Lexer({ gfm: true, breaks: true, tokenizer: new ChatTokenizer() }).lex(source);
}
