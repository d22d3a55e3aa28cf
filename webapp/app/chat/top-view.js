import { PAST_LIMIT } from './lines.js';
import { topOf } from './past.js';

/**
 * What stands above the oldest line: that there is more, that it comes, or that there is no more.
 *
 * @param {{chat: object, text: object}} options
 * @returns {{update: (state: object) => string}} says what there is
 */
export function createTopView({ chat, text }) {
  const place = document.querySelector('.intro');
  const title = place.querySelector('.intro-room');
  const words = place.querySelector('.intro-words');
  const button = place.querySelector('button');

  button.addEventListener('click', () => chat.showOlder());

  return {
    update({ room: { past, present, lines }, loading }) {
      const top = topOf(past, { full: lines.length >= PAST_LIMIT, loading, present });
      const said = text.top[top];
      title.hidden = top !== 'beginning' && top !== 'unknown';
      words.textContent = typeof said === 'string' ? said : said(PAST_LIMIT);
      // The same element while they come: a smaller one would move what a reader at the very top looks at.
      button.hidden = top !== 'more' && top !== 'loading';
      button.textContent = top === 'loading' ? text.loadingOlder : text.older;
      return top;
    },
  };
}
