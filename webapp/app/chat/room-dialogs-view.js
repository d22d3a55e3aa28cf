import { avatar } from './avatar-view.js';
import { actionButton, createDialog, labelled } from './dialog-view.js';
import { infoOf, titleOf } from './directory.js';
import { element } from './dom.js';
import { createPeoplePicker } from './people-picker-view.js';

/**
 * The dialogs about the room that is open: its name and topic, who belongs to it, and leaving it.
 *
 * @param {{chat: object, clock: object, text: object}} options
 * @returns {{edit: () => void, invite: () => void, people: () => void, leave: () => void, update: (state: object) => void}}
 */
export function createRoomDialogs({ chat, clock, text }) {
  const title = element('input', { class: 'field', testid: 'room-title', attributes: { type: 'text', dir: 'auto', maxlength: 128 } });
  const topic = element('textarea', { class: 'field', testid: 'room-topic', attributes: { rows: 3, dir: 'auto', maxlength: 500 } });
  const titlePlace = labelled(text.name, title);
  const picker = createPeoplePicker({ chat, clock, text, label: text.invite, testid: 'invite-people' });
  const members = element('ul', { class: 'people', testid: 'people' });
  const question = element('p');
  const stay = actionButton(text.stay, { testid: 'stay' });
  let painted = null;

  const editor = createDialog({ title: text.editRoom, close: text.close, testid: 'room-dialog', onSubmit: save }, titlePlace,
    labelled(text.topic, topic, text.topicHint), element('div', { class: 'dialog-foot' }, actionButton(text.saveRoom, { testid: 'save-room', isMain: true })));
  const inviter = createDialog({ title: text.invite, close: text.close, testid: 'invite-dialog', onSubmit: inviteThem, onClose: picker.end }, picker.place,
    element('div', { class: 'dialog-foot' }, actionButton(text.invite, { testid: 'send-invite', isMain: true })));
  const peopleOfIt = createDialog({ title: text.people, close: text.close, testid: 'people-dialog', onClose: () => members.replaceChildren() }, members);
  const leaver = createDialog({ title: text.leaveRoom, close: text.close, testid: 'leave-dialog', onSubmit: leaveIt }, question,
    element('div', { class: 'dialog-foot' }, stay, actionButton(text.leave, { testid: 'leave-room', isMain: true })));

  const infoNow = () => chat.state.list.get(chat.state.room.room) ?? infoOf({ room: chat.state.room.room });
  stay.addEventListener('click', leaver.close);
  members.addEventListener('click', ({ target }) => {
    const { uid } = target.closest('button')?.dataset ?? {};
    if (uid !== undefined) {
      chat.changeRoom({ remove: [Number(uid)] });
    }
  });

  function save() {
    const info = infoNow();
    const wanted = { title: title.value.trim(), topic: topic.value.trim() };
    const changes = Object.entries(wanted).filter(([key, value]) => value !== info[key] && (key === 'topic' || (info.mine && value !== '')));
    editor.close();
    if (changes.length > 0) {
      chat.changeRoom(Object.fromEntries(changes));
    }
  }

  function inviteThem() {
    const people = picker.chosen();
    inviter.close();
    if (people.length > 0) {
      chat.changeRoom({ invite: people });
    }
  }

  function leaveIt() {
    leaver.close();
    chat.leaveRoom(chat.state.room.room);
  }

  function paintPeople() {
    const { people, mine, kind } = infoNow();
    const { uid: own } = chat.state.room;
    members.replaceChildren(...people.map(({ uid, name }) => element('li', { class: 'person' }, avatar(name), element('bdi', { class: 'found-name', text: name }),
      ...(uid === own ? [element('span', { class: 'tag', text: text.you })] : []),
      ...(mine && kind === 'closed' && uid !== own ? [element('button', {
        class: 'button is-small', testid: 'remove-person', text: text.remove, attributes: { type: 'button', 'data-uid': uid, 'aria-label': text.removePerson(name) },
      })] : []))));
  }

  return {
    edit() {
      const info = infoNow();
      title.value = titleOf(info, chat.state.room.uid);
      topic.value = info.topic;
      titlePlace.hidden = !info.mine;
      editor.setTitle(info.mine ? text.editRoom : text.editTopic);
      editor.open();
      (info.mine ? title : topic).focus();
    },
    invite() {
      picker.begin(infoNow().people.map(({ uid }) => uid));
      inviter.open();
      picker.field.focus();
    },
    people() {
      paintPeople();
      peopleOfIt.open();
    },
    leave() {
      question.textContent = text.reallyLeave(infoNow().kind === 'closed');
      leaver.open();
      stay.focus();
    },
    update(state) {
      picker.update(state);
      if (peopleOfIt.dialog.open && state.list !== painted) {
        painted = state.list;
        paintPeople();
      }
    },
  };
}
