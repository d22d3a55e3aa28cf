import { DEFAULT_ROOM } from './address.js';

/**
 * What is said to one who does not see the conversation, and what one can do.
 *
 * @param {{what: string, reason?: string, room?: string, kept?: boolean, message?: string}|null} barrier
 * @param {object} text
 * @returns {{title: string, words: string[], room: string|null, action: 'load'|'sign_out'|null, label: string,
 *   link: 'room'|'load'|null, linkLabel: string, isAccountShown: boolean}|null} `action` of the button, `link` beside or
 *   instead of it; `isAccountShown` where another account may help
 */
export function gateOf(barrier, text) {
  if (barrier === null) {
    return null;
  }
  const words = text.gate[barrier.what];
  const gate = { title: words.title, words: [], room: null, action: null, label: '', link: null, linkLabel: '', isAccountShown: false };
  switch (barrier.what) {
    case 'signed_out':
      return {
        ...gate,
        title: barrier.reason === 'not_signed_in' ? words.notYet : words.title,
        words: [words.reasons[barrier.reason], ...(barrier.kept ? [words.kept] : [])],
        action: 'load',
        label: barrier.reason === 'not_signed_in' ? words.signIn : words.again,
      };
    case 'forbidden': {
      const isDefault = barrier.room === DEFAULT_ROOM; // a link to where one is leads nowhere
      return {
        ...gate, words: [words.words, words.ask], room: barrier.room, link: isDefault ? null : 'room', linkLabel: words.link, isAccountShown: true,
      };
    }
    case 'refused':
      return { ...gate, words: [barrier.message ?? barrier.code], action: 'load', label: words.again, isAccountShown: true };
    case 'sign_out_failed':
      return { ...gate, words: [words.words], action: 'sign_out', label: words.again, link: 'load', linkLabel: words.back };
    default:
      return gate;
  }
}
