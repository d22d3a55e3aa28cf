import { avatar } from './avatar-view.js';
import { byTestId, element, keepSame } from './dom.js';
import { presenceIn } from './person.js';

const NOBODY = Object.freeze([]);

/**
 * Who is in the room, and who belongs to it and is not there. A click on one of them shows who that is.
 *
 * @param {{text: object, onShow: (uid: number, name: string, anchor: HTMLElement) => void, onMore: () => void}} options
 * @returns {{update: (state: object) => void}}
 */
export function createMembersView({ text, onShow, onMore }) {
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
      onShow(Number(button.parentElement.dataset.uid), button.querySelector('.member-name').textContent, button);
    }
  });

  function make({ uid, name, own, group, isHeading }) {
    if (isHeading) {
      return element('li', { class: 'members-group' });
    }
    const row = element('button', { class: 'member-row', attributes: { type: 'button', 'aria-haspopup': 'dialog' } },
      avatar(name), element('bdi', { class: 'member-name', text: name }), element('span', { class: 'mark' }), element('span', { class: 'member-away' }),
      ...(own ? [element('span', { class: 'tag', text: text.you })] : []));
    return element('li', { class: group === 'absent' ? 'is-absent' : '', testid: group === 'absent' ? 'absent' : 'member', attributes: { 'data-uid': uid } }, row);
  }

  function update(item, { mark, chosen, group, isHeading, count }) {
    if (isHeading) {
      item.textContent = text.presenceGroup(text.presence[group], count);
      return;
    }
    item.querySelector('.mark').textContent = mark;
    item.classList.toggle('is-away', group === 'away');
    item.classList.toggle('is-chosen', chosen);
    item.querySelector('.member-away').textContent = group === 'away' ? text.memberAway : '';
  }

  function itemsOf({ members, away, ownUid, chosen, marks, people }) {
    const groups = Object.entries(presenceIn({ members, away }, people)).filter(([, some]) => some.length > 0);
    return groups.flatMap(([group, some]) => [
      ...(groups.length > 1 ? [{ key: `group ${group}`, group, isHeading: true, count: some.length }] : []),
      ...some.map(({ uid, name }) => ({
        // A member who becomes "you", or is not there any more, gets another element.
        key: `${uid}${uid === ownUid ? ' own' : ''}${group === 'absent' ? ' absent' : ''} ${name}`,
        uid, name, own: uid === ownUid, mark: marks.get(uid) ?? '', chosen: uid === chosen, group,
      })),
    ]);
  }

  return {
    update({ room: { room, members, count, next, uid: ownUid, recipient, present, away }, marks, list: infos }) {
      list.classList.toggle('is-stale', !present);
      more.hidden = next === null;
      more.disabled = !present;
      more.textContent = text.moreMembers(count - members.size);
      heading.textContent = text.count(count);
      badge.textContent = text.count(count);
      toggle.setAttribute('aria-label', text.showMembers(count));
      const people = next === null ? infos.get(room)?.people ?? NOBODY : NOBODY; // of whom not all are known one cannot say who is not there
      const wanted = { members, away, ownUid, chosen: recipient.gone ? null : recipient.uid, marks, people };
      if (Object.keys(wanted).some((name) => wanted[name] !== painted[name])) {
        painted = wanted;
        keepSame(list, itemsOf(wanted), make, update);
      }
    },
  };
}
