import { alertOf, bodyOf, saidIn } from './notify.js';

/**
 * Tells one who does not look at the page: on the desktop, by a sound, and by the icon of the tab.
 *
 * @param {{settings: object, text: object, sound: () => void}} options
 */
export function createAlertsView({ settings, text, sound }) {
  const icon = document.querySelector('link[rel="icon"]');
  const onDesktop = new Map(); // by the room
  const isSupported = 'Notification' in globalThis && isSecureContext;

  function show({ author, text: words, room, secret }) {
    const title = secret ? text.alert.privately(author) : text.alert.inRoom(author, room);
    try {
      // The newest of a room takes the place of the one before. The sound is ours.
      const shown = new Notification(title, { body: bodyOf(words), tag: `kaiwa ${room}`, icon: 'icon.svg', silent: true });
      onDesktop.set(room, shown);
      shown.addEventListener('close', () => onDesktop.get(room) === shown && onDesktop.delete(room));
      shown.addEventListener('click', () => {
        window.focus();
        shown.close();
      });
    } catch {
      // Browsers of telephones have the class and let only a service worker use it.
    }
  }

  return {
    /** @returns {'granted'|'denied'|'default'|'unsupported'} */
    permission: () => (isSupported ? Notification.permission : 'unsupported'),

    /** Asks the reader; only on a click. */
    ask: async () => (isSupported ? Notification.requestPermission() : 'unsupported'),

    /**
     * @param {object[]} frames that have just come
     * @param {object} state of the chat
     */
    framesCame(frames, { name, room, barrier }) {
      if (barrier !== null) {
        return;
      }
      const hidden = document.hidden || !document.hasFocus();
      const alert = alertOf(saidIn(frames, room), { name, hidden, settings: settings.value, levelOf: settings.levelOf });
      if (alert.sound) {
        sound();
      }
      if (alert.shown !== null && isSupported && Notification.permission === 'granted') {
        show(alert.shown);
      }
    },

    update({ room: { unread }, barrier }) {
      if (barrier !== null) {
        onDesktop.forEach((shown) => shown.close()); // what one may not read here any more is not to be read there
      }
      const wanted = unread > 0 ? 'icon-unread.svg' : 'icon.svg';
      if (icon.getAttribute('href') !== wanted) {
        icon.setAttribute('href', wanted);
      }
    },
  };
}
