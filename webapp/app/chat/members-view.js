import { avatar } from './avatar-view.js';
import { byTestId, element, keepSame } from './dom.js';

/**
 * Who is in the room. A click on one of them makes them the addressee.
 *
 * @param {{text: object, onChoose: (uid: number) => void, onMore: () => void}} options
 * @returns {{update: (state: object) => void}}
 */
export function createMembersView({ text, onChoose, onMore }) {
  const list = byTestId('members');
  const heading = document.querySelector('.members-count');
  const more = document.querySelector('.members-more');
  const toggle = document.querySelector('.members-toggle');
  const badge = toggle.querySelector('.badge');
  let painted = {};

  more.addEventListener('click', onMore);

  list.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (button !== null) {
      onChoose(Number(button.parentElement.dataset.uid));
    }
  });

  function make({ uid, name, own }) {
    const inside = [avatar(name), element('bdi', { class: 'member-name', text: name }), element('span', { class: 'mark' }),
      element('span', { class: 'member-away' })];
    const row = own
      ? element('span', { class: 'member-row' }, ...inside, element('span', { class: 'tag', text: text.you }))
      : element('button', { class: 'member-row', attributes: { type: 'button', title: text.writePrivately } }, ...inside);
    return element('li', { testid: 'member', attributes: { 'data-uid': uid } }, row);
  }

  function update(item, { mark, own, chosen, away }) {
    item.querySelector('.mark').textContent = mark;
    item.classList.toggle('is-away', away);
    item.querySelector('.member-away').textContent = away ? text.memberAway : '';
    if (!own) {
      item.firstElementChild.setAttribute('aria-pressed', String(chosen));
    }
  }

  return {
    update({ room: { members, count, next, uid: ownUid, recipient, present, away }, marks }) {
      list.classList.toggle('is-stale', !present);
      more.hidden = next === null;
      more.disabled = !present;
      more.textContent = text.moreMembers(count - members.size);
      heading.textContent = text.count(count);
      badge.textContent = text.count(count);
      toggle.setAttribute('aria-label', text.showMembers(count));
      const chosen = recipient.gone ? null : recipient.uid;
      if (painted.members === members && painted.away === away && painted.ownUid === ownUid && painted.chosen === chosen && painted.marks === marks) {
        return;
      }
      painted = { members, away, ownUid, chosen, marks };
      const items = [...members].map(([uid, name]) => ({
        // A member who becomes "you" gets another element: one is a button and the other is not.
        key: `${uid}${uid === ownUid ? ' own' : ''} ${name}`,
        uid, name, own: uid === ownUid, mark: marks.get(uid) ?? '', chosen: uid === chosen, away: away.has(uid),
      }));
      keepSame(list, items, make, update);
    },
  };
}
