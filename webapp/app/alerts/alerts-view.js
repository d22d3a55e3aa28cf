import { alertOf, bodyOf, headOf, saidIn } from './notify.js';
import { readSince } from './unread.js';

/**
 * Tells one who does not look at the page: on the desktop, and by a sound.
 *
 * @param {{settings: object, text: object, sound: () => void, onOpen: (room: string) => void}} options `onOpen` when one
 *   wants to see what one was told of
 */
export function createAlertsView({ settings, text, sound, onOpen }) {
  const onDesktop = new Map(); // by the room
  const isSupported = 'Notification' in globalThis && isSecureContext;
  let seen = { room: {}, others: new Map() };

  function show(said) {
    const { room, secret, text: words } = said;
    try {
      // The newest of a room takes the place of the one before. The sound is ours.
      const shown = new Notification(headOf(said, text), { body: bodyOf(words), tag: `kaiwa ${room}`, icon: 'icon.svg', silent: true });
      onDesktop.set(room, shown);
      shown.addEventListener('close', () => onDesktop.get(room) === shown && onDesktop.delete(room));
      shown.addEventListener('click', () => {
        window.focus();
        shown.close();
        if (!secret) { // what is private is to be seen wherever one is
          onOpen(room);
        }
      });
    } catch {
      // Browsers of telephones have the class and let only a service worker use it.
    }
  }

  addEventListener('focus', () => onDesktop.get(seen.room.room)?.close());

  return {
    /** @returns {'granted'|'denied'|'default'|'unsupported'} */
    permission: () => (isSupported ? Notification.permission : 'unsupported'),

    /** Asks the reader; only on a click. */
    ask: async () => (isSupported ? Notification.requestPermission() : 'unsupported'),

    /**
     * @param {object[]} frames that have just come
     * @param {object} state of the chat
     */
    framesCame(frames, state) {
      if (state.barrier !== null) {
        return;
      }
      const hidden = document.hidden || !document.hasFocus();
      const alert = alertOf(saidIn(frames, state), { name: state.name, hidden, settings: settings.value, levelOf: settings.levelOf });
      if (alert.sound) {
        sound();
      }
      if (alert.shown !== null && isSupported && Notification.permission === 'granted') {
        show(alert.shown);
      }
    },

    update(state) {
      if (state.barrier !== null) {
        onDesktop.forEach((shown) => shown.close()); // what one may not read here any more is not to be read there
      }
      readSince(seen, state).forEach((room) => onDesktop.get(room)?.close());
      seen = state;
    },
  };
}
