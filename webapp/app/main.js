import { createAlertsView } from './alerts/alerts-view.js';
import { createSound } from './alerts/sound.js';
import { createTabView } from './alerts/tab-view.js';
import { addressOf, messageFrom, roomFrom } from './chat/address.js';
import { createBatch } from './chat/batch.js';
import { createChat } from './chat/chat.js';
import { createComposerView } from './chat/composer-view.js';
import { createCopyActions } from './chat/copy-view.js';
import { closeDialogs } from './chat/dialog-view.js';
import { byTestId, fillIn } from './chat/dom.js';
import { createDrafts } from './chat/drafts.js';
import { createDrawerView } from './chat/drawer-view.js';
import { createFindRoomView } from './chat/find-room-view.js';
import { createGateView } from './chat/gate-view.js';
import { createHeaderView } from './chat/header-view.js';
import { jumpsOn } from './chat/keys.js';
import { createMakeRoomView } from './chat/make-room-view.js';
import { createMembersView } from './chat/members-view.js';
import { createMessagesView } from './chat/messages-view.js';
import { createNicknameView } from './chat/nickname-view.js';
import { createOutboxStore } from './chat/outbox-store.js';
import { randomText } from './chat/random.js';
import { createProfileView } from './chat/profile-view.js';
import { createRoomDialogs } from './chat/room-dialogs-view.js';
import { createRoomHeaderView } from './chat/room-header-view.js';
import { createRoomsView } from './chat/rooms-view.js';
import { createStatusView } from './chat/status-view.js';
import { createStorage } from './chat/storage.js';
import { createTokens } from './chat/tokens.js';
import { createTypingView } from './chat/typing-view.js';
import { createUserMenuView } from './chat/user-menu-view.js';
import { keepPage } from './pwa.js';
import { createComposerEmojiView } from './emoji/composer-emoji-view.js';
import { withEmoji } from './emoji/emoji.js';
import { createEmojiData } from './emoji/emoji-data.js';
import { createEmojiPicker } from './emoji/picker-view.js';
import { createRecent } from './emoji/recent.js';
import { pick, textOf } from './i18n/index.js';
import { createCopyView } from './rich-text/copy-view.js';
import { createAppearanceView } from './settings/appearance-view.js';
import { createLevelMenu } from './settings/level-menu-view.js';
import { createSettings } from './settings/settings.js';
import { createSettingsView } from './settings/settings-view.js';
import { createShortcutsView } from './settings/shortcuts-view.js';
import { mayWatch } from './wire/access.js';
import { createConnection } from './wire/connection.js';
import { signOut } from './wire/identity.js';

// Puts the parts together, and hands them what they need of the browser.

// Before anything is waited for: the page is loaded by then, and nobody would hear of that.
addEventListener('load', () => keepPage({ workers: navigator.serviceWorker, trustedTypes: window.trustedTypes }));

const clock = {
  now: () => Date.now(),
  setTimeout: (then, milliseconds) => setTimeout(then, milliseconds),
  clearTimeout: (id) => clearTimeout(id),
};

// 16 bytes: no two of all the messages of all browsers have the same.
const ID_BYTES = 16;

const randomBytes = (bytes) => crypto.getRandomValues(bytes);
const request = (url, options) => fetch(url, options);
const kept = createStorage(() => localStorage); // of the browser
const tab = createStorage(() => sessionStorage);

const batch = createBatch({
  requestFrame: (then) => requestAnimationFrame(then),
  cancelFrame: (id) => cancelAnimationFrame(id),
  clock,
  onBatch(frames) {
    chat.framesCame(frames);
    alerts.framesCame(frames, chat.state);
  },
});

const connection = createConnection({
  WebSocket,
  fetch: request,
  location,
  clock,
  random: Math.random,
  onFrame: batch.push,
  onState(state) {
    batch.flush(); // what was said before the line broke belongs before it
    chat.connectionChanged(state);
  },
  onIdentity: (identity) => chat.identified(identity),
});

const chat = createChat({
  connection,
  storage: tab,
  tokens: createTokens({ storage: kept, random: randomBytes }),
  outboxStore: createOutboxStore(kept),
  drafts: createDrafts(tab),
  newId: () => randomText(ID_BYTES, randomBytes),
  room: roomFrom(location.search),
  clock,
  random: Math.random,
  signOut: () => signOut(request),
  go: (url) => location.assign(url),
  onPlace: (room) => history.pushState(null, '', addressOf(room)),
  onChange: paint,
});

