import { afterMembers, choose, THE_ROOM } from '/app/chat/recipient.js';

const members = new Map([[1, 'Ann'], [2, 'Bob']]);
const bob = { uid: 2, name: 'Bob', gone: false };

describe('the addressee', () => {
  it('can be everyone or a member, but not oneself and nobody who is not there', () => {
    expect(choose('all', members, 1)).toBe(THE_ROOM);
    expect(choose(2, members, 1)).toEqual(bob);
    expect(choose(1, members, 1)).toBe(null);
    expect(choose(3, members, 1)).toBe(null);
    expect(choose(Number.NaN, members, 1)).toBe(null);
  });

  it('stays chosen while others come and go', () => {
    expect(afterMembers(bob, new Map([[2, 'Bob'], [3, 'Cy']]))).toBe(bob);
    expect(afterMembers(THE_ROOM, new Map())).toBe(THE_ROOM);
  });

  it('who leaves stays chosen, as gone: never everyone instead', () => {
    expect(afterMembers(bob, new Map([[1, 'Ann']]))).toEqual({ ...bob, gone: true });
  });

  it('is gone when the uid belongs to somebody else now', () => {
    expect(afterMembers(bob, new Map([[2, 'Mallory']])).gone).toBe(true);
  });

  it('who is gone is not back when somebody comes with the same name or uid', () => {
    const gone = { ...bob, gone: true };
    expect(afterMembers(gone, members)).toBe(gone);
    expect(afterMembers(gone, new Map())).toBe(gone);
  });
});
