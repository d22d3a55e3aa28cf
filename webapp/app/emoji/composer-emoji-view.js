import { byTestId } from '../chat/dom.js';
import { createCompletionView } from './completion-view.js';

/**
 * The emoji of the composer: the button that opens the picker, and what is offered while one writes.
 *
 * @param {{text: object, data: object, recent: object, pickEmoji: (anchor: HTMLElement) => Promise<string|null>}} options
 */
export function createComposerEmojiView({ text, data, recent, pickEmoji }) {
  const field = byTestId('composer');
  const button = byTestId('emoji');

  createCompletionView({ field, place: field.closest('.composer-box'), data, recent, text });

  button.addEventListener('click', async () => {
    const emoji = await pickEmoji(button);
    if (emoji !== null) {
      field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.focus();
    }
  });
}
