import { addressOf } from './address.js';
import { byTestId } from './dom.js';

// So long it is said that something was copied (milliseconds).
const SAID_FOR = 2_000;

/**
 * Takes a message along: its text, or a link to it.
 *
 * @param {{chat: object, text: object, clock: object, base: () => string, write: (text: string) => Promise<void>}} options
 *   `base` the address of the page; `write` to the clipboard, rejected where the browser does not let one
 * @returns {{link: (key: string) => void, text: (key: string) => void, room: (room: string) => void}}
 */
export function createCopyActions({ chat, text, clock, base, write }) {
  const place = byTestId('copied');
  let timer = null;

  async function copy(words) {
    try {
      await write(words);
      place.textContent = text.copied;
    } catch {
      place.textContent = text.notCopied;
    }
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => {
      place.textContent = '';
    }, SAID_FOR);
  }

  const lineOf = (key) => chat.state.lines.find((line) => line.key === key);
  const link = (room, seq) => copy(new URL(addressOf(room, seq), base()).href);

  return {
    link: (key) => link(chat.state.room.room, lineOf(key).seq),
    text: (key) => copy(lineOf(key).text),
    room: (room) => link(room),
  };
}
