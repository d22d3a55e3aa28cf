import { byTestId } from './dom.js';
import { statusOf } from './status.js';

/**
 * The banner that tells how the connection is.
 *
 * @param {{connection: object, text: object, clock: object, isOnline: () => boolean, onTried: () => void}} options
 * @returns {{update: (state: object) => void}}
 */
export function createStatusView({ connection, text, clock, isOnline, onTried }) {
  const banner = byTestId('status');
  const words = banner.querySelector('.banner-words');
  const waiting = banner.querySelector('.banner-waiting');
  const countdown = banner.querySelector('.banner-countdown');
  const button = banner.querySelector('button');
  let action = null;
  let shown = { connection: { phase: 'idle' }, held: false, waiting: 0 };
  let tick = null;

  button.addEventListener('click', () => {
    if (action === 'again') {
      connection.open();
    } else {
      connection.nudge();
    }
    onTried(); // the button is gone now, and the focus with it
  });

  function write(place, value) {
    if (place.textContent !== value) { // or a screen reader would say it again
      place.textContent = value;
    }
  }

  function paint() {
    clock.clearTimeout(tick);
    const status = statusOf(shown.connection, isOnline(), clock.now(), shown.held);
    banner.dataset.kind = status.kind;
    write(words, wordsOf(status, text));
    write(waiting, status.what === null || shown.waiting === 0 ? '' : text.waiting(shown.waiting));
    write(countdown, status.seconds === undefined ? '' : text.nextTry(status.seconds));
    action = status.action;
    button.hidden = action === null;
    write(button, action === 'again' ? text.connectAgain : text.tryNow);
    if (status.kind === 'waiting') {
      tick = clock.setTimeout(paint, 1_000);
    }
  }

  return {
    update({ connection: next, held, outbox }) {
      const count = outbox.filter(({ failed }) => failed === null).length;
      if (next !== shown.connection || held !== shown.held || count !== shown.waiting) {
        shown = { connection: next, held, waiting: count };
        paint();
      }
    },
    repaint: paint,
  };
}

function wordsOf({ what, code, reason }, text) {
  if (what === null) {
    return '';
  }
  if (what !== 'stopped') {
    return text.status[what];
  }
  const why = text.stopped[code] ?? text.stopped.other;
  return text.status.stopped(reason === '' ? why : `${why}: ${reason}`, code);
}
