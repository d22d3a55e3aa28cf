import { byTestId } from '../chat/dom.js';

const SECOND = 1_000;
const BAD_FILTER = 400; // said beside the form

/**
 * Whether the page is watching, and if not, why, and what one can do about it.
 *
 * @param {{words: object, clock: object, onRetry: () => void, onSignIn: () => void}} options
 * @returns {{update: (state: object) => void}}
 */
export function createStatusView({ words, clock, onRetry, onSignIn }) {
  const banner = byTestId('status');
  const chip = byTestId('state');
  const [says, countdown, button] = ['.banner-words', '.banner-countdown', 'button'].map((part) => banner.querySelector(part));
  let painted = null;
  let timer = null;
  let act = onRetry;

  button.addEventListener('click', () => act());

  function tick(until) {
    const left = Math.ceil((until - clock.now()) / SECOND);
    countdown.textContent = left > 0 ? words.waitingFor(left) : '';
    if (left > 0) {
      timer = clock.setTimeout(() => tick(until), SECOND);
    }
  }

  function show(kind, text, label, then) {
    banner.dataset.kind = kind;
    if (says.textContent !== text) {
      says.textContent = text;
    }
    button.hidden = label === null;
    button.textContent = label ?? '';
    act = then;
  }

  function paint(stream) {
    clock.clearTimeout(timer);
    countdown.textContent = '';
    if (stream.kind === 'waiting') {
      show('reconnecting', stream.status === null ? words.waiting : words.refusals[stream.status], words.tryNow, onRetry);
      tick(stream.until);
    } else if (stream.kind === 'ended') {
      show('stopped', words.ended, words.signIn, onSignIn);
    } else if (stream.kind === 'refused' && stream.status !== BAD_FILTER) {
      const { status, message } = stream;
      show('stopped', message ?? words.refusals[status] ?? words.refusals.other(status), words.tryAgain, onRetry);
    } else if (stream.kind !== 'connecting') {
      show('none', '', null, onRetry); // while it connects again, what was said stands: it would flicker
    }
  }

  return {
    update({ stream, isPaused }) {
      const kind = stream.kind === 'ended' ? 'refused' : stream.kind;
      const shown = kind === 'open' && isPaused ? 'paused' : kind;
      if (chip.dataset.kind !== shown || chip.textContent === '') {
        chip.dataset.kind = shown;
        chip.textContent = words.states[shown];
      }
      if (stream !== painted) {
        painted = stream;
        paint(stream);
      }
    },
  };
}
