/** How the page is set up, its keys, and how one is told. */
export const comfort = {
  settingsOpen: 'Settings',
  settings: {
    wire: 'Watch the wire',
    title: 'Settings',
    language: 'Language',
    byBrowser: 'As in the browser',
    languageHint: 'The page changes its language when you close this.',
    theme: 'Appearance',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    density: 'Spacing',
    densities: { compact: 'Compact', normal: 'Normal', comfortable: 'Comfortable' },
    notifications: 'Notifications',
    quiet: 'Do not disturb',
    sound: 'Play a sound',
    desktop: 'Show on the desktop',
    level: 'In this room, tell me of',
    levels: { all: 'All messages', mentions: 'What is for me', nothing: 'Nothing' },
    permission: {
      denied: 'The browser does not allow this page to notify you. You can change that in the settings of the browser.',
      unsupported: 'This browser cannot show notifications for this page.',
    },
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    send: 'Send the message',
    newLine: 'Begin a new line',
    editLast: 'Edit your last message, when nothing is written',
    cancel: 'Cancel, or close what is open',
    emoji: 'Choose an emoji while you write, as in :tea',
    sheet: 'Show these shortcuts',
    markdown: 'Messages can have **bold**, *italic*, ~~struck~~, `code`, > quotes, - lists and ``` blocks of code.',
  },
  alert: {
    inRoom: (name, room) => `${name} in ${room}`,
    privately: (name) => `${name}, privately`,
  },
};
