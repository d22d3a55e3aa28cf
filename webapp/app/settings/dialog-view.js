import { element } from '../chat/dom.js';

/**
 * A dialog with a title and a button that closes it. Escape closes it, too, and so does a click beside it.
 *
 * @param {{testid: string, title: string, close: string}} options `close` is what the button says
 * @param {...Node} inside
 * @returns {HTMLDialogElement} in the document, and not open
 */
export function dialogElement({ testid, title, close }, ...inside) {
  const heading = element('h2', { class: 'dialog-title', text: title, attributes: { id: `${testid}-title` } });
  const button = element('button', { class: 'button is-small', testid: `${testid}-close`, text: close, attributes: { type: 'button' } });
  const dialog = element('dialog', { class: 'dialog', testid, attributes: { 'aria-labelledby': heading.id } },
    element('div', { class: 'dialog-head' }, heading, button), ...inside);
  button.addEventListener('click', () => dialog.close());
  // Its content covers it, so what is hit itself is what lies behind it.
  dialog.addEventListener('pointerdown', ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener('keydown', (event) => event.stopPropagation()); // the page below has keys of its own
  document.body.append(dialog);
  return dialog;
}
