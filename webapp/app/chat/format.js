const clockTime = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const wholeDate = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

/**
 * A moment in the reader's own locale and time zone.
 *
 * @param {number} at milliseconds since 1970
 * @returns {{time: string, full: string, day: string, iso: string}}
 */
export function moment(at) {
  const date = new Date(at);
  return { time: clockTime.format(date), full: wholeDate.format(date), day: day.format(date), iso: date.toISOString() };
}

/**
 * The title of the tab.
 *
 * @param {string} name of the application
 * @param {number} unread
 * @returns {string}
 */
export function tabTitle(name, unread) {
  return unread > 0 ? `(${unread}) ${name}` : name;
}
