import { obstacle } from '/app/chat/draft.js';
import { THE_ROOM } from '/app/chat/recipient.js';

const draft = { text: 'hi', recipient: THE_ROOM, full: false };

describe('what is written', () => {
  it('can be sent, whether the line is there or not', () => expect(obstacle(draft)).toBe(null));
  it('cannot be sent when it is blank', () => expect(obstacle({ ...draft, text: ' \n\t' })).toBe('blank'));
  it('cannot be sent to one who has left for good', () => expect(obstacle({ ...draft, recipient: { ...THE_ROOM, gone: true } })).toBe('gone'));
  it('cannot be sent when too much waits', () => expect(obstacle({ ...draft, full: true })).toBe('full'));

  it('has at most 4,000 code points', () => {
    expect(obstacle({ ...draft, text: '🦊'.repeat(4_000) })).toBe(null);
    expect(obstacle({ ...draft, text: '🦊'.repeat(4_001) })).toBe('too_long');
  });
});
