/**
 * What one can do with a message: answer it, react to it, take it along; change one of one's own, delete it after a
 * question, and decide on one that was refused. The buttons are in the line; here is what they do.
 *
 * @param {{list: HTMLElement, chat: object, repaint: (key: string) => void, onEdit: () => void, onGone: () => void,
 *   pickEmoji: (anchor: HTMLElement) => Promise<string|null>, copy: {link: (key: string) => void, text: (key: string) => void}}} options
 *   `onEdit` when the message is in the composer, `onGone` when the focus has nowhere to go
 * @returns {{stepOf: (key: string) => 'choose'|'confirm'|null}}
 */
export function createActionsView({ list, chat, repaint, onEdit, onGone, pickEmoji, copy }) {
  let open = null;

  function show(next, focused) {
    const touched = new Set([open?.key, next?.key]);
    open = next;
    touched.delete(undefined);
    touched.forEach(repaint);
    focused?.();
  }

  const focus = (item, action) => () => item.querySelector(`[data-action="${action}"]`)?.focus();

  const ACTIONS = {
    toggle: (key, item) => (open?.key === key ? show(null) : show({ key, step: 'choose' }, () => {
      item.querySelector('.foot button')?.focus();
      item.scrollIntoView({ block: 'nearest' }); // the last row of them, too
    })),
    delete: (key, item) => show({ key, step: 'confirm' }, focus(item, 'keep')),
    keep: (key, item) => show(null, focus(item, 'toggle')),
    reply(key) {
      show(null);
      chat.reply(key);
      onEdit();
    },
    async react(key, item, button) {
      const emoji = await pickEmoji(button);
      show(null);
      if (emoji !== null) {
        chat.react(key, emoji);
      }
      focus(item, 'toggle')();
    },
    emoji: (key, item, { dataset }) => chat.react(key, dataset.emoji),
    seek: (key, item, { dataset }) => chat.seek(Number(dataset.seq)),
    link: (key, item) => show(null, () => {
      copy.link(key);
      focus(item, 'toggle')();
    }),
    copy: (key, item) => show(null, () => {
      copy.text(key);
      focus(item, 'toggle')();
    }),
    edit(key) {
      show(null);
      chat.edit(key);
      onEdit();
    },
    really(key) {
      show(null);
      chat.remove(key);
      onGone();
    },
    again(key, item) {
      chat.sendAgain(item.querySelector('[data-id]').dataset.id);
      onGone();
    },
    discard(key, item) {
      chat.discard(item.querySelector('[data-id]').dataset.id);
      onGone();
    },
  };

  list.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-action]');
    if (button !== null) {
      const item = button.closest('.message');
      ACTIONS[button.dataset.action](item.dataset.key, item, button);
    }
  });

  list.addEventListener('keydown', (event) => {
    const item = event.target.closest('.message');
    if (event.key === 'Escape' && open !== null && item?.dataset.key === open.key) {
      event.stopPropagation(); // or the drawer would close, too
      ACTIONS.keep(open.key, item);
    }
  });

  return { stepOf: (key) => (open?.key === key ? open.step : null) };
}
