const KEPT = 'kaiwa.settings';

/** What can be chosen, the usual first. A language is null when the browser decides. */
export const CHOICES = Object.freeze({
  language: [null, 'en', 'zh', 'ja'],
  theme: ['system', 'light', 'dark'],
  density: ['normal', 'compact', 'comfortable'],
  sound: [true, false],
  desktop: [false, true],
  quiet: [false, true],
});

/** Of what is said in a room one is told: of all, of what is for oneself, of nothing. */
export const LEVELS = Object.freeze(['all', 'mentions', 'nothing']);

/** So many rooms are remembered that have a level of their own; the one that was set longest ago goes first. */
export const ROOM_LIMIT = 200;

function parse(json) {
  let kept = {};
  try {
    kept = JSON.parse(json) ?? {};
  } catch {
    // somebody else has written there
  }
  const choice = ([name, choices]) => [name, choices.includes(kept[name]) ? kept[name] : choices[0]];
  const rooms = Array.isArray(kept.rooms) ? kept.rooms : [];
  return {
    ...Object.fromEntries(Object.entries(CHOICES).map(choice)),
    rooms: rooms.filter((entry) => Array.isArray(entry) && typeof entry[0] === 'string' && LEVELS.includes(entry[1])).slice(-ROOM_LIMIT),
  };
}

/**
 * How one has set up the page, in this browser.
 *
 * @typedef {{language: string|null, theme: string, density: string, sound: boolean, desktop: boolean, quiet: boolean,
 *   rooms: Array<[string, string]>}} Settings
 *   `desktop` whether the system may tell one, `quiet` when nothing shall disturb, `rooms` and their levels
 *
 * @param {{storage: object, onChange: (settings: Settings) => void}} options `storage` is one of `createStorage`
 */
export function createSettings({ storage, onChange }) {
  let value = parse(storage.get(KEPT));

  function change(changes) {
    // Another tab may have written meanwhile.
    value = { ...parse(storage.get(KEPT)), ...changes };
    storage.set(KEPT, JSON.stringify(value));
    onChange(value);
  }

  return {
    /** @returns {Settings} */
    get value() {
      return value;
    },

    set(name, choice) {
      if (CHOICES[name].includes(choice)) {
        change({ [name]: choice });
      }
    },

    /** @returns {string} one of the levels */
    levelOf: (room) => value.rooms.find(([name]) => name === room)?.[1] ?? LEVELS[0],

    setLevel(room, level) {
      const others = parse(storage.get(KEPT)).rooms.filter(([name]) => name !== room);
      change({ rooms: level === LEVELS[0] ? others : [...others, [room, level]].slice(-ROOM_LIMIT) });
    },

    /** Another tab of this browser has changed what is kept. */
    keptElsewhere(key) {
      if (key === KEPT) {
        value = parse(storage.get(KEPT));
        onChange(value);
      }
    },
  };
}
