/**
 * What the strings of a language are made with: its numbers, its plurals, its lists.
 *
 * @param {string} tag of the language, as in BCP 47
 * @returns {{number: (value: number) => string, plural: (count: number, forms: Object<string, string>) => string,
 *   list: (names: string[]) => string, people: Function}}
 */
export function wordsOf(tag) {
  // Each takes its milliseconds to be made, which the first paint need not wait for.
  let numbers;
  let plurals;
  let lists;

  function number(value) {
    numbers ??= new Intl.NumberFormat(tag);
    return numbers.format(value);
  }

  function listOf(names) {
    lists ??= new Intl.ListFormat(tag, { type: 'conjunction' });
    return lists.formatToParts(names);
  }

  return {
    number,

    /** The form of the category that the language has for this count; a language without plurals has `other` alone. */
    plural(count, forms) {
      plurals ??= new Intl.PluralRules(tag);
      return forms[plurals.select(count)] ?? forms.other;
    },

    /** @param {string[]} names */
    list: (names) => listOf(names).map(({ value }) => value).join(''),

    /**
     * Names apart from the words between them, so that a name cannot pose as words.
     *
     * @param {string[]} names those that are spelled out
     * @param {number} count of all
     * @param {(others: number) => string} rest the words for those who are only counted
     * @returns {Array<string|{name: string}>}
     */
    people(names, count, rest) {
      const others = count - names.length;
      let index = 0;
      return listOf(others > 0 ? [...names, rest(others)] : names).map(({ type, value }) => {
        if (type !== 'element') {
          return value;
        }
        index += 1;
        return index <= names.length ? { name: value } : value;
      });
    },
  };
}
