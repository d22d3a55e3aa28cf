// So much of the end of a uid is shown; more, when it does not tell two apart.
const SHORTEST = 4;
const LONGEST = 10;

function suffixes(uids) {
  for (let length = SHORTEST; ; length += 1) {
    const ends = uids.map((uid) => String(uid).slice(-length));
    if (length >= LONGEST || new Set(ends).size === uids.length) {
      return ends;
    }
  }
}

/**
 * How people with the same name are told apart: by the end of the uid. Who alone bears a name needs none.
 *
 * @param {Iterable<[number, string]>} people uid and name of all that the page knows of, some of them often
 * @returns {Map<number, string>} such as `#4164`, by uid
 */
export function marksOf(people) {
  const bearers = new Map(); // of each name
  for (const [uid, name] of people) {
    const uids = bearers.get(name);
    if (uids === undefined) {
      bearers.set(name, new Set([uid]));
    } else {
      uids.add(uid);
    }
  }
  const marks = new Map();
  for (const uids of [...bearers.values()].filter(({ size }) => size > 1).map((same) => [...same])) {
    suffixes(uids).forEach((end, index) => marks.set(uids[index], `#${end}`));
  }
  return marks;
}
