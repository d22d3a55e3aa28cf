import { element } from '../chat/dom.js';
import { headlineOf } from './headline.js';
import { payloadOf, unfolded } from './payload.js';

function addressElements({ client, server, isOut }, packet, line, words) {
  const link = line === undefined
    ? element('span', { text: client })
    : element('a', { class: 'packet-address', testid: 'address', text: client, attributes: { href: `?line=${packet.line}`, title: words.follow(client), tabindex: '-1' } });
  const other = element('span', { text: server });
  return isOut ? [other, ' > ', link] : [link, ' > ', other];
}

function lineElement(packet, line, words) {
  const head = headlineOf(packet, line, words);
  return element('p', { class: 'packet-line', testid: 'packet-line' },
    element('span', { class: 'packet-time', text: head.time, attributes: { title: packet.at } }), ' ',
    ...addressElements(head, packet, line, words),
    ': ', element('span', { class: 'packet-what', text: head.what }),
    ...(head.user === null ? [] : [', ', element('bdi', { class: 'packet-user', text: head.user })]));
}

function folded(summary, whole, isOpen) {
  const details = element('details', { class: 'packet-payload', testid: 'payload' },
    element('summary', { text: summary, attributes: { tabindex: '-1' } }));
  // Laid out when it is looked at: of thousands that are folded hardly any is.
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) {
      details.append(element('pre', { text: whole() }));
    }
  });
  if (isOpen) {
    details.append(element('pre', { text: whole() }));
    details.open = true;
  }
  return details;
}

function headElement(line, isOpen) {
  const [request, ...headers] = line.head.trimEnd().split('\r\n');
  return folded(request, () => headers.join('\n'), isOpen);
}

/**
 * What a packet carries, in the manner that the reader has chosen.
 *
 * @param {{packet: object, line: object|undefined}} entry
 * @param {{view: string, perRow: number, isFollowed: boolean, isWhole?: boolean, words: object}} how
 * @returns {HTMLElement|null} null where there is nothing in it
 */
export function payloadElement({ packet, line }, how) {
  if (packet.what === 'opened') {
    return line?.head ? headElement(line, how.isFollowed) : null;
  }
  if (packet.what !== 'frame' || packet.length === 0) {
    return null;
  }
  const { text, isFolded, isCut } = payloadOf(packet, how);
  if (isFolded) {
    return folded(text, () => unfolded(packet), false);
  }
  const shown = element('pre', { class: 'packet-payload', testid: 'payload', text });
  if (isCut) {
    shown.append('…\n', element('button', { class: 'packet-more', testid: 'show-all', text: how.words.showAll(packet.length), attributes: { type: 'button', tabindex: '-1' } }));
  }
  return shown;
}

/**
 * A packet as the founding document shows one: a comment, the line that `tcpdump` would write, and what it carries.
 *
 * @param {{key: string, packet?: object, line?: object, note?: string}} entry
 * @param {object} how as for {@link payloadElement}
 * @returns {HTMLElement}
 */
export function entryElement(entry, how) {
  const { key, packet, line, note } = entry;
  if (packet === undefined) {
    const made = element('li', { class: 'packet-note', testid: 'note', text: note });
    made.dataset.key = key;
    return made;
  }
  const made = element('li', { class: 'packet', testid: 'packet', attributes: { tabindex: '-1' } });
  Object.assign(made.dataset, { key, what: packet.what, direction: packet.direction ?? '', opcode: packet.opcode ?? '', line: packet.line });
  if (packet.comment) {
    made.append(element('p', { class: 'packet-comment', testid: 'comment', text: `/* ${packet.comment} */` }));
  }
  made.append(lineElement(packet, line, how.words));
  const payload = payloadElement(entry, how);
  if (payload !== null) {
    made.append(payload);
  }
  return made;
}
