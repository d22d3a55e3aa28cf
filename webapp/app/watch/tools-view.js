import { byTestId, element } from '../chat/dom.js';
import { dotted } from './headline.js';
import { countOf } from './filter.js';

const COUNTS = ['passed', 'shown', 'dropped', 'unmatched', 'waiting', 'kept'];

/**
 * What one can do with the watch as such, and its numbers.
 *
 * @param {{words: object, onPause: () => void, onClear: () => void, onUnfollow: () => void}} options
 * @returns {{update: (state: object) => void}}
 */
export function createToolsView({ words, onPause, onClear, onUnfollow }) {
  const [pause, save, following, redacted, empty] = ['pause', 'save', 'following', 'redacted', 'empty'].map(byTestId);
  const counts = COUNTS.map((name) => element('dd', { testid: `count-${name}`, text: '0' }));
  byTestId('counts').append(...COUNTS.map((name, index) => element('div', { attributes: { title: words.countsHint[name] } },
    element('dt', { text: words.counts[name] }), counts[index])));
  pause.addEventListener('click', onPause);
  byTestId('clear').addEventListener('click', onClear);
  byTestId('unfollow').addEventListener('click', onUnfollow);

  function showCounts({ counts: sent, waiting, kept, isPaused }) {
    const values = { ...sent, waiting, kept };
    COUNTS.forEach((name, index) => {
      const text = values[name].toLocaleString('en');
      const place = counts[index];
      if (place.textContent !== text) {
        place.textContent = text;
      }
      place.parentElement.classList.toggle('is-alarming', name === 'dropped' && values.dropped > 0);
    });
    counts[COUNTS.indexOf('waiting')].parentElement.hidden = !isPaused;
  }

  return {
    update(state) {
      const { filter, followed, isPaused, waiting, save: url, stream, kept } = state;
      showCounts(state);
      pause.textContent = isPaused ? words.goOn(waiting) : words.pause;
      pause.classList.toggle('is-main', isPaused);
      if (url === null) {
        save.removeAttribute('href'); // a link that leads nowhere is none
        save.setAttribute('aria-disabled', 'true');
      } else {
        save.setAttribute('href', url);
        save.removeAttribute('aria-disabled');
      }
      following.hidden = filter.line === null;
      following.firstElementChild.textContent = followed === null ? words.followingLine(filter.line) : words.following(dotted(followed.client), followed.user);
      redacted.hidden = !(stream.kind === 'open' && !stream.content);
      empty.hidden = kept > 0;
      const isFiltered = countOf(filter) > 0 || filter.line !== null;
      empty.textContent = stream.kind === 'open' ? words.empty[isFiltered ? 'filtered' : 'open'] : words.empty.other;
    },
  };
}
