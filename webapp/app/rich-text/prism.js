// The server finds what belongs to the page by following imports, so each stands here as it is.
const COMPONENTS = {
  bash: () => import('../../webjars/prismjs/1.30.0/components/prism-bash.min.js'),
  clike: () => import('../../webjars/prismjs/1.30.0/components/prism-clike.min.js'),
  css: () => import('../../webjars/prismjs/1.30.0/components/prism-css.min.js'),
  diff: () => import('../../webjars/prismjs/1.30.0/components/prism-diff.min.js'),
  java: () => import('../../webjars/prismjs/1.30.0/components/prism-java.min.js'),
  javascript: () => import('../../webjars/prismjs/1.30.0/components/prism-javascript.min.js'),
  json: () => import('../../webjars/prismjs/1.30.0/components/prism-json.min.js'),
  markup: () => import('../../webjars/prismjs/1.30.0/components/prism-markup.min.js'),
  python: () => import('../../webjars/prismjs/1.30.0/components/prism-python.min.js'),
  sql: () => import('../../webjars/prismjs/1.30.0/components/prism-sql.min.js'),
  yaml: () => import('../../webjars/prismjs/1.30.0/components/prism-yaml.min.js'),
};

const NEEDED = { java: ['clike'], javascript: ['clike'] };

let core = null;

/**
 * Prism is made of scripts that find each other by the global `Prism`. As a module its `var Prism` is nobody else's, so
 * it has to be given by way of `global`, which browsers do not have and other scripts take for a sign of Node; it is there
 * for no longer than that. `manual` keeps Prism from going over the document by itself. It makes HTML in `highlight`,
 * which nobody calls, and which Trusted Types would not let into the page.
 */
async function loadCore() {
  const isBrowser = globalThis.global === undefined;
  globalThis.Prism = { manual: true, disableWorkerMessageHandler: true };
  if (isBrowser) {
    globalThis.global = globalThis;
  }
  try {
    await import('../../webjars/prismjs/1.30.0/components/prism-core.min.js');
  } finally {
    if (isBrowser) {
      delete globalThis.global;
    }
  }
  return globalThis.Prism;
}

/**
 * Loads the grammar of a language, and Prism with the first one.
 *
 * @param {string} language one that `languageOf` gives
 * @returns {Promise<(code: string) => Array>} takes a text apart into tokens; rejected when it cannot be had
 */
export async function loadGrammar(language) {
  core ??= loadCore();
  const prism = await core;
  for (const name of [...(NEEDED[language] ?? []), language]) {
    await COMPONENTS[name](); // one after the other: the second goes on from the first
  }
  return (code) => prism.tokenize(code, prism.languages[language]);
}
