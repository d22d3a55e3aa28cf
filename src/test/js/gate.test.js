import { ENDED, SIGN_OUT_REASONS } from '/app/wire/close-codes.js';
import { gateOf } from '/app/chat/gate.js';
import { text } from '/app/i18n/en.js';

const words = text.gate;

describe('what stands before the conversation', () => {
  it('is nothing when nothing is in the way', () => expect(gateOf(null, text)).toBe(null));

  it('says why one is signed out, each reason in words of its own, and offers to sign in again', () => {
    const reasons = [...SIGN_OUT_REASONS, ENDED];
    const gates = reasons.map((reason) => gateOf({ what: 'signed_out', reason, kept: false }, text));
    expect(gates.every(({ words: [why], action, label }) => typeof why === 'string' && why.length > 10 && action === 'load' && label !== '')).toBe(true);
    expect(new Set(gates.map(({ words: [why] }) => why)).size).toBe(reasons.length);
  });

  it('does not call somebody signed out who has not been signed in', () => {
    const gate = gateOf({ what: 'signed_out', reason: 'not_signed_in', kept: false }, text);
    expect([gate.title, gate.label]).toEqual([words.signed_out.notYet, words.signed_out.signIn]);
  });

  it('says that what is written is kept, when there is something', () => {
    const of = (kept) => gateOf({ what: 'signed_out', reason: ENDED, kept }, text).words;
    expect([of(true).at(-1), of(true).length, of(false).length]).toEqual([words.signed_out.kept, 2, 1]);
  });

  it('names the room that one may not read, leads to the main one, and offers another account', () => {
    const gate = gateOf({ what: 'forbidden', room: 'tea' }, text);
    expect([gate.room, gate.link, gate.action, gate.isAccountShown]).toEqual(['tea', 'room', null, true]);
    expect([gate.title, ...gate.words, gate.linkLabel].every((word) => typeof word === 'string' && word !== '')).toBe(true);
  });

  it('does not lead from the main room to the main room', () => expect(gateOf({ what: 'forbidden', room: '1' }, text).link).toBe(null));

  it('has the words of the server when it does not let one in', () => {
    expect(gateOf({ what: 'refused', code: 'name_invalid', message: 'about it' }, text)).toEqual(jasmine.objectContaining({ words: ['about it'], action: 'load', isAccountShown: true }));
    expect(gateOf({ what: 'refused', code: 'name_invalid' }, text).words).toEqual(['name_invalid']);
  });

  it('offers nothing while one is being signed out, and to try again or go back when that has failed', () => {
    const under = gateOf({ what: 'signing_out' }, text);
    expect([under.title, under.action, under.link, under.isAccountShown]).toEqual([words.signing_out.title, null, null, false]);
    const failed = gateOf({ what: 'sign_out_failed' }, text);
    expect([failed.action, failed.link, failed.words]).toEqual(['sign_out', 'load', [words.sign_out_failed.words]]);
  });
});
