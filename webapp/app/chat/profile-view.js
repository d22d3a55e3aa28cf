import { avatar } from './avatar-view.js';
import { element } from './dom.js';
import { personIn } from './person.js';
import { arrowsBetweenButtons, showAt } from './popover-view.js';

/**
 * Who somebody is, and the ways to write to them.
 *
 * @param {{chat: object, text: object, onOpen: () => void, onTell: (uid: number) => void}} options `onOpen` when the
 *   conversation with them is shown, `onTell` when one wants to say something privately in the open room
 * @returns {{show: (uid: number, author: string, anchor: HTMLElement) => void, update: (state: object) => void}}
 */
export function createProfileView({ chat, text, onOpen, onTell }) {
  const card = element('div', { class: 'profile popover', testid: 'profile', attributes: { popover: '', role: 'dialog' } });
  const problem = element('p', { class: 'problem', attributes: { role: 'alert' } });
  let person = null;
  let isAsked = false; // for the room of the two
  document.querySelector('#chat').append(card);
  arrowsBetweenButtons(card);

  const button = (testid, words, isMain) => element('button', {
    class: isMain ? 'button is-main' : 'button', testid, text: words, attributes: { type: 'button' },
  });

  function facts({ presence, shared }) {
    return [
      element('p', { class: `profile-presence is-${presence}`, testid: 'profile-presence', text: text.presence[presence] }),
      ...(shared.length === 0 ? [] : [element('p', { class: 'profile-shared', text: text.sharedRooms(shared) })]),
    ];
  }

  function draw(mark) {
    const { name, own, mayWrite, mayTell } = person;
    card.setAttribute('aria-label', name);
    card.replaceChildren(
      element('div', { class: 'profile-head' }, avatar(name), element('div', { class: 'profile-words' },
        element('p', { class: 'profile-name' }, element('bdi', { testid: 'profile-name', text: name }), ...(own ? [' ', element('span', { class: 'tag', text: text.you })] : []),
          ...(mark === undefined ? [] : [' ', element('span', { class: 'mark', text: mark })])),
        ...facts(person))),
      problem,
      ...(mayWrite ? [button('profile-write', text.writeTo(name), true)] : []),
      ...(mayTell ? [button('profile-private', text.privateHere, !mayWrite)] : []));
  }

  function done() {
    isAsked = false;
    card.hidePopover();
    onOpen();
  }

  card.addEventListener('click', ({ target }) => {
    const { testid } = target.closest('button')?.dataset ?? {};
    if (testid === 'profile-private') {
      card.hidePopover();
      onTell(person.uid);
    } else if (testid === 'profile-write' && person.direct !== null) {
      chat.open(person.direct);
      done();
    } else if (testid === 'profile-write') {
      isAsked = true;
      problem.textContent = '';
      chat.create({ kind: 'direct', people: [person.uid] });
    }
  });
  card.addEventListener('toggle', ({ newState }) => {
    isAsked &&= newState === 'open';
  });

  return {
    show(uid, author, anchor) {
      const { state } = chat;
      person = personIn(state, uid, author);
      problem.textContent = '';
      draw(state.marks.get(uid));
      showAt(card, anchor);
      (card.querySelector('button') ?? card).focus();
    },

    update({ found: { made }, barrier, entered }) {
      if ((barrier !== null || !entered) && card.matches(':popover-open')) {
        card.hidePopover();
      } else if (isAsked && made?.room) {
        done();
      } else if (isAsked && made?.error) {
        isAsked = false;
        const { code, message } = made.error;
        problem.textContent = text.roomErrors[code] ?? text.problems[code] ?? text.serverErrors[code] ?? message ?? code;
      }
    },
  };
}
