import { byTestId } from './dom.js';

/**
 * Says above the text what it will answer.
 *
 * @param {{chat: object, text: object, onCancel: () => void}} options
 * @returns {{update: (state: object) => void}}
 */
export function createReplyView({ chat, text, onCancel }) {
  const bar = byTestId('replying');
  const author = bar.querySelector('bdi');
  const words = bar.querySelector('.replying-words');
  const cancel = byTestId('cancel-reply');

  cancel.setAttribute('aria-label', text.cancelReply);
  cancel.addEventListener('click', () => {
    chat.reply(null);
    onCancel();
  });

  return {
    update({ replying, editing }) {
      bar.hidden = replying === null || editing !== null;
      const wanted = [replying?.author ?? '', replying?.text ?? ''];
      if (author.textContent !== wanted[0] || words.textContent !== wanted[1]) {
        [author.textContent, words.textContent] = wanted;
      }
    },
  };
}
