/**
 * How many messages wait for one, as the tab says it. Of the rooms that are not open only what is for oneself: mentions,
 * and what is said in a conversation of a few. The rest would never be none.
 *
 * @param {{room: object, others: Map<string, object>, list: Map<string, object>}} state of the chat
 * @param {(room: string) => string} levelOf of what one is told in a room
 * @returns {number}
 */
export function unreadFor({ room: open, others, list }, levelOf) {
  const count = ({ room, unread, mentions }) => {
    const isDirect = list.get(room)?.kind === 'direct';
    const all = isDirect || (room === open.room && levelOf(room) === 'all') ? unread : mentions;
    return levelOf(room) === 'nothing' ? 0 : all;
  };
  return [open, ...others.values()].reduce((sum, room) => sum + count(room), 0);
}

const unreadIn = ({ room, others }) => [room, ...others.values()].filter(({ unread }) => unread > 0).map(({ room: name }) => name);

/**
 * @param {{room: object, others: Map<string, object>}} before
 * @param {{room: object, others: Map<string, object>}} now
 * @returns {string[]} the rooms that have been read meanwhile, here or at another device
 */
export function readSince(before, now) {
  if (before.room === now.room && before.others === now.others) {
    return [];
  }
  const left = new Set(unreadIn(now));
  return unreadIn(before).filter((name) => !left.has(name));
}
