import { obstacle, refusedBy, withoutReturned, withSent } from '/app/chat/outbox.js';
import { THE_ROOM } from '/app/chat/recipient.js';

const bob = { uid: 2, name: 'Bob', gone: false };
const draft = { text: 'hi', present: true, recipient: THE_ROOM };

describe('what is written', () => {
  it('can be sent while one is in the room', () => expect(obstacle(draft)).toBe(null));
  it('cannot be sent when it is blank', () => expect(obstacle({ ...draft, text: ' \n\t' })).toBe('blank'));
  it('cannot be sent while the line is down', () => expect(obstacle({ ...draft, present: false })).toBe('offline'));
  it('cannot be sent to one who has left', () => expect(obstacle({ ...draft, recipient: { ...bob, gone: true } })).toBe('gone'));

  it('has at most 4,000 code points', () => {
    expect(obstacle({ ...draft, text: '🦊'.repeat(4_000) })).toBe(null);
    expect(obstacle({ ...draft, text: '🦊'.repeat(4_001) })).toBe('too_long');
  });
});

describe('the outbox', () => {
  const room = (text) => ({ recipient: THE_ROOM, text });
  const secret = (text) => ({ recipient: bob, text });

  it('forgets a message that came back, and only one of two alike', () => {
    const outbox = [room('a'), room('a'), room('b')];
    expect(withoutReturned(outbox, { to_uid: 'all', content: 'a' })).toEqual([room('a'), room('b')]);
  });

  it('does not take a private message for the same words said to everyone', () => {
    const outbox = [secret('a'), room('a')];
    expect(withoutReturned(outbox, { to_uid: 'all', content: 'a' })).toEqual([secret('a')]);
    expect(withoutReturned(outbox, { to_uid: 2, content: 'a' })).toEqual([room('a')]);
    expect(withoutReturned(outbox, { to_uid: 3, content: 'a' })).toEqual(outbox);
  });

  it('takes the oldest message for the refused one', () => {
    const { outbox, refused } = refusedBy([room('a'), room('b')], 'content_too_long');
    expect(refused).toEqual(room('a'));
    expect(outbox).toEqual([room('b')]);
  });

  it('takes the oldest private message for the one whose addressee is unknown', () => {
    expect(refusedBy([room('a'), secret('b')], 'recipient_unknown').refused).toEqual(secret('b'));
  });

  it('takes none when the error is about something else', () => {
    const outbox = [room('a')];
    expect(refusedBy(outbox, 'type_unknown')).toEqual({ outbox, refused: undefined });
    expect(refusedBy([], 'content_missing')).toEqual({ outbox: [], refused: undefined });
  });

  it('does not grow without end', () => {
    let outbox = [];
    for (let count = 0; count < 1_000; count += 1) {
      outbox = withSent(outbox, room(String(count)));
    }
    expect(outbox.length).toBe(200);
    expect(outbox.at(-1).text).toBe('999');
  });
});
