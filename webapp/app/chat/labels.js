/**
 * How members are told apart in a list: names need not differ, and then the end of the uid does.
 *
 * @param {Map<number, string>} members
 * @returns {Map<number, string>} label by uid
 */
export function labelsOf(members) {
  const seen = new Map();
  for (const name of members.values()) {
    seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  const label = (uid, name) => (seen.get(name) > 1 ? `${name} #${String(uid).slice(-4)}` : name);
  return new Map([...members].map(([uid, name]) => [uid, label(uid, name)]));
}
