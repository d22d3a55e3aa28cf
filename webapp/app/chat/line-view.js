import { avatar } from './avatar-view.js';
import { element } from './dom.js';
import { moment } from './format.js';

function timeOf(when) {
  return element('time', { text: when.time, attributes: { datetime: when.iso, title: when.full } });
}

function secretWords({ own, secret }, text) {
  if (secret.toOwn) {
    return own ? text.secretToSelf : text.secretFrom;
  }
  return text.secretTo(secret.toName);
}

function messageElement(line, when, text) {
  const head = element('div', { class: 'message-head' },
    element('bdi', { class: 'author', testid: 'author', text: line.author, attributes: { title: line.author } }));
  if (line.own) {
    head.append(element('span', { class: 'tag', text: text.you }));
  }
  head.append(timeOf(when));
  if (line.secret !== null) {
    head.append(element('span', { class: 'secret', text: secretWords(line, text) }));
  }
  const classes = ['message', line.own && 'is-own', line.secret !== null && 'is-secret', line.continued && 'is-continued'];
  return element('li', {
    class: classes.filter(Boolean).join(' '),
    testid: 'message',
    attributes: { 'data-own': line.own, 'data-private': line.secret !== null },
  }, avatar(line.author), head, element('div', { class: 'content', testid: 'content', text: line.text, attributes: { dir: 'auto' } }));
}

function noticeElement(line, when, text) {
  const words = text.notice[line.what](line.names, line.count)
    .map((part) => (typeof part === 'string' ? part : element('bdi', { class: 'notice-name', text: part.name })));
  return element('li', { class: 'notice', testid: 'notice', attributes: { 'data-what': line.what, title: when.full } }, ...words);
}

/**
 * The elements of a line: itself, and before it a separator when a new day has begun.
 *
 * @param {object} line a message or a notice
 * @param {object} text
 * @returns {HTMLElement}
 */
export function lineElement(line, text) {
  const when = moment(line.at);
  const made = line.kind === 'message' ? messageElement(line, when, text) : noticeElement(line, when, text);
  if (line.newDay) {
    made.dataset.day = when.day;
    made.classList.add('is-new-day');
  }
  return made;
}
