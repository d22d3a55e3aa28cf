const SHAPES = {
  time: { hour: 'numeric', minute: '2-digit' },
  full: { dateStyle: 'full', timeStyle: 'medium' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
};

const formats = new Map(); // by locale: to make one takes longer than to use it a hundred times

function formatsOf(locale) {
  if (!formats.has(locale)) {
    formats.set(locale, Object.entries(SHAPES).map(([name, shape]) => [name, new Intl.DateTimeFormat(locale, shape)]));
  }
  return formats.get(locale);
}

/**
 * A moment in the reader's own time zone.
 *
 * @param {number} at milliseconds since 1970
 * @param {string} locale
 * @returns {{time: string, full: string, day: string, iso: string}}
 */
export function moment(at, locale) {
  const date = new Date(at);
  return { ...Object.fromEntries(formatsOf(locale).map(([name, format]) => [name, format.format(date)])), iso: date.toISOString() };
}

/**
 * The title of the tab, what tells one from another first.
 *
 * @param {string} name of the application
 * @param {string|null} room what the open one is called; null while none is
 * @param {number} unread
 * @returns {string}
 */
export function tabTitle(name, room, unread) {
  return `${unread > 0 ? `(${unread}) ` : ''}${room === null ? name : `${room} – ${name}`}`;
}
