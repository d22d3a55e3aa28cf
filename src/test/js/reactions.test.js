import { NO_REACTIONS, reacted } from '/app/chat/reactions.js';
import { conversationOf } from '/app/chat/conversation.js';
import { emptyRoom, receive } from '/app/chat/room.js';

const context = { now: 0, hidden: false };
const list = { type: 'user_list', room: '1', uid: 2, user_list: [{ uid: 1, name: 'Ann' }, { uid: 2, name: 'me' }] };
const say = (seq, more = {}) => ({ type: 'say', from_uid: 1, to_uid: 'all', content: `r${seq}`, room: '1', from_name: 'Ann', at: new Date(seq).toISOString(), seq, epoch: 'e', ...more });
const react = (target, seq, more = {}) => ({ type: 'react', from_uid: 1, target, emoji: '👍', room: '1', seq, ...more });
const after = (...frames) => receive(emptyRoom('1'), [list, ...frames], context);
const reactionsOf = (state) => state.lines.filter(({ kind }) => kind === 'message').map(({ reactions }) => reactions);

describe('a reaction', () => {
  const by = (...uids) => ({ emoji: '👍', count: uids.length, uids });

  it('is under its message, with those who gave it in their order', () => {
    expect(reactionsOf(after(say(1), say(2), react(1, 3), react(1, 4, { from_uid: 2 })))).toEqual([[by(1, 2)], []]);
  });

  it('is a state: twice is once, and what is not there cannot be taken back', () => {
    const once = reacted(NO_REACTIONS, react(1, 2));
    expect(reacted(once, react(1, 3))).toBe(once);
    expect(reacted(once, react(1, 3, { type: 'unreact', from_uid: 2 }))).toBe(once);
    expect(reacted(NO_REACTIONS, react(1, 3, { type: 'unreact' }))).toBe(NO_REACTIONS);
  });

  it('goes with the last who gave it', () => {
    const state = after(say(1), react(1, 2), react(1, 3, { emoji: '🎉' }), react(1, 4, { type: 'unreact' }));
    expect(reactionsOf(state)).toEqual([[{ emoji: '🎉', count: 1, uids: [1] }]]);
  });

  it('of a page of the past is as the server says, with more who gave it than it names', () => {
    const many = { emoji: '👍', count: 250, uids: [7] };
    const state = after({ type: 'history', room: '1', messages: [say(1, { reactions: [many] })] }, react(1, 2), react(1, 3, { type: 'unreact', from_uid: 99 }));
    expect(reactionsOf(state)).toEqual([[{ emoji: '👍', count: 250, uids: [7, 1] }]]);
  });

  it('of a message that comes later in a page of the past, which was read before, is not lost and not counted twice', () => {
    const page = { type: 'history', room: '1', before: 2, messages: [say(1, { reactions: [by(7)] })] };
    const newest = { type: 'history', room: '1', more: true, messages: [say(2)] };
    expect(reactionsOf(after(newest, react(1, 3), react(1, 4, { from_uid: 7 }), page))).toEqual([[by(7, 1)], []]);
  });

  it('goes with a message that is deleted', () => {
    expect(reactionsOf(after(say(1), react(1, 2), { type: 'delete', from_uid: 1, target: 1, room: '1', seq: 3 }))).toEqual([[]]);
  });

  it('is of the room and never of a private message with the same number', () => {
    const secret = say(1, { to_uid: 2, inbox: true, epoch: 'i' });
    expect(reactionsOf(after(secret, react(1, 1)))).toEqual([[]]);
  });

  it('does not change the message that was there', () => {
    const before = after(say(1));
    receive(before, [react(1, 2)], context);
    expect(reactionsOf(before)).toEqual([[]]);
    expect(conversationOf(before, [], 'me').length).toBe(1);
  });
});
