import { EVERYONE } from '../wire/frames.js';
import { byTestId, element, keepSame } from './dom.js';

// The value of an addressee who is not there: no uid, so that it can never be taken for another member's.
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
    update({ room: { members, uid: ownUid, recipient }, marks }) {
      if (painted.members === members && painted.recipient === recipient && painted.marks === marks) {
        return;
      }
      painted = { members, recipient, marks };
      const label = (uid, name) => (marks.has(uid) ? `${name} ${marks.get(uid)}` : name);
      const others = [...members].filter(([uid]) => uid !== ownUid).map(([uid, name]) => ({ key: String(uid), label: label(uid, name) }));
      const name = label(recipient.uid, recipient.name);
      const isMissing = recipient.uid !== EVERYONE && (recipient.gone || !members.has(recipient.uid));
      const missing = { key: GONE, label: (recipient.gone && text.left(name)) || (recipient.away && text.away(name)) || name, disabled: true };
      const options = [{ key: EVERYONE, label: text.everyone }, ...(isMissing ? [missing] : []), ...others];
      keepSame(select, options, ({ key }) => element('option', { attributes: { value: key } }), update);
      value = isMissing ? GONE : String(recipient.uid);
      select.value = value;
    },
  };
}
