import { element, icon } from './dom.js';

const CROSS = 'M4 4l8 8M12 4l-8 8';
const all = new Set();
let made = 0;

/** Closes whatever stands before the page. */
export const closeDialogs = () => all.forEach((dialog) => dialog.close());

/**
 * A dialog that stands before the page. The browser keeps the focus in it, closes it on Escape and gives the focus back.
 *
 * @param {{title: string, close: string, testid: string, onSubmit?: () => void, onClose?: () => void}} options `close` the
 *   name of the button that closes it; `onClose` when nobody sees it any more, so that nobody can read in it
 * @param {...Node} children
 * @returns {{dialog: HTMLDialogElement, form: HTMLFormElement, open: () => void, close: () => void, setTitle: (title: string) => void,
 *   say: (problem: string) => void}}
 */
export function createDialog({ title, close, testid, onSubmit = () => {}, onClose = () => {} }, ...children) {
  made += 1;
  const id = `dialog-${made}`;
  const heading = element('h2', { text: title, attributes: { id } });
  const cross = element('button', { class: 'dialog-close', attributes: { type: 'button', 'aria-label': close } }, icon(CROSS));
  const problem = element('p', { class: 'problem', attributes: { role: 'alert', dir: 'auto' } });
  const form = element('form', { attributes: { novalidate: '', autocomplete: 'off' } }, ...children, problem);
  const dialog = element('dialog', { class: 'dialog', testid, attributes: { 'aria-labelledby': id } },
    element('div', { class: 'dialog-head' }, heading, cross), form);
  document.body.append(dialog);

  all.add(dialog);
  dialog.addEventListener('close', onClose);
  cross.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close()); // on what lies behind it
  dialog.addEventListener('keydown', (event) => event.stopPropagation()); // the page behind has keys of its own
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onSubmit();
  });

  return {
    dialog,
    form,
    open() {
      problem.textContent = '';
      if (!dialog.open) {
        dialog.showModal();
      }
    },
    close: () => dialog.close(),
    setTitle(words) {
      heading.textContent = words;
    },
    say(words) {
      if (problem.textContent !== words) {
        problem.textContent = words;
      }
    },
  };
}

/**
 * @param {string} label
 * @param {HTMLElement} field gets an id, by which the label is its name
 * @param {string} [hint]
 * @returns {HTMLElement}
 */
export function labelled(label, field, hint) {
  made += 1;
  field.id = `field-${made}`;
  return element('div', { class: 'dialog-field' }, element('label', { class: 'dialog-label', text: label, attributes: { for: field.id } }), field,
    ...(hint === undefined ? [] : [element('p', { class: 'dialog-hint', text: hint })]));
}

/**
 * @param {string} words
 * @param {{testid: string, isMain?: boolean}} options
 * @returns {HTMLButtonElement}
 */
export function actionButton(words, { testid, isMain = false }) {
  return element('button', { class: isMain ? 'button is-main' : 'button', testid, text: words, attributes: { type: isMain ? 'submit' : 'button' } });
}
