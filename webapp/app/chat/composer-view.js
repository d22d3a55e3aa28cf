import { createCompletionView } from './completion-view.js';
import { isArchived, titleOf } from './directory.js';
import { byTestId } from './dom.js';
import { CONTENT_LIMIT, obstacle } from './draft.js';
import { cancelsOn, goesUpOn, sendsOn } from './keys.js';
import { codePoints } from './names.js';
import { THE_ROOM } from './recipient.js';
import { createRecipientView } from './recipient-view.js';
import { createReplyView } from './reply-view.js';

// From here on the reader sees how much is left.
const NEAR_LIMIT = 400;

/**
 * Where a message is written.
 *
 * @param {{chat: object, text: object, finished: (draft: string) => string}} options `finished` is what a draft says in the end
 * @returns {{update: (state: object) => void, focus: () => void}}
 */
export function createComposerView({ chat, text, finished }) {
  const form = document.querySelector('.composer');
  const field = byTestId('composer');
  const mirror = form.querySelector('.grow-mirror');
  const counter = form.querySelector('.counter');
  const send = byTestId('send');
  const problem = byTestId('error');
  const editingBar = form.querySelector('.composer-editing');
  const editingWords = editingBar.querySelector('.composer-editing-words');
  const cancel = byTestId('cancel-edit');
  const keys = form.querySelector('.keys');
  const recipients = createRecipientView({ chat, text });
  const completion = createCompletionView({ chat, text, field, place: form.querySelector('.completion-place') });
  const reply = createReplyView({ chat, text, onCancel: () => field.focus() });

  function say() {
    const { draft } = chat.state;
    const words = finished(draft);
    if (words !== draft) {
      chat.write(words);
    }
    chat.say();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    completion.close();
    say();
    field.focus();
  });
  field.addEventListener('input', () => chat.write(field.value));
  field.addEventListener('keydown', (event) => {
    if (completion.handles(event)) {
      return;
    }
    if (sendsOn(event)) {
      event.preventDefault();
      say();
    } else if (cancelsOn(event) && chat.state.editing !== null) {
      event.stopPropagation(); // or the drawer would close, too
      chat.endEdit();
    } else if (cancelsOn(event) && chat.state.replying !== null) {
      event.stopPropagation();
      chat.reply(null);
    } else if (goesUpOn(event) && field.value === '' && chat.state.editing === null) {
      event.preventDefault();
      chat.editLast();
    }
  });
  cancel.addEventListener('click', () => {
    chat.endEdit();
    field.focus();
  });

  let editing = null;

  function problemOf({ sendError }, { gone, away, name }, hindrance) {
    if (sendError !== null) {
      return text.problems[sendError.code] ?? text.serverErrors[sendError.code] ?? sendError.message ?? sendError.code;
    }
    if (hindrance === 'archived') {
      return text.problems.archived;
    }
    if (gone) {
      return text.sendErrors.gone(name);
    }
    if (hindrance !== null && hindrance !== 'blank') {
      return text.sendErrors[hindrance]();
    }
    return away ? text.isAway(name) : '';
  }

  function placeholderOf(info, { room }) {
    return info === undefined ? text.composerTo.everyone : text.composerIn(titleOf(info, room.uid), info.kind === 'direct');
  }

  function showEditing(next) {
    const begins = next !== editing && next !== null;
    editing = next;
    form.classList.toggle('is-editing', editing !== null);
    editingBar.hidden = editing === null;
    editingWords.textContent = editing?.secret ? text.editingSecret : text.editing;
    keys.textContent = editing === null ? text.keys : text.editKeys;
    send.textContent = editing === null ? text.send : text.save;
    if (begins) {
      field.setSelectionRange(field.value.length, field.value.length);
    }
  }

  return {
    update(state) {
      const { draft, full, marks } = state;
      if (field.value !== draft) {
        field.value = draft;
      }
      // A line end at the very end of a block takes no room; the blank gives it a line, as in the field.
      mirror.textContent = `${draft} `;
      showEditing(state.editing);
      const recipient = editing === null ? state.room.recipient : THE_ROOM;
      const hindrance = obstacle({ text: draft, recipient, full, archived: isArchived(state) });
      send.disabled = hindrance !== null;
      const remaining = CONTENT_LIMIT - codePoints(draft);
      counter.textContent = remaining <= NEAR_LIMIT ? text.remaining(remaining) : '';
      counter.classList.toggle('is-over', remaining < 0);
      const secret = editing === null ? recipient.name !== '' : editing.secret !== null;
      form.classList.toggle('is-secret', secret);
      form.classList.toggle('is-gone', recipient.gone);
      const name = [recipient.name, marks.get(recipient.uid)].filter(Boolean).join(' ');
      const info = state.list.get(state.room.room);
      form.classList.toggle('is-direct', info?.kind === 'direct');
      const words = recipient.name === '' ? placeholderOf(info, state) : text.composerTo.one(name);
      if (field.placeholder !== words) {
        field.placeholder = words;
      }
      const why = problemOf(state, recipient, hindrance);
      problem.classList.toggle('is-quiet', state.sendError === null && (recipient.away || hindrance === 'archived'));
      if (problem.textContent !== why) {
        problem.textContent = why;
      }
      recipients.update(state);
      reply.update(state);
    },
    focus: () => field.focus(),
  };
}
