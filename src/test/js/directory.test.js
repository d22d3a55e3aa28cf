import { arranged, infoOf, isFound, listed, titleOf } from '/app/chat/directory.js';

const ann = { uid: 1, name: 'Ann' };
const me = { uid: 2, name: 'me' };
const room = (name, more = {}) => ({ type: 'room', room: name, kind: 'open', member: true, ...more });

describe('a room in the list', () => {
  it('is called by its title, or else by its name, and a direct one by the others in it', () => {
    expect(titleOf(infoOf(room('tea')), 2)).toBe('tea');
    expect(titleOf(infoOf(room('tea', { title: 'Tea time' })), 2)).toBe('Tea time');
    expect(titleOf(infoOf(room('d-1', { kind: 'direct', people: [me, ann, { uid: 5, name: 'Bo' }] })), 2)).toBe('Ann, Bo');
    expect(titleOf(infoOf(room('d-2', { kind: 'direct', people: [me] })), 2)).toBe('me');
  });

  it('has its place by its name, archived ones last, and direct ones by what was said last', () => {
    const all = [room('b', { archived: true }), room('room 10'), room('Room 2'), room('d-1', { kind: 'direct', at: '2014-01-01T00:00:00Z' }),
      room('d-2', { kind: 'direct', at: '2014-01-02T00:00:00Z' })].map(infoOf);
    const { rooms, direct } = arranged(all, 2);
    expect([rooms.map(({ title }) => title), direct.map(({ title }) => title)]).toEqual([['Room 2', 'room 10', 'b'], ['d-2', 'd-1']]);
  });

  it('is as it was told last', () => {
    const list = listed(new Map(), [room('c', { kind: 'closed', people: [me] }), { type: 'change', room: 'c', title: 'Plans', invited: [ann] },
      { type: 'change', room: 'c', topic: 'x', removed: [me] }, { type: 'change', room: 'unknown', title: 'x' }]);
    expect(list.get('c')).toEqual(jasmine.objectContaining({ title: 'Plans', topic: 'x', people: [ann] }));
    expect(list.size).toBe(1);
  });

  it('moves up by what is said in it, and not by a private message', () => {
    const list = listed(new Map(), [room('tea', { at: '2014-01-01T00:00:00Z' }), { type: 'say', room: 'tea', at: '2014-01-02T00:00:00Z', inbox: true }]);
    expect(list.get('tea').at).toBe(Date.parse('2014-01-01T00:00:00Z'));
    expect(listed(list, [{ type: 'say', room: 'tea', at: '2014-01-02T00:00:00Z' }]).get('tea').at).toBe(Date.parse('2014-01-02T00:00:00Z'));
  });

  it('is not one that one does not belong to, however many there are', () => {
    const many = Array.from({ length: 500 }, (_, index) => room(`r${index}`));
    expect(listed(new Map(), [room('x', { member: false }), ...many]).size).toBe(200);
    expect(listed(new Map(), [{ type: 'rooms', rooms: [room('x', { member: false }), ...many] }]).size).toBe(200);
  });

  it('is found by any part of its name', () => {
    expect([isFound(' TI', 'Tea time'), isFound('', 'x'), isFound('z', 'Tea time')]).toEqual([true, true, false]);
  });
});
