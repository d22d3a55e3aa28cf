import { byTestId, element } from '../chat/dom.js';
import { scriptOf } from './script.js';

// So long it is said that something was copied (milliseconds).
const SAID_FOR = 2_000;

const STEPS = { ArrowUp: 'previous', ArrowDown: 'next' };
const INSIDE = 'a, summary, button';

/**
 * What one can do with a packet: follow its connection, take it along. The Tab key stops at one packet only, and the arrows go from there
 * to the others: otherwise one would go through ten thousand.
 *
 * @param {{listView: object, words: object, clock: object, isSecure: boolean, write: (text: string) => Promise<void>,
 *   onFollow: (line: object) => void}} options `isSecure` whether the socket is behind TLS, `write` to the clipboard
 * @returns {{settle: () => void}} `settle` after the packets have changed
 */
export function createActionsView({ listView, words, clock, isSecure, write, onFollow }) {
  const { list, blocks, entryAt } = listView;
  const said = byTestId('copied');
  const button = (testid, text) => element('button', { testid, text, attributes: { type: 'button' } });
  const script = button('copy-script', words.copyScript);
  const plain = button('copy-text', words.copyText);
  const bar = element('div', { class: 'packet-actions', testid: 'packet-actions', attributes: { role: 'group', 'aria-label': words.actions } }, script, plain);
  let stop = null;
  let timer = null;

  function say(text) {
    said.textContent = text;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => {
      said.textContent = '';
    }, SAID_FOR);
  }

  async function copy(text) {
    try {
      await write(text);
      say(words.copied);
    } catch {
      say(words.notCopied);
    }
  }

  const scriptAt = (item) => {
    const { packet, line } = entryAt(item);
    return scriptOf(packet, line, isSecure);
  };
  const textAt = (item) => {
    const { packet, line } = entryAt(item);
    return packet.what === 'opened' ? line?.head : packet.text ?? packet.hex;
  };

  const DOES = {
    f: (item) => entryAt(item).line !== undefined && onFollow(entryAt(item).line),
    s: (item) => scriptAt(item) !== null && copy(scriptAt(item)),
    c: (item) => textAt(item) && copy(textAt(item)),
  };

  function showBar(item) {
    if (bar.parentElement !== item) {
      script.hidden = scriptAt(item) === null;
      plain.hidden = !textAt(item);
      item.append(bar); // it stands above the rest, so nothing moves
    }
  }

  function move(item) {
    if (item === stop) {
      return;
    }
    for (const [each, index] of [[stop, -1], [item, 0]]) {
      if (each !== null) {
        [each, ...each.querySelectorAll(INSIDE)].forEach((part) => {
          part.tabIndex = part.closest('.packet-actions') === null ? index : 0;
        });
      }
    }
    stop = item;
  }

  const packetOf = (target) => target.closest('.packet');

  list.addEventListener('focusin', ({ target }) => {
    const item = packetOf(target);
    if (item !== null) {
      move(item);
      showBar(item);
    }
  });
  list.addEventListener('pointerover', ({ target, pointerType }) => {
    const item = packetOf(target);
    if (item !== null && pointerType === 'mouse' && !bar.contains(document.activeElement)) {
      showBar(item);
    }
  });
  list.addEventListener('click', (event) => {
    const item = packetOf(event.target);
    const isOther = event.ctrlKey || event.metaKey || event.shiftKey; // in another tab
    if (event.target === script) {
      DOES.s(item);
    } else if (event.target === plain) {
      DOES.c(item);
    } else if (event.target.matches('.packet-address') && !isOther) {
      event.preventDefault();
      DOES.f(item);
    }
  });
  list.addEventListener('keydown', (event) => {
    const item = packetOf(event.target);
    if (item === null || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const step = STEPS[event.key];
    if (step !== undefined) {
      let to = blocks[step](item);
      while (to !== null && !to.matches('.packet')) {
        to = blocks[step](to); // a note
      }
      event.preventDefault();
      to?.focus();
    } else if (Object.hasOwn(DOES, event.key)) {
      event.preventDefault();
      DOES[event.key](item);
    }
  });

  return {
    settle() {
      if (stop === null || !stop.isConnected || !list.contains(document.activeElement)) {
        let last = blocks.last();
        while (last !== null && !last.matches('.packet')) {
          last = blocks.previous(last);
        }
        move(last);
      }
    },
  };
}
