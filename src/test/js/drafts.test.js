import { fakeChat } from './support/fake-chat.js';
import { fakeStorage } from './support/fake-storage.js';

const KEY = 'kaiwa.draft.["me","1"]';
const say = (content, more = {}) => ({ type: 'say', from_uid: 2, to_uid: 'all', content, room: '1', from_name: 'me', epoch: 'e', ...more });

function inside(options) {
  const fake = fakeChat(options);
  fake.enter();
  return fake;
}

function reloaded({ tab, kept }) {
  const fake = fakeChat({ tab, kept, seed: 'r' });
  fake.come = (...frames) => {
    fake.become('open');
    fake.welcome();
    fake.chat.framesCame(frames);
  };
  return fake;
}

describe('what is half written', () => {
  it('is there again after a reload, as it was typed', () => {
    const fake = inside();
    fake.chat.write(' half\n a sentence ');
    expect(reloaded(fake).chat.state.draft).toBe(' half\n a sentence ');
  });

  it('is gone once it has been sent, or taken back', () => {
    const fake = inside();
    for (const end of [() => fake.chat.say(), () => fake.chat.write('')]) {
      fake.chat.write('half a sentence');
      expect(fake.tab.map.has(KEY)).toBe(true);
      end();
      expect([fake.tab.map.has(KEY), reloaded(fake).chat.state.draft]).toEqual([false, '']);
    }
  });

  it('is still for the one whom it was for, and never for everyone', () => {
    const fake = inside();
    fake.chat.write('psst');
    fake.chat.choose(1);
    const page = reloaded(fake);
    expect(page.chat.state.room.recipient).toEqual({ uid: 1, name: 'Ann', away: false, gone: false });
    page.become('open');
    page.chat.framesCame([{ type: 'user_list', room: '1', uid: 2, user_list: [{ uid: 2, name: 'me' }] }]);
    expect(page.chat.state.room.recipient).toEqual({ uid: 1, name: 'Ann', away: true, gone: false });
    page.chat.say();
    expect(page.said().map(({ to_uid: to }) => to)).toEqual([1]);
  });

  it('is not sent to a guest who is another now', () => {
    const fake = inside();
    fake.chat.framesCame([{ type: 'login', uid: 2_100_000_000, name: 'Guest', room: '1' }]);
    fake.chat.choose(2_100_000_000);
    fake.chat.write('psst');
    const page = reloaded(fake);
    page.become('open');
    page.chat.framesCame([{ type: 'user_list', room: '1', uid: 2, user_list: [{ uid: 2_100_000_000, name: 'Other' }, { uid: 2, name: 'me' }] }]);
    expect(page.chat.state.room.recipient.gone).toBe(true);
  });

  it('is of one nickname and of one room', () => {
    const fake = inside();
    fake.chat.write('of me in 1');
    const tea = fakeChat({ tab: fake.tab, room: 'tea' });
    expect([tea.chat.state.name, tea.chat.state.draft]).toEqual(['me', '']);
    tea.chat.write('of me in tea');
    expect(reloaded(fake).chat.state.draft).toBe('of me in 1');
    fake.tab.map.delete('kaiwa.name');
    const other = fakeChat({ tab: fake.tab });
    other.chat.enter('other');
    expect(other.chat.state.draft).toBe('');
  });

  it('is forgotten by whoever leaves', () => {
    const fake = inside({ tab: fakeStorage({ 'kaiwa.draft.["me2","1"]': '{}' }) });
    fake.chat.write('half a sentence');
    fake.chat.leave();
    expect([...fake.tab.map.keys()]).toEqual(['kaiwa.draft.["me2","1"]']);
    fake.chat.enter('me');
    expect(fake.chat.state.draft).toBe('');
  });

  it('waits for a nickname that the server let in later', () => {
    const fake = inside();
    fake.chat.write('half a sentence');
    fake.become('waiting');
    fake.become('open');
    fake.chat.framesCame([{ type: 'error', code: 'name_invalid', message: 'no', room: '1' }]);
    expect([fake.chat.state.name, fake.tab.map.has(KEY)]).toEqual([null, true]);
    fake.chat.write('of nobody');
    fake.chat.enter('me');
    expect(fake.chat.state.draft).toBe('half a sentence');
  });

  for (const nonsense of ['', '{', 'null', '5', '{}', '{"text":5,"to":"all"}', '{"text":"x"}', '{"text":"x","to":"5"}', '{"text":"x","to":5}',
    '{"text":"x","to":"all2"}']) {
    it(`is nothing where '${nonsense}' is kept`, () => {
      const { chat } = fakeChat({ tab: fakeStorage({ 'kaiwa.name': 'me', [KEY]: nonsense }) });
      expect([chat.state.draft, chat.state.room.recipient.uid]).toEqual(['', 'all']);
    });
  }
});

describe('a change that is half made', () => {
  function editing(text = 'the first, bet') {
    const fake = inside();
    fake.chat.framesCame([say('the first', { seq: 1 })]);
    fake.chat.write('half a sentence');
    fake.chat.editLast();
    fake.chat.write(text);
    return fake;
  }

  it('goes on after a reload, once its message is there, and so does what was written besides', () => {
    const page = reloaded(editing());
    expect([page.chat.state.editing, page.chat.state.draft]).toEqual([null, 'half a sentence']);
    page.come({ type: 'history', room: '1', messages: [say('the first', { seq: 1 })] });
    expect([page.chat.state.editing.target, page.chat.state.draft]).toEqual([1, 'the first, bet']);
    page.chat.write('the first, better');
    page.chat.say();
    expect(page.said().map(({ type, target, content }) => [type, target, content])).toEqual([['edit', 1, 'the first, better']]);
    expect([page.chat.state.draft, page.chat.state.editing]).toEqual(['half a sentence', null]);
  });

  it('outlives two reloads, also when its message was not there in between', () => {
    const once = reloaded(editing());
    once.come();
    once.chat.choose(1);
    const twice = reloaded(once);
    twice.come({ type: 'history', room: '1', messages: [say('the first', { seq: 1 })] });
    expect(twice.chat.state.draft).toBe('the first, bet');
  });

  it('is not put upon a message that says something else now, nor upon that of another', () => {
    for (const message of [say('another', { seq: 1 }), say('the first', { seq: 1, from_uid: 1 }), say('the first', { seq: 2 }),
      say('the first', { seq: 1, to_uid: 1, inbox: true })]) {
      const page = reloaded(editing());
      page.come({ type: 'history', room: '1', inbox: message.inbox, messages: [message] });
      expect([page.chat.state.editing, page.chat.state.draft]).toEqual([null, 'half a sentence']);
    }
  });

  it('is given up by whoever writes something else first', () => {
    const page = reloaded(editing());
    page.chat.write('something else');
    page.come({ type: 'history', room: '1', messages: [say('the first', { seq: 1 })] });
    expect([page.chat.state.editing, page.chat.state.draft]).toEqual([null, 'something else']);
  });

  it('is gone when it was given up', () => {
    const fake = editing();
    fake.chat.endEdit();
    expect(JSON.parse(fake.tab.map.get(KEY))).toEqual({ text: 'half a sentence', to: 'all', toName: '' });
  });
});
