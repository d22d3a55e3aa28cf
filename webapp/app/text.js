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
  userMenu: (name) => `${name}: your account`,
  signedInAs: 'Signed in as',
  signOut: 'Sign out',
  you: 'you',
  members: 'Members',
  count: (count) => numbers.format(count),
  showMembers: (count) => `Members (${numbers.format(count)})`,
  moreMembers: (count) => `Show more (${numbers.format(count)} others)`,
  close: 'Close',
  writePrivately: 'Write a private message',
  messages: 'Messages',
  intro: (room) => `This is room ${room}`,
  top: {
    unknown: '',
    loading: '',
    more: '',
    beginning: 'This is the beginning of the room.',
    kept: 'Older messages are no longer kept.',
    full: (lines) => `This page shows no more than ${numbers.format(lines)} lines at once.`,
  },
  older: 'Show older messages',
  loadingOlder: 'Loading older messages…',
  newMessages: 'New messages',
  composer: 'Write a message',
  composerTo: { everyone: 'Write to everyone…', one: (name) => `Write privately to ${name}…` },
  recipient: 'To',
  everyone: 'Everyone',
  left: (name) => `${name} (left)`,
  away: (name) => `${name} (away)`,
  send: 'Send',
  save: 'Save',
  editing: 'Editing your message',
  editingSecret: 'Editing your private message',
  editKeys: 'Enter saves, Escape cancels',
  cancel: 'Cancel',
  keys: 'Enter sends, Shift+Enter begins a new line',
  remaining: (count) => (count >= 0 ? `${count} left` : `${-count} too many`),
  secretTo: (name) => `Private to ${name}`,
  secretFrom: 'Private to you',
  secretToSelf: 'Private note to yourself',
  notice: {
    joined: (list, count) => [...people(list, count), ' joined'],
    left: (list, count) => [...people(list, count), ' left'],
    entered: () => ['You entered the room'],
    back: () => ['You are connected again'],
    missing: (from, to, secret) => [
      from < to ? `${secret ? 'Private messages' : 'Messages'} ${numbers.format(from)} to ${numbers.format(to)} are no longer kept`
        : `${secret ? 'Private message' : 'Message'} ${numbers.format(from)} is no longer kept`,
    ],
    new_log: (secret) => [`The server has begun ${secret ? 'your private messages' : 'this room'} anew. What stands above may be known to this page only.`],
  },
  nameErrors: {
    name_missing: 'Please type a nickname.',
    name_too_long: 'A nickname has at most 64 characters.',
  },
  sendErrors: {
    too_long: () => 'This is too long to be sent. A message has at most 4,000 characters.',
    gone: (name) => `${name} has left for good. Choose who shall read this before you send it.`,
    full: () => 'Too many messages wait to be sent. Your text stays here until some of them are.',
  },
  isAway: (name) => `${name} is not here now, and will read this later.`,
  edited: '(edited)',
  deleted: 'This message was deleted',
  actions: 'Edit or delete',
  edit: 'Edit',
  delete: 'Delete',
  reallyDelete: 'Delete this for everyone?',
  keep: 'Keep',
  waits: {
    say: 'Waiting to be sent',
    edit: 'The change waits to be sent',
    delete: 'Waiting to be deleted',
  },
  changed: (words) => `“${words}”`,
  loose: { edit: 'Change of an earlier message', delete: 'Deletion of an earlier message' },
  refused: {
    say: (why) => `Not sent: ${why}`,
    edit: (why) => `Change not saved: ${why}`,
    delete: (why) => `Not deleted: ${why}`,
  },
  reasons: {
    recipient_unknown: 'this person has left for good.',
    identity_changed: 'the server does not know you any more, and may take another for whom you meant.',
    log_changed: 'the server has begun anew and does not know this message.',
    target_unknown: 'the message is not there any more.',
    not_yours: 'the server does not know this message as yours.',
  },
  sendAgain: 'Send again',
  discard: 'Discard',
  waiting: (count) => (count === 1 ? '1 message waits to be sent.' : `${numbers.format(count)} messages wait to be sent.`),
  leftWaiting: (name, count) => (count === 1
    ? `1 message of ${name} is not sent yet. It waits here until ${name} enters again.`
    : `${numbers.format(count)} messages of ${name} are not sent yet. They wait here until ${name} enters again.`),
  status: {
    connecting: 'Connecting…',
    offline: 'You are offline.',
    restarting: 'The server is restarting…',
    config: 'The server does not say where its socket is (config.json).',
    unreachable: 'The server cannot be reached.',
    lost: 'Connection lost.',
    held: 'The server cannot take messages at the moment.',
    stopped: (why, code) => `${why} (${code})`,
  },
  stopped: {
    1003: 'The server refused a binary message',
    1007: 'The server could not read a message as UTF-8',
    1008: 'The server does not allow this connection',
    1009: 'The server refused a message as too big',
    other: 'The server has ended the connection',
  },
  gate: {
    signed_out: {
      title: 'You are signed out',
      notYet: 'You are not signed in',
      again: 'Sign in again',
      signIn: 'Sign in',
      kept: 'What you have written and not sent is kept in this tab, and will be here when you have signed in again.',
      reasons: {
        signed_out: 'You signed out in another tab or window.',
        session_expired: 'Nothing happened here for a long time, so your session has expired.',
        provider_signed_out: 'The service with which you sign in has ended your session.',
        sign_on_refused: 'The service with which you sign in no longer confirms your account. If you do not know why, ask whoever manages it.',
        admin_signed_out: 'An administrator has signed you out.',
        too_many_sessions: 'You signed in elsewhere, and as you were signed in in too many places, the oldest session was ended.',
        session_ended: 'Your session has ended.',
        not_signed_in: 'You have to sign in to read and write here.',
      },
    },
    forbidden: {
      title: 'You may not read this room',
      words: 'It is limited to certain groups, and you are in none of them.',
      ask: 'If you think you should be, ask an administrator.',
      link: 'Go to the main room',
    },
    refused: { title: 'You could not enter', again: 'Try again' },
    signing_out: { title: 'Signing out…' },
    sign_out_failed: {
      title: 'You may still be signed in',
      words: 'The server did not confirm that you are signed out.',
      again: 'Try again',
      back: 'Back to the conversation',
    },
  },
  nextTry: (seconds) => `Next try in ${seconds} s.`,
  tryNow: 'Try now',
  connectAgain: 'Connect again',
};
