import { byTestId, element } from './dom.js';

/**
 * Who is typing in the open room.
 *
 * @param {{text: object}} options
 * @returns {{update: (state: object) => void}}
 */
export function createTypingView({ text }) {
  const place = byTestId('typing');
  let painted = '';

  return {
    update({ typists }) {
      const names = typists.map(({ name }) => name);
      const key = JSON.stringify(names);
      if (key !== painted) {
        painted = key;
        place.replaceChildren(...text.isTyping(names).map((part) => (typeof part === 'string' ? part : element('bdi', { text: part.name }))));
      }
    },
  };
}
