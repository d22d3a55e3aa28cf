import { afterMembers, choose, THE_ROOM } from '/app/chat/recipient.js';

const members = new Map([[1, 'Ann'], [2, 'Bob']]);
const bob = { uid: 2, name: 'Bob', away: false, gone: false };
const guest = { uid: 2_100_000_000, name: 'Guest', away: false, gone: false };
const withGuest = (name) => new Map([[1, 'Ann'], [guest.uid, name]]);

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

  it('who leaves stays chosen, as away, and is back when they are: never everyone instead', () => {
    const away = afterMembers(bob, new Map([[1, 'Ann']]));
    expect(away).toEqual({ ...bob, away: true });
    expect(afterMembers(away, members)).toEqual(bob);
  });

  it('is not away because the list of a large room does not reach as far', () => {
    expect(afterMembers(bob, new Map([[1, 'Ann']]), false)).toBe(bob);
    expect(afterMembers({ ...bob, away: true }, new Map([[1, 'Ann']]), false).away).toBe(true);
  });

  it('has the name that the person has now', () => {
    expect(afterMembers(bob, new Map([[2, 'Robert']]))).toEqual({ ...bob, name: 'Robert' });
  });

  it('is gone for good when it was a guest who left, or whose uid is somebody else\'s now', () => {
    expect(afterMembers(guest, withGuest('Guest'))).toBe(guest);
    expect(afterMembers(guest, members)).toEqual({ ...guest, gone: true });
    expect(afterMembers(guest, withGuest('Mallory'))).toEqual({ ...guest, gone: true });
  });

  it('who is gone is not back when somebody comes with the same name or uid', () => {
    const gone = { ...guest, gone: true };
    expect(afterMembers(gone, withGuest('Guest'))).toBe(gone);
    expect(afterMembers(gone, new Map())).toBe(gone);
  });
});
