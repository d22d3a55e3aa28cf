import { isTall } from '../rich-text/height.js';
import { contentElement } from '../rich-text/rich-text-view.js';
import { avatar } from './avatar-view.js';
import { isEditable, offersOf } from './conversation.js';
import { element, icon } from './dom.js';
import { foldButton } from './fold-view.js';
import { moment } from './format.js';
import { quoteElements } from './quote-view.js';
import { reactionsOf } from './reactions-view.js';

const CLOCK = 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM8 4.6V8l2.3 1.5';
const DOTS = 'M3.2 8h.01M8 8h.01M12.8 8h.01';

function timeOf(when) {
  return element('time', { text: when.time, attributes: { datetime: when.iso, title: when.full } });
}

function secretWords({ own, secret }, marks, text) {
  if (secret.toOwn) {
    return own ? text.secretToSelf : text.secretFrom;
  }
  return text.secretTo([secret.toName, marks.get(secret.to)].filter(Boolean).join(' '));
}

function headOf(line, when, { marks, text, isStop }) {
  const mark = marks.get(line.uid);
  return element('div', { class: 'message-head' },
    element('button', { class: 'author-open', attributes: { type: 'button', 'aria-haspopup': 'dialog', tabindex: isStop && !line.continued ? 0 : -1 } },
      element('bdi', { class: 'author', testid: 'author', text: line.author, attributes: { title: line.author } })),
    ...(mark === undefined ? [] : [element('span', { class: 'mark', testid: 'mark', text: mark })]),
    ...(line.own ? [element('span', { class: 'tag', text: text.you })] : []),
    timeOf(when),
    ...(line.secret === null ? [] : [element('span', { class: 'secret', text: secretWords(line, marks, text) })]));
}

function bodyOf(line, text) {
  const { waiting, refused, isLoose } = line;
  const kind = waiting ?? refused?.kind;
  const loose = isLoose ? [element('span', { class: 'note', text: text.loose[kind] }), ' '] : [];
  const content = line.deleted ? element('span', { class: 'content', testid: 'content', text: text.deleted }) : contentElement(line.text, text);
  const edited = line.edited ? [' ', element('span', { class: 'note', testid: 'edited', text: text.edited })] : [];
  const waits = waiting === undefined ? []
    : ['\u00a0', element('span', { class: 'waits', testid: 'waits', attributes: { role: 'img', 'aria-label': text.waits[waiting], title: text.waits[waiting] } },
      icon(CLOCK))];
  return element('div', { class: 'body', attributes: { dir: 'auto' } }, ...loose, content, ...edited, ...waits);
}

function button(action, words, testid = action) {
  return element('button', { class: 'button is-small', testid, text: words, attributes: { type: 'button', 'data-action': action } });
}

function refusalOf({ isLoose, refused: { id, kind, code, message, text: words, again } }, text) {
  const why = text.reasons[code] ?? text.problems[code] ?? text.serverErrors[code] ?? message ?? code;
  const lost = kind === 'edit' && !isLoose ? [element('bdi', { class: 'refusal-words', text: text.changed(words) })] : [];
  return element('div', { class: 'foot refusal', testid: 'refusal', attributes: { 'data-id': id } },
    element('p', { class: 'problem' }, text.refused[kind](why), ...lost),
    ...(again ? [button('again', text.sendAgain)] : []), button('discard', text.discard));
}

function actionsOf(step, offers, text) {
  const words = { reply: text.reply, react: text.react, link: text.copyLink, copy: text.copyText, edit: text.edit, delete: text.delete };
  return step === 'choose'
    ? element('div', { class: 'foot' }, ...offers.map((offer) => button(offer, words[offer])))
    : element('div', { class: 'foot' }, element('span', { class: 'question', text: text.reallyDelete }),
      button('keep', text.keep), button('really', text.delete, 'really-delete'));
}

function messageElement(line, when, context) {
  const { step, isEdited, text, several, isForOneself, isStop, isReached, isUnfolded } = context;
  const { own, secret, continued, deleted, waiting, refused } = line;
  const isFoldable = !deleted && isTall(line.text);
  const classes = {
    'is-own': own, 'is-secret': secret !== null, 'is-continued': continued, 'is-deleted': deleted, 'is-waiting': waiting !== undefined,
    'is-refused': refused !== undefined, 'is-edited': isEdited, 'is-mention': isForOneself,
    'is-reached': isReached, 'is-folded': isFoldable && !isUnfolded,
  };
  const made = element('li', {
    class: ['message', ...Object.keys(classes).filter((name) => classes[name])].join(' '),
    testid: 'message',
    attributes: { 'data-own': own, 'data-private': secret !== null },
  }, avatar(line.author), headOf(line, when, context), ...quoteElements(line, context), bodyOf(line, text),
  ...(isFoldable ? [foldButton(context)] : []), ...reactionsOf(line, context));
  if (isForOneself) {
    made.append(element('span', { class: 'only-heard', text: text.mentionsYou }));
  }
  const offers = offersOf(line, several);
  if (refused !== undefined) {
    made.append(refusalOf(line, text));
  } else if (offers.length > 0) {
    const isChangeable = isEditable(line);
    made.append(element('button', {
      class: 'more', testid: isChangeable ? 'actions' : 'message-actions',
      attributes: {
        type: 'button', 'data-action': 'toggle', 'aria-label': isChangeable ? text.actions : text.moreActions, 'aria-expanded': step !== null,
        tabindex: isStop ? 0 : -1,
      },
    }, icon(DOTS)), ...(step === null ? [] : [actionsOf(step, offers, text)]));
  }
  return made;
}

function noticeElement(line, when, text) {
  const { what, names, count, from, to, secret, change } = line;
  const parts = {
    missing: () => text.notice.missing(from, to, secret),
    new_log: () => text.notice.new_log(secret),
    changed: () => text.roomNotice.changed(names[0], change),
    new: () => [text.roomNotice.new],
  };
  const words = (parts[what] ?? (() => text.notice[what](names, count)))()
    .map((part) => (typeof part === 'string' ? part : element('bdi', { class: 'notice-name', text: part.name })));
  const attributes = { 'data-what': what, ...(line.isSeam ? {} : { title: when.full }) };
  const look = (what === 'new' && 'notice is-new') || (line.isSeam && 'notice is-seam') || 'notice';
  return element('li', { class: look, testid: 'notice', attributes }, ...words);
}

/**
 * The element of a line, with a separator before it when a new day has begun.
 *
 * @param {object} line a message or a notice
 * @param {{marks: Map<number, string>, step: 'choose'|'confirm'|null, isEdited: boolean, text: object, several: boolean,
 *   isForOneself: boolean, isStop: boolean, isReached: boolean, isUnfolded: boolean, uid: number|null, nameOf: (uid: number) => string|undefined}} context `step` of the choice what
 *   to do, null while it is not open; `isEdited` while the message is in the composer; `isStop` when the Tab key comes to it; `isReached`
 *   when the reader was brought to it; `isUnfolded` when a tall message is shown as a whole; `uid` one's own
 * @returns {HTMLElement}
 */
export function lineElement(line, context) {
  const when = moment(line.at, context.text.locale);
  const made = line.kind === 'message' ? messageElement(line, when, context) : noticeElement(line, when, context.text);
  made.dataset.key = line.key;
  if (line.newDay) {
    made.dataset.day = when.day;
    made.classList.add('is-new-day');
  }
  return made;
}
