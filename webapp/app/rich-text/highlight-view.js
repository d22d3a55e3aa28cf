import { element } from '../chat/dom.js';
import { languageOf, partsOf } from './languages.js';
import { loadGrammar } from './prism.js';

const grammars = new Map(); // by language; null while it is being loaded

const nodesOf = (tokenize, code) => partsOf(tokenize(code))
  .map(({ kind, text }) => (kind === 'plain' ? text : element('span', { class: `code-${kind}`, text })));

// Those that are on the page already. What is made from now on is made with its colours.
async function load(language) {
  grammars.set(language, null);
  try {
    grammars.set(language, await loadGrammar(language));
  } catch {
    grammars.delete(language); // the next block asks again; without colours it is read as well
    return;
  }
  for (const code of document.querySelectorAll(`pre[data-grammar="${language}"] > code`)) {
    code.replaceChildren(...nodesOf(grammars.get(language), code.textContent));
  }
}

/**
 * A block of code, in colours as soon as the grammar of its language is there. They change nothing but the colour, so
 * nothing moves when they come.
 *
 * @param {string} code
 * @param {string|null} name of its language, as it was written
 * @returns {HTMLElement}
 */
export function codeElement(code, name) {
  const language = languageOf(name);
  const tokenize = grammars.get(language) ?? null;
  if (language !== null && !grammars.has(language)) {
    load(language);
  }
  const inside = tokenize === null ? [code] : nodesOf(tokenize, code);
  return element('pre', {
    attributes: { tabindex: '0', dir: 'ltr', ...(name !== null && { 'data-language': name }), ...(language !== null && { 'data-grammar': language }) },
  }, element('code', {}, ...inside));
}
