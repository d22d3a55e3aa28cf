import { byTestId } from './dom.js';
import { sendsOn } from './keys.js';
import { codePoints } from './names.js';
import { CONTENT_LIMIT, obstacle } from './outbox.js';
import { createRecipientView } from './recipient-view.js';

// From here on the reader sees how much is left.
const NEAR_LIMIT = 400;

/**
 * Where a message is written.
 *
 * @param {{chat: object, text: object}} options
 * @returns {{update: (state: object) => void, focus: () => void}}
 */
export function createComposerView({ chat, text }) {
  const form = document.querySelector('.composer');
  const field = byTestId('composer');
  const mirror = form.querySelector('.grow-mirror');
  const counter = form.querySelector('.counter');
  const send = byTestId('send');
  const problem = byTestId('error');
  const recipients = createRecipientView({ chat, text });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    chat.say();
    field.focus();
  });
  field.addEventListener('input', () => chat.write(field.value));
  field.addEventListener('keydown', (event) => {
    if (sendsOn(event)) {
      event.preventDefault();
      chat.say();
    }
  });

  function problemOf({ sendError, room: { recipient } }, hindrance) {
    if (sendError !== null) {
      const words = sendError.message ?? text.sendErrors[sendError.code]?.() ?? sendError.code;
      const said = sendError.code === 'unsure' ? text.notSure : text.notSent;
      return sendError.text === undefined ? words : `${words} ${said(sendError.text)}`;
    }
    if (recipient.gone) {
      return text.sendErrors.gone(recipient.name);
    }
    return hindrance === null || hindrance === 'blank' ? '' : text.sendErrors[hindrance]();
  }

  return {
    update(state) {
      const { draft, room: { recipient, present } } = state;
      if (field.value !== draft) {
        field.value = draft;
      }
      // A line end at the very end of a block takes no room; the blank gives it a line, as in the field.
      mirror.textContent = `${draft} `;
      const hindrance = obstacle({ text: draft, present, recipient });
      send.disabled = hindrance !== null;
      const remaining = CONTENT_LIMIT - codePoints(draft);
      counter.textContent = remaining <= NEAR_LIMIT ? text.remaining(remaining) : '';
      counter.classList.toggle('is-over', remaining < 0);
      const secret = recipient.name !== '';
      form.classList.toggle('is-secret', secret);
      form.classList.toggle('is-gone', recipient.gone);
      const words = secret ? text.composerTo.one(recipient.name) : text.composerTo.everyone;
      if (field.placeholder !== words) {
        field.placeholder = words;
      }
      const why = problemOf(state, hindrance);
      problem.classList.toggle('is-quiet', state.sendError === null && hindrance === 'offline'); // the banner is loud enough
      if (problem.textContent !== why) {
        problem.textContent = why;
      }
      recipients.update(state.room);
    },
    focus: () => field.focus(),
  };
}