const appearance = createAppearanceView();
const settings = createSettings({ storage: kept, onChange: setUp });
appearance.update(settings.value); // before anything is seen
const language = pick(navigator.languages, settings.value.language);
const text = await textOf(language);
document.documentElement.lang = language.tag;
fillIn(text);
const emoji = createEmojiData(request);
const recent = createRecent(kept);
const pickEmoji = createEmojiPicker({ text, data: emoji, recent });
createComposerEmojiView({ text, data: emoji, recent, pickEmoji });
const finished = (draft) => (emoji.loaded === null ? draft : withEmoji(draft, emoji.loaded.find));
const composer = createComposerView({ chat, text, finished });
const nickname = createNicknameView({ chat, text });
const drawer = createDrawerView({ panel: '#members', toggle: '.members-toggle', opens: 'is-drawer-open', narrow: '(max-width: 1023px)' });
const roomDrawer = createDrawerView({ panel: '#rooms', toggle: '.rooms-toggle', opens: 'is-rooms-open', narrow: '(max-width: 719px)' });
const copy = createCopyActions({ chat, text, clock, base: () => location.href, write: (words) => navigator.clipboard.writeText(words) });
const roomDialogs = createRoomDialogs({ chat, clock, text });
const showRoom = () => {
  roomDrawer.close();
  if (!matchMedia('(pointer: coarse)').matches) { // where the keyboard would cover half of what one wants to see
    composer.focus();
  }
};
const makeRoom = createMakeRoomView({ chat, clock, text, onMade: showRoom });
const findRoom = createFindRoomView({ chat, clock, text, onOpen: showRoom });
const profile = createProfileView({ chat, text, onOpen: () => { drawer.close(); showRoom(); }, onTell(uid) { chat.choose(uid); drawer.close(); composer.focus(); } });
const status = createStatusView({ connection, text, clock, isOnline: () => navigator.onLine, onTried: focus });
const isTouched = () => navigator.userActivation?.hasBeenActive ?? true;
const sound = createSound({ AudioContext: globalThis.AudioContext, isTouched, clock });
const openRoom = (room) => { chat.open(room); showRoom(); };
const alerts = createAlertsView({ settings, text, sound, onOpen: openRoom });
const tabView = createTabView({ settings, text });
const shortcuts = createShortcutsView({ text });
const roomNow = () => chat.state.room.room;
createLevelMenu({ menu: document.querySelector('.room-menu'), settings, text, roomNow });
const settingsView = createSettingsView({
  settings, text, alerts, roomNow, load: () => location.reload(), onShortcuts: shortcuts.show, mayWatch: () => mayWatch(request),
});
createCopyView({ list: byTestId('messages'), text, clock });
const signsOut = () => { batch.flush(); chat.signOut(); };
const views = [
  createHeaderView({ text, onLeave: () => { batch.flush(); chat.leave(); } }),
  createMembersView({ text, onShow: profile.show, onMore: chat.showMore }),
  createMessagesView({ chat, text, pickEmoji, copy, onShow: profile.show, onEdit: () => composer.focus() }),
  createRoomHeaderView({ chat, text, onCopy: copy.room, dialogs: roomDialogs }),
  createRoomsView({
    chat, text, isApple: /Mac|iPhone|iPad/.test(navigator.platform), onOpen: showRoom,
    dialogs: { make: makeRoom.make, direct: makeRoom.direct, find: findRoom.find, jump: findRoom.jump },
  }),
  createTypingView({ text }),
  createUserMenuView({ text, onSignOut: signsOut }),
  nickname, composer, status, roomDialogs, makeRoom, findRoom, profile, alerts, tabView, settingsView,
  createGateView({ text, load: () => location.reload(), onSignOut: signsOut }),
];

let entered = false;
let isSought = false; // the message that the address named when the page was loaded

function setUp(value) {
  appearance.update(value);
  settingsView.repaint();
  tabView.update(chat.state);
}

let isPainting = false;
let isOutdated = false;

// What a view finds out while it is painted, such as that the end is seen, changes the state once more. The views after
// it must not be left with what was true before.
function paint() {
  isOutdated = true;
  if (isPainting) {
    return;
  }
  isPainting = true;
  try {
    while (isOutdated) {
      isOutdated = false;
      views.forEach((view) => view.update(chat.state));
    }
  } finally {
    isPainting = false;
  }
  follow(chat.state);
}

function follow(state) {
  if (state.entered && !entered) {
    focus();
  } else if (!state.entered && entered) {
    closeDialogs();
  }
  entered = state.entered;
  if (state.room.present && !isSought) {
    isSought = true;
    queueMicrotask(seek); // not within a painting
  }
}

function seek() {
  const seq = messageFrom(location.hash);
  if (seq !== null) {
    chat.seek(seq);
  }
}

function focus() {
  (chat.state.entered ? composer : nickname).focus();
}

function looked() {
  chat.looked(document.hidden);
  if (!document.hidden) {
    connection.nudge();
  }
}

document.addEventListener('visibilitychange', looked);
['pointerdown', 'pointermove', 'keydown', 'wheel'].forEach((type) => addEventListener(type, chat.active, { passive: true }));
addEventListener('keydown', (event) => {
  if (jumpsOn(event) && chat.state.entered && chat.state.several) {
    event.preventDefault();
    findRoom.jump();
  }
});
addEventListener('popstate', () => chat.show(roomFrom(location.search), messageFrom(location.hash)));
addEventListener('storage', ({ key, newValue }) => {
  if (key !== null) {
    chat.keptElsewhere(key, newValue);
    settings.keptElsewhere(key);
  }
});
addEventListener('pageshow', ({ persisted }) => {
  if (persisted && chat.state.barrier !== null) {
    location.reload(); // one came back to a page that was left by signing out
  }
});
addEventListener('online', () => connection.nudge());
addEventListener('offline', () => status.repaint());

chat.looked(document.hidden);
paint();
connection.open();
