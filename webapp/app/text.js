// Every string that a reader sees, so that another language is another module of this shape.

const numbers = new Intl.NumberFormat('en');
const names = new Intl.ListFormat('en', { type: 'conjunction' });

/** @returns {Array<string|{name: string}>} names apart from the words between them, so that a name cannot pose as words */
function people(list, count) {
  const others = count - list.length;
  const listed = others > 0 ? [...list, others === 1 ? '1 other' : `${others} others`] : list;
  let index = 0;
  return names.formatToParts(listed).map(({ type, value }) => {
    if (type !== 'element') {
      return value;
    }
    index += 1;
    return index <= list.length ? { name: value } : value;
  });
}

export const text = {
  app: 'Kaiwa',
  appNative: '会話',
  tagline: 'Type a nickname and join the conversation.',
  room: 'Room',
  nickname: 'Your nickname',
  nicknameHint: 'Others see it beside what you say.',
  enter: 'Enter',
  entering: 'Entering…',
  changeName: 'Change name',
  you: 'you',
  members: 'Members',
  count: (count) => numbers.format(count),
  showMembers: (count) => `Members (${numbers.format(count)})`,
  moreMembers: (count) => `Show more (${numbers.format(count)} others)`,
  close: 'Close',
  writePrivately: 'Write a private message',
  messages: 'Messages',
  intro: (room) => `This is room ${room}`,
  introMore: 'What is said from now on appears here.',
  newMessages: 'New messages',
  composer: 'Write a message',
  composerTo: { everyone: 'Write to everyone…', one: (name) => `Write privately to ${name}…` },
  recipient: 'To',
  everyone: 'Everyone',
  left: (name) => `${name} (left)`,
  send: 'Send',
  keys: 'Enter sends, Shift+Enter begins a new line',
  remaining: (count) => (count >= 0 ? `${count} left` : `${-count} too many`),
  secretTo: (name) => `Private to ${name}`,
  secretFrom: 'Private to you',
  secretToSelf: 'Private note to yourself',
  notice: {
    joined: (list, count) => [...people(list, count), ' joined'],
    left: (list, count) => [...people(list, count), ' left'],
    entered: () => ['You entered the room'],
    back: () => ['You are connected again. What was said in between is missing here.'],
  },
  nameErrors: {
    name_missing: 'Please type a nickname.',
    name_too_long: 'A nickname has at most 64 characters.',
  },
  sendErrors: {
    too_long: () => 'This is too long to be sent. A message has at most 4,000 characters.',
    gone: (name) => `${name} has left. Choose who shall read this before you send it.`,
    offline: () => 'Not connected. Your text stays here; send it when the line is back.',
    unsure: () => 'The connection broke before this came back from the room. Others may have read it already.',
  },
  notSent: (words) => `Not sent: “${words}”`,
  notSure: (words) => `Perhaps not sent: “${words}”`,
  status: {
    connecting: 'Connecting…',
    offline: 'You are offline.',
    restarting: 'The server is restarting…',
    config: 'The server does not say where its socket is (config.json).',
    unreachable: 'The server cannot be reached.',
    lost: 'Connection lost.',
    stopped: (why, code) => `${why} (${code})`,
  },
  stopped: {
    1003: 'The server refused a binary message',
    1007: 'The server could not read a message as UTF-8',
    1008: 'The server does not allow this connection',
    1009: 'The server refused a message as too big',
    other: 'The server has ended the connection',
  },
  nextTry: (seconds) => `Next try in ${seconds} s.`,
  tryNow: 'Try now',
  connectAgain: 'Connect again',
};
