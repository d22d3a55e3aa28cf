const NAMES = {
  java: ['java'],
  javascript: ['javascript', 'js', 'mjs', 'cjs'],
  json: ['json'],
  markup: ['markup', 'html', 'xml', 'svg', 'xhtml'],
  sql: ['sql'],
  bash: ['bash', 'sh', 'shell', 'zsh'],
  python: ['python', 'py'],
  css: ['css'],
  yaml: ['yaml', 'yml'],
  diff: ['diff', 'patch'],
};

const LANGUAGES = new Map(Object.entries(NAMES).flatMap(([language, names]) => names.map((name) => [name, language])));

/**
 * @param {string|null} name that stands at a block of code
 * @returns {string|null} the language, when it is one that can be told apart into words of different kinds
 */
export const languageOf = (name) => LANGUAGES.get(name) ?? null;

// What a reader tells apart, by what Prism calls it; it has many more names. A sign of its own looks like plain text.
const KINDS = {
  comment: ['comment', 'prolog', 'doctype', 'cdata', 'shebang', 'coord'],
  keyword: ['keyword', 'atrule', 'rule', 'important', 'builtin'],
  string: ['string', 'char', 'template-string', 'triple-quoted-string', 'attr-value', 'regex', 'url', 'scalar'],
  number: ['number', 'boolean', 'null', 'constant', 'datetime', 'entity', 'unit'],
  function: ['function', 'class-name', 'annotation', 'decorator', 'function-name'],
  name: ['tag', 'selector', 'property', 'attr-name', 'key', 'variable', 'symbol', 'environment', 'parameter'],
  inserted: ['inserted-sign', 'inserted-arrow'],
  deleted: ['deleted-sign', 'deleted-arrow'],
  plain: ['punctuation', 'operator', 'interpolation', 'namespace'],
};

const KIND_OF = new Map(Object.entries(KINDS).flatMap(([kind, types]) => types.map((type) => [type, kind])));

const kindOf = ({ type, alias = [] }) => [type, ...[alias].flat()].map((each) => KIND_OF.get(each)).find((kind) => kind !== undefined);

/**
 * @typedef {{kind: string, text: string}} Part `kind` is a key of those above
 *
 * @param {Array<string|{type: string, alias?: string|string[], content: string|object|Array}>} tokens of Prism
 * @returns {Part[]} all of the text, in parts of which no two neighbours are of the same kind
 */
export function partsOf(tokens) {
  const parts = [];
  const add = (text, kind) => {
    if (parts.at(-1)?.kind === kind) {
      parts.at(-1).text += text;
    } else if (text !== '') {
      parts.push({ kind, text });
    }
  };
  const walk = (token, kind) => {
    if (typeof token === 'string') {
      add(token, kind);
    } else {
      [token.content].flat().forEach((inner) => walk(inner, kindOf(token) ?? kind));
    }
  };
  tokens.forEach((token) => walk(token, 'plain'));
  return parts;
}
