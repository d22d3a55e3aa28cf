/** How far one has read in a log of which one has read nothing. */
export const NOTHING_READ = Object.freeze({ readTo: 0, seenTo: 0, countedTo: 0, newFrom: null });

/**
 * @param {{mentions: number[], secret: object|null}} message
 * @param {number|null} uid one's own
 * @returns {boolean} whether it is said to oneself more than to others
 */
export const isForMe = ({ mentions, secret }, uid) => mentions.includes(uid) || secret?.toOwn === true;

/**
 * Counts a message that nobody has seen.
 *
 * @param {object} draft of the state of a room, changed in place
 * @param {object} message
 */
export function count(draft, message) {
  draft.unread += 1;
  draft.mentions += isForMe(message, draft.uid) ? 1 : 0;
  if (draft.unread === 1 && message.stream === 'room' && message.seq !== null) {
    draft.newFrom = message.seq - 1; // everything above was seen
  }
}

const isOthers = ({ kind, own, stream }) => kind === 'message' && !own && stream === 'room';

/**
 * @param {object} room
 * @param {object} info the server's count; it does not know of what came after
 * @returns {object}
 */
export function counted(room, { seq, read, unread, mentions }) {
  const later = room.lines.filter((line) => isOthers(line) && line.seq > seq && line.seq > read);
  return {
    ...room,
    countedTo: Math.max(room.countedTo, seq),
    readTo: Math.max(room.readTo, read),
    unread: unread + later.length,
    mentions: mentions + later.filter((line) => isForMe(line, room.uid)).length,
  };
}

/**
 * @param {object} room
 * @param {number} seq one has read up to there, at some device
 * @returns {object}
 */
export function readUpTo(room, seq) {
  if (seq <= room.readTo) {
    return room;
  }
  if (seq >= (room.read?.seq ?? 0)) {
    return { ...room, readTo: seq, unread: 0, mentions: 0 };
  }
  const isHere = room.past.room === null || room.past.room.before <= seq + 1;
  const left = room.lines.filter((line) => isOthers(line) && line.seq > seq);
  const counts = isHere ? { unread: left.length, mentions: left.filter((line) => isForMe(line, room.uid)).length } : {};
  return { ...room, readTo: seq, ...counts };
}

/**
 * @param {object} room
 * @returns {object} with everything in it seen
 */
export const seen = (room) => (room.unread === 0 && room.mentions === 0 ? room : { ...room, unread: 0, mentions: 0 });

/**
 * @param {object} room
 * @returns {object} with a line at the place up to which one has read, when there is something below it
 */
export function withSeam(room) {
  const to = Math.max(room.readTo, room.seenTo); // nothing where one has never been
  return { ...room, newFrom: room.unread > 0 && to > 0 ? to : null };
}
