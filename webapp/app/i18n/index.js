const LOADERS = {
  en: () => import('./en.js'),
  zh: () => import('./zh.js'),
  ja: () => import('./ja.js'),
};

/** The languages there are, each with its tag (BCP 47) and the name that it has in itself. */
export const LANGUAGES = Object.freeze([
  { id: 'en', tag: 'en', name: 'English' },
  { id: 'zh', tag: 'zh-Hans', name: '简体中文' },
  { id: 'ja', tag: 'ja', name: '日本語' },
]);

const known = (id) => LANGUAGES.find((language) => language.id === id);
const idOf = (tag) => tag.toLowerCase().split('-')[0];

/**
 * The language of the page, and how its dates and times are written: as the reader does it (`en-GB`), where the browser
 * says so.
 *
 * @param {readonly string[]} languages what the reader wants, most of all first (`navigator.languages`)
 * @param {string|null} chosen an id; null when the browser shall decide
 * @returns {{id: string, tag: string, name: string, locale: string}}
 */
export function pick(languages, chosen) {
  const language = known(chosen) ?? languages.map((tag) => known(idOf(tag))).find((found) => found !== undefined) ?? LANGUAGES[0];
  return { ...language, locale: languages.find((tag) => idOf(tag) === language.id) ?? language.tag };
}

/**
 * @param {{id: string, locale: string}} language one of `pick`
 * @returns {Promise<object>} all its strings, and `locale`
 */
export async function textOf({ id, locale }) {
  const { text } = await LOADERS[id]();
  return { ...text, locale };
}
