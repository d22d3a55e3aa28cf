import { actionButton, createDialog, labelled } from './dialog-view.js';
import { element } from './dom.js';
import { createPeoplePicker } from './people-picker-view.js';

const textField = (testid, maxlength) => element('input', { class: 'field', testid, attributes: { type: 'text', dir: 'auto', maxlength } });

/**
 * The dialogs by which a room is made, and a conversation with some people.
 *
 * @param {{chat: object, clock: object, text: object, onMade: () => void}} options
 * @returns {{make: () => void, direct: () => void, update: (state: object) => void}}
 */
export function createMakeRoomView({ chat, clock, text, onMade }) {
  const name = textField('new-room-name', 128); // in UTF-16 units; the server counts code points
  const topic = textField('new-room-topic', 500);
  const kinds = Object.entries(text.kinds).map(([kind, words]) => element('label', { class: 'choice' },
    element('input', { attributes: { type: 'radio', name: 'kind', value: kind, ...(kind === 'open' && { checked: '' }) } }), ` ${words}`));
  const guests = createPeoplePicker({ chat, clock, text, label: text.invited, testid: 'new-room-people' });
  const guestPlace = element('div', { class: 'dialog-field' }, element('p', { class: 'dialog-label', text: text.invited }), guests.place);
  const partners = createPeoplePicker({ chat, clock, text, label: text.whoWith, testid: 'direct-people' });
  let asked = null; // the dialog that waits for what it has asked for

  const room = createDialog({ title: text.newRoom, close: text.close, testid: 'new-room-dialog', onSubmit: makeRoom, onClose: guests.end },
    labelled(text.name, name), labelled(text.topic, topic, text.topicHint),
    element('fieldset', { class: 'dialog-field' }, element('legend', { class: 'dialog-label', text: text.kind }), ...kinds), guestPlace,
    element('div', { class: 'dialog-foot' }, actionButton(text.make, { testid: 'make-room', isMain: true })));
  const direct = createDialog({ title: text.newDirect, close: text.close, testid: 'direct-dialog', onSubmit: makeDirect, onClose: partners.end },
    partners.place, element('div', { class: 'dialog-foot' }, actionButton(text.begin, { testid: 'make-direct', isMain: true })));

  const kindNow = () => room.form.elements.kind.value;
  room.form.addEventListener('change', showGuests);

  function showGuests() {
    guestPlace.hidden = kindNow() !== 'closed';
  }

  function ask(dialog, wanted) {
    asked = dialog;
    dialog.say('');
    chat.create(wanted);
  }

  function makeRoom() {
    const title = name.value.trim();
    const about = topic.value.trim() || undefined;
    if (title === '') {
      room.say(text.roomErrors.title_invalid);
      name.focus();
      return;
    }
    ask(room, kindNow() === 'open' ? { kind: 'open', room: title, topic: about } : { kind: 'closed', title, topic: about, people: guests.chosen() });
  }

  function makeDirect() {
    const people = partners.chosen();
    if (people.length === 0) {
      direct.say(text.roomErrors.people_invalid);
      partners.field.focus();
      return;
    }
    ask(direct, { kind: 'direct', people });
  }

  return {
    make() {
      room.form.reset();
      showGuests();
      guests.begin([chat.state.room.uid]);
      room.open();
      name.focus();
    },
    direct() {
      partners.begin([chat.state.room.uid]);
      direct.open();
      partners.field.focus();
    },
    update(state) {
      guests.update(state);
      partners.update(state);
      const { made } = state.found;
      if (asked === null || made === null) {
        return;
      }
      if (made.room !== null) {
        asked.close();
        asked = null;
        onMade();
      } else if (made.error !== null) {
        asked.say(text.roomErrors[made.error.code] ?? made.error.message ?? made.error.code);
      }
    },
  };
}
