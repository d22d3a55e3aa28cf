import { opensSheetOn } from '../chat/keys.js';
import { element } from '../chat/dom.js';
import { dialogElement } from './dialog-view.js';

// In the order in which one comes to need them.
const SHORTCUTS = [
  ['send', 'Enter'], ['newLine', 'Shift', 'Enter'], ['editLast', '↑'], ['cancel', 'Esc'], ['emoji', ':'], ['sheet', '?'],
];

const isWritten = ({ target }) => target.closest('input, textarea, select, [contenteditable]') !== null;

/**
 * The sheet of the keys, which a question mark opens.
 *
 * @param {{text: object}} options
 * @returns {{show: () => void}}
 */
export function createShortcutsView({ text }) {
  const words = text.shortcuts;
  const rows = SHORTCUTS.flatMap(([what, ...keys]) => [
    element('dt', {}, ...keys.flatMap((key, index) => [...(index > 0 ? [' + '] : []), element('kbd', { text: key })])),
    element('dd', { text: words[what] }),
  ]);
  const dialog = dialogElement({ testid: 'shortcuts', title: words.title, close: text.close },
    element('dl', { class: 'shortcuts' }, ...rows), element('p', { class: 'setting-hint', text: words.markdown }));
  const show = () => dialog.open || dialog.showModal();

  document.addEventListener('keydown', (event) => {
    if (opensSheetOn(event) && !isWritten(event) && document.querySelector('dialog[open]') === null) {
      event.preventDefault();
      show();
    }
  });

  return { show };
}
