import { infoOf } from '/app/chat/directory.js';
import { personIn, presenceIn } from '/app/chat/person.js';

const ME = { uid: 2, name: 'me' };
const ANN = { uid: 1, name: 'Ann' };
const BOB = { uid: 3, name: 'Bob' };
const CY = { uid: 4, name: 'cy' };
const room = (name, members, away = []) => ({ room: name, uid: 2, members: new Map(members.map(({ uid, name: who }) => [uid, who])), away: new Set(away) });
const stateOf = ({ open = room('tea', [ANN, ME]), others = [], list = [], several = true } = {}) => ({
  room: open, several, others: new Map(others.map((each) => [each.room, each])), list: new Map(list.map((told) => [told.room, infoOf(told)])),
});
const names = (groups) => Object.fromEntries(Object.entries(groups).map(([group, people]) => [group, people.map(({ name }) => name)]));

describe('those of a room', () => {
  it('are here, away or not here', () => {
    expect(names(presenceIn(room('c', [ANN, ME, BOB], [1]), [ANN, ME, { uid: 9, name: 'Zoe' }, CY]))).toEqual({ here: ['me', 'Bob'], away: ['Ann'], absent: ['cy', 'Zoe'] });
  });
});

describe('somebody', () => {
  it('is here or away as in any of one\'s rooms, or not here', () => {
    const presence = (state, uid) => personIn(state, uid, 'x').presence;
    expect(presence(stateOf(), 1)).toBe('here');
    expect(presence(stateOf({ open: room('tea', [ANN, ME], [1]) }), 1)).toBe('away');
    expect(presence(stateOf({ open: room('tea', [ANN, ME], [1]), others: [room('plans', [ANN])] }), 1)).toBe('here');
    expect(presence(stateOf(), 3)).toBe('absent');
  });

  it('has the name that is newest known', () => {
    const name = (state) => personIn(state, 3, 'said as').name;
    expect(name(stateOf({ others: [room('plans', [BOB])] }))).toBe('Bob');
    expect(name(stateOf({ list: [{ room: 'c', kind: 'closed', people: [{ uid: 3, name: 'Bob as told' }] }] }))).toBe('Bob as told');
    expect(name(stateOf())).toBe('said as');
  });

  it('shares rooms besides the open one, and conversations are none', () => {
    const others = [room('plans', [ANN, ME]), room('empty', [ME])];
    const list = [{ room: 'tea', kind: 'closed', people: [ANN, ME] }, { room: 'plans', title: 'Plans' }, { room: 'empty' }, { room: 'c', title: 'Board', kind: 'closed', people: [ANN, ME] },
      { room: '~1', kind: 'direct', people: [ANN, ME] }];
    expect(personIn(stateOf({ others, list }), 1, 'x').shared).toEqual(['Board', 'Plans']);
    expect(personIn(stateOf({ others, list }), 2, 'x').shared).toEqual([]);
  });

  it('has a conversation with oneself when it is of the two', () => {
    const list = [{ room: '~3', kind: 'direct', people: [ANN, ME, BOB] }, { room: '~1', kind: 'direct', people: [ME, ANN] }];
    expect(personIn(stateOf({ list }), 1, 'x').direct).toBe('~1');
    expect(personIn(stateOf({ list }), 3, 'x').direct).toBe(null);
  });

  it('may be written to when the server keeps it, and told something when there', () => {
    const may = (state, uid) => { const { mayWrite, mayTell } = personIn(state, uid, 'x'); return [mayWrite, mayTell]; };
    expect(may(stateOf(), 1)).toEqual([true, true]);
    expect(may(stateOf(), 3)).toEqual([true, false]);
    expect(may(stateOf(), 2)).toEqual([false, false]);
    expect(may(stateOf({ list: [{ room: 'tea', kind: 'direct', people: [ANN, ME] }] }), 1)).toEqual([true, false]);
    expect(may(stateOf({ several: false }), 1)).toEqual([false, true]);
    const guest = 2_100_000_001;
    expect(may(stateOf({ open: room('tea', [{ uid: guest, name: 'g' }]) }), guest)).toEqual([false, true]);
    expect(may(stateOf({ open: { ...room('tea', [ANN]), uid: guest } }), 1)).toEqual([false, true]);
  });
});
