import { wordsOf } from '../words.js';

const { number, list } = wordsOf('en');
const named = (names, count) => list(count > names.length
  ? [...names, count - names.length === 1 ? '1 other' : `${number(count - names.length)} others`] : names);

const quoted = (words) => ['“', { name: words }, '”'];
const people = (members) => members.flatMap(({ name }, index) => [
  ...(index === 0 ? [] : [index === members.length - 1 ? ' and ' : ', ']), { name },
]);

/** What is said of rooms, reactions, answers and who is there. */
export const rooms = {
  roomList: 'Rooms and conversations',
  rooms: 'Rooms',
  direct: 'People',
  showRooms: (unread) => (unread > 0 ? `Rooms (${number(unread)} unread)` : 'Rooms'),
  unread: (count) => (count >= 1_000 ? '999+' : number(count)),
  introDirect: (title) => `You and ${title}`,
  composerIn: (title, isDirect) => (isDirect ? `Write to ${title}…` : `Write in ${title}…`),
  roomState: (unread, mentions) => [
    ...(unread > 0 ? [`${unread >= 1_000 ? 'more than 999' : number(unread)} unread`] : []),
    ...(mentions > 0 ? [mentions === 1 ? '1 mentions you' : `${number(mentions)} mention you`] : []),
  ].join(', '),
  mentioned: '@',
  archivedRoom: 'archived',
  newRoom: 'New room',
  findRoom: 'Find a room',
  newDirect: 'New conversation',
  jumpTo: 'Jump to…',
  jumpKeys: (isApple) => (isApple ? '⌘K' : 'Ctrl K'),
  roomMenu: (title) => `What you can do with ${title}`,
  editRoom: 'Name and topic',
  editTopic: 'Topic',
  archive: 'Archive',
  unarchive: 'Take out of the archive',
  invite: 'Invite people',
  people: 'People',
  copyRoomLink: 'Copy link',
  leaveRoom: 'Leave room',
  reallyLeave: (isClosed) => (isClosed ? 'Somebody has to invite you to come in again. Leave?' : 'Leave this room?'),
  stay: 'Stay',
  leave: 'Leave',
  name: 'Name',
  topic: 'Topic',
  topicHint: 'What this room is about. Everyone in it can change it.',
  kind: 'Who can come in',
  kinds: { open: 'Everyone', closed: 'Only who is invited' },
  invited: 'Invite',
  whoWith: 'With whom?',
  make: 'Create',
  begin: 'Begin',
  saveRoom: 'Save',
  removePerson: (name) => `Remove ${name}`,
  remove: 'Remove',
  findPlaceholder: 'Type a name',
  filterPlaceholder: 'Type a room or a name',
  noRooms: 'No open room has that in its name.',
  noPeople: 'Nobody known here has that in the name.',
  nothing: 'Nothing found',
  join: 'Join',
  joined: 'You are in it',
  chosen: 'Chosen',
  roomErrors: {
    room_exists: 'There is a room with that name already. Find it and join, or take another name.',
    not_connected: 'You are not connected. Try again in a moment.',
    title_invalid: 'A name has 1 to 64 characters.',
    room_invalid: 'A name has 1 to 64 characters.',
    topic_invalid: 'A topic has at most 250 characters.',
    people_invalid: 'Choose 1 to 49 people.',
  },
  problems: {
    not_there: 'That message is no longer here, or further back than this page shows.',
    archived: 'This room is archived. Nothing more can be said in it.',
    too_many_reactions: 'This message has as many different reactions as it can have.',
    emoji_invalid: 'The server does not take this emoji.',
    not_yours: 'You may not do that.',
    too_many_rooms: 'You are in as many rooms as you can be at once. Leave one to come into another.',
  },
  roomNotice: {
    changed(name, { title, topic, archived, invited, removed }) {
      const who = { name };
      if (title !== undefined) {
        return [who, ' named this room ', ...quoted(title), ...(topic === undefined ? [] : [' and set the topic to ', ...quoted(topic)])];
      }
      if (topic !== undefined) {
        return topic === '' ? [who, ' took the topic away'] : [who, ' set the topic to ', ...quoted(topic)];
      }
      if (archived !== undefined) {
        return [who, archived ? ' archived this room' : ' took this room out of the archive'];
      }
      if (invited !== undefined) {
        return [who, ' invited ', ...people(invited)];
      }
      return removed === undefined ? [who, ' changed this room'] : [who, ' removed ', ...people(removed)];
    },
    new: 'New since you were here',
  },
  reply: 'Reply',
  replyingTo: 'Reply to',
  cancelReply: 'Do not reply',
  toQuoted: (author) => `Go to the message of ${author}`,
  quoteGone: 'A message that is no longer here',
  quoteUnknown: 'An earlier message',
  react: 'React',
  moreActions: 'What you can do with this message',
  copyLink: 'Copy link',
  copyText: 'Copy text',
  copied: 'Copied',
  notCopied: 'The browser did not let this be copied.',
  reactedWith: (names, count, emoji) => `${named(names, count)} reacted with ${emoji}`,
  mentionsYou: 'Mentions you',
  nameSuggestions: 'Names',
  isTyping(names) {
    if (names.length === 0) {
      return [];
    }
    const [first, second] = names.map((name) => ({ name }));
    if (names.length === 1) {
      return [first, ' is typing…'];
    }
    return names.length === 2 ? [first, ' and ', second, ' are typing…'] : ['Several people are typing…'];
  },
  presence: { here: 'Here', away: 'Away', absent: 'Not here' },
  presenceGroup: (words, count) => `${words} · ${number(count)}`,
  sharedRooms: (titles) => `You are both in ${named(titles.slice(0, 3), titles.length)}.`,
  writeTo: (name) => `Write to ${name}`,
  privateHere: 'Private message here',
  memberAway: 'away',
};
