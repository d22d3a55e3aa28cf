// What each frame must have so that nobody after this module needs to look again.

const isString = (value) => typeof value === 'string';
const isNumber = Number.isSafeInteger;
const isUid = isNumber;
const isMember = (member) => isUid(member?.uid) && isString(member.name);
const isPosition = (frame) => isNumber(frame?.seq) && isString(frame.epoch);
const isChange = (frame) => isUid(frame.from_uid) && isNumber(frame.target);
const areMembers = (members) => Array.isArray(members) && members.every(isMember);
const areUids = (uids) => Array.isArray(uids) && uids.every(isUid);
const orMissing = (fits) => (value) => value === undefined || fits(value);

const isEmoji = (emoji) => isString(emoji) && emoji !== '' && emoji.length <= 64;
const isReaction = (reaction) => isEmoji(reaction?.emoji) && isNumber(reaction.count) && areUids(reaction.uids);
const areReactions = (reactions) => Array.isArray(reactions) && reactions.every(isReaction);
const isSaid = (frame) => isUid(frame?.from_uid) && isString(frame.content) && (frame.to_uid === 'all' || isUid(frame.to_uid))
  && orMissing(isNumber)(frame.reply_to) && orMissing(areUids)(frame.mentions) && orMissing(areReactions)(frame.reactions);
const isReacted = (frame) => isChange(frame) && isEmoji(frame.emoji) && isString(frame.room) && isNumber(frame.seq);

const isFlag = orMissing((value) => typeof value === 'boolean');
const isWords = orMissing(isString);
const isCount = orMissing(isNumber);
const isRoom = (room) => isString(room?.room) && isString(room.kind) && isWords(room.title) && isWords(room.topic) && isWords(room.epoch) && isWords(room.at)
  && [room.archived, room.member, room.mine].every(isFlag) && [room.seq, room.read, room.unread, room.mentions].every(isCount)
  && orMissing(areMembers)(room.people);

const SHAPES = {
  user_list: (frame) => areMembers(frame.user_list) && isUid(frame.uid),
  members: (frame) => areMembers(frame.members) && isUid(frame.after) && isUid(frame.count),
  presence: (frame) => areMembers(frame.joined) && areMembers(frame.left) && isUid(frame.count),
  login: isMember,
  logout: (frame) => isUid(frame.uid),
  say: isSaid,
  history: (frame) => Array.isArray(frame.messages) && frame.messages.every((message) => isSaid(message) && isPosition(message)),
  edit: (frame) => isChange(frame) && isString(frame.content) && isNumber(frame.seq),
  delete: (frame) => isChange(frame) && isNumber(frame.seq),
  react: isReacted,
  unreact: isReacted,
  change: (frame) => isUid(frame.from_uid) && isString(frame.room) && isNumber(frame.seq) && isWords(frame.title) && isWords(frame.topic)
    && isFlag(frame.archived) && orMissing(areMembers)(frame.invited) && orMissing(areMembers)(frame.removed),
  live: isPosition,
  gap: (frame) => isString(frame.reason) && isNumber(frame.from) && isNumber(frame.to),
  typing: (frame) => isMember(frame) && isString(frame.room),
  status: (frame) => isMember(frame) && isString(frame.room) && typeof frame.away === 'boolean',
  watched: (frame) => isString(frame.room) && typeof frame.on === 'boolean',
  read: (frame) => isNumber(frame.seq) && (frame.inbox === true || isString(frame.room)),
  rooms: (frame) => Array.isArray(frame.rooms) && frame.rooms.every(isRoom) && isWords(frame.find),
  room: isRoom,
  people: (frame) => areMembers(frame.people) && isWords(frame.find),
  error: (frame) => isString(frame.code),
};

/**
 * @param {{type: string}} frame
 * @returns {boolean} whether it has what one of its type must have; a type nobody knows may have anything
 */
export function fitsShape(frame) {
  return !Object.hasOwn(SHAPES, frame.type) || SHAPES[frame.type](frame);
}
