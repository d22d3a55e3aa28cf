import { AWAY_AFTER, HIDDEN_FOR } from '/app/chat/attention.js';
import { TELL_AFTER, TELL_EVERY, TYPES_FOR, TYPISTS_KNOWN } from '/app/chat/typing.js';
import { fakeChat } from './support/fake-chat.js';

const types = (uid, name, room = '1') => ({ type: 'typing', uid, name, room });
const say = (uid, more = {}) => ({ type: 'say', from_uid: uid, to_uid: 'all', content: 'x', room: '1', from_name: 'x', ...more });

function inside() {
  const fake = fakeChat();
  fake.enterAll({ room: 'tea', seq: 5, epoch: 'e' });
  fake.names = () => fake.chat.state.typists.map(({ name }) => name);
  return fake;
}

describe('that somebody types', () => {
  it('is seen for a moment, in the room in which it is', () => {
    const fake = inside();
    fake.chat.framesCame([types(1, 'Ann'), types(5, 'Bo', 'tea')]);
    expect(fake.names()).toEqual(['Ann']);
    fake.clock.wind(TYPES_FOR - 1);
    expect(fake.names()).toEqual(['Ann']);
    fake.clock.wind(1);
    expect([fake.names(), fake.clock.pending]).toEqual([[], 0]);
  });

  it('goes on while one is told again, and ends with what was typed, or with who goes', () => {
    const fake = inside();
    fake.chat.framesCame([types(1, 'Ann'), types(5, 'Bo')]);
    fake.clock.wind(3_000);
    fake.chat.framesCame([types(1, 'Ann')]);
    fake.clock.wind(3_000);
    expect(fake.names()).toEqual(['Ann']);
    fake.chat.framesCame([types(5, 'Bo'), say(1)]);
    expect(fake.names()).toEqual(['Bo']);
    fake.chat.framesCame([{ type: 'logout', uid: 5, room: '1' }]);
    expect(fake.names()).toEqual([]);
  });

  it('is known of a few only', () => {
    const fake = inside();
    fake.chat.framesCame(Array.from({ length: 500 }, (_, index) => types(10 + index, `n${index}`)));
    expect(fake.names().length).toBe(TYPISTS_KNOWN);
  });

  it('is told of oneself every three seconds at most, and at once in another room and after a message', () => {
    const fake = inside();
    const told = () => fake.said().filter(({ type }) => type === 'typing').map(({ room }) => room);
    const type = (draft) => {
      fake.chat.write(draft);
      fake.clock.wind(TELL_AFTER);
    };
    type('h');
    fake.clock.wind(TELL_EVERY - TELL_AFTER - 1);
    type('hi');
    expect(told()).toEqual(['1']);
    fake.clock.wind(1);
    type('hi!');
    expect(told()).toEqual(['1', '1']);
    fake.chat.say();
    type('x');
    fake.chat.open('tea');
    type('x');
    expect(told()).toEqual(['1', '1', '1', 'tea']);
  });

  it('is not told of a word that is sent before anybody could read that it is typed', () => {
    const fake = inside();
    fake.chat.write('yes');
    fake.clock.wind(TELL_AFTER - 1);
    fake.chat.say();
    fake.clock.wind(10_000);
    expect(fake.said().map(({ type }) => type)).toEqual(['say']);
  });

  it('is not told of what is private, of a change, or of nothing', () => {
    const fake = inside();
    fake.chat.framesCame([say(2, { seq: 6, epoch: 'e' })]);
    fake.chat.write(' ');
    fake.chat.choose(1);
    fake.chat.write('psst');
    fake.chat.choose('all');
    fake.chat.editLast();
    fake.chat.write('better');
    fake.clock.wind(TELL_AFTER);
    expect(fake.said().filter(({ type }) => type === 'typing')).toEqual([]);
  });
});

describe('that one is away', () => {
  const status = (fake) => fake.said().filter(({ type }) => type === 'status').map(({ away }) => away);

  it('is told after a while without a sign of the reader, and the end of it at once', () => {
    const fake = inside();
    fake.chat.active();
    fake.clock.wind(AWAY_AFTER - 1);
    fake.chat.active();
    fake.clock.wind(AWAY_AFTER - 1);
    expect(status(fake)).toEqual([]);
    fake.clock.wind(1);
    fake.chat.active();
    expect(status(fake)).toEqual([true, false]);
  });

  it('is told soon when nobody sees the page, but not of a glance elsewhere', () => {
    const fake = inside();
    fake.chat.looked(true);
    fake.clock.wind(HIDDEN_FOR - 1);
    fake.chat.looked(false);
    expect(status(fake)).toEqual([]);
    fake.chat.looked(true);
    fake.clock.wind(HIDDEN_FOR);
    fake.chat.looked(false);
    expect(status(fake)).toEqual([true, false]);
  });

  it('is told again on another connection, which else counts as one at which somebody is', () => {
    const fake = inside();
    fake.chat.looked(true);
    fake.clock.wind(HIDDEN_FOR);
    fake.become('waiting');
    fake.become('open');
    fake.welcome();
    fake.tellRooms({ room: '1' });
    expect(status(fake)).toEqual([true, true]);
  });
});
