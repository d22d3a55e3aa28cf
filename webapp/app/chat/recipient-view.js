import { EVERYONE } from '../wire/frames.js';
import { byTestId, element, keepSame } from './dom.js';
import { labelsOf } from './labels.js';

// The value of an addressee who is gone: no uid, so that it can never be taken for another member's.
const GONE = 'gone';

/**
 * The choice of addressee.
 *
 * @param {{chat: object, text: object}} options
 * @returns {{update: (room: object) => void}}
 */
export function createRecipientView({ chat, text }) {
  const select = byTestId('recipient');
  let painted = {};
  let value = EVERYONE;

  select.addEventListener('change', () => {
    chat.choose(select.value === EVERYONE ? EVERYONE : Number(select.value));
    select.value = value; // the choice may have left in the meantime; what is shown is always what is true
  });

  function update(option, { label, disabled = false }) {
    option.textContent = label;
    option.disabled = disabled;
  }

  return {
    update({ members, uid: ownUid, recipient }) {
      if (painted.members === members && painted.recipient === recipient) {
        return;
      }
      painted = { members, recipient };
      const others = [...labelsOf(members)].filter(([uid]) => uid !== ownUid)
        .map(([uid, label]) => ({ key: String(uid), label }));
      const gone = recipient.gone ? [{ key: GONE, label: text.left(recipient.name), disabled: true }] : [];
      const options = [{ key: EVERYONE, label: text.everyone }, ...gone, ...others];
      keepSame(select, options, ({ key }) => element('option', { attributes: { value: key } }), update);
      value = recipient.gone ? GONE : String(recipient.uid);
      select.value = value;
    },
  };
}
