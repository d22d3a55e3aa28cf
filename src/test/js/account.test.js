import { fakeChat } from './support/fake-chat.js';
import { fakeStorage } from './support/fake-storage.js';

const alice = { auth: 'oidc', name: 'Alice Example', id: 'a1', issuer: 'https://id.example' };
const bob = { ...alice, name: 'Bob', id: 'b1' };
const say = (content, more = {}) => ({ type: 'say', from_uid: 1, to_uid: 'all', content, room: '1', from_name: 'Ann', epoch: 'e', ...more });
const list = (name) => ({ type: 'user_list', room: '1', uid: 2, user_list: [{ uid: 1, name: 'Ann' }, { uid: 2, name }] });
const error = (code, more = {}) => ({ type: 'error', code, message: `about ${code}`, room: '1', ...more });

function inside(options) {
  const fake = fakeChat(options);
  fake.signIn(alice);
  fake.chat.framesCame([say('of the company', { seq: 1 })]);
  return fake;
}

/** All that is in what the page shows, as text. */
const shown = ({ chat: { state } }) => JSON.stringify({ ...state, members: [...state.room.members], marks: [...state.marks], barrier: null });

describe('one who signed in', () => {
  it('is asked for no nickname and comes in under the name of the sign-on, without a token', () => {
    const { chat, sent, become, tab } = fakeChat();
    chat.identified(alice);
    expect([chat.state.entered, chat.state.name]).toEqual([true, 'Alice Example']);
    become('open');
    expect(sent).toEqual(['{"type":"login","name":"Alice Example","room":"1"}']);
    chat.framesCame([list('Alice Example')]);
    expect(tab.map.size).toBe(0);
  });

  it('has the name that the server tells', () => {
    const fake = fakeChat();
    fake.chat.identified(alice);
    fake.become('open');
    fake.chat.framesCame([list('Alice E. (Staff)')]);
    fake.write('hi');
    expect([fake.chat.state.name, fake.chat.state.lines.at(-1).author]).toEqual(['Alice E. (Staff)', 'Alice E. (Staff)']);
  });

  it('comes in again after a break and goes on reading, although the name has changed', () => {
    const fake = inside();
    fake.become('waiting');
    fake.chat.identified({ ...alice, name: 'Alice Other' });
    fake.become('open');
    expect(JSON.parse(fake.sent.at(-1))).toEqual(jasmine.objectContaining({ type: 'login', seq: 1 }));
    expect(fake.texts()).toEqual(['of the company']);
  });

  it('is not taken for the guest whom the tab remembers', () => {
    const tab = fakeStorage({ 'kaiwa.name': 'me', 'kaiwa.draft.["me","1"]': '{"text":"of the guest","to":"all"}' });
    const { chat } = fakeChat({ tab });
    expect(chat.state.draft).toBe('of the guest');
    chat.identified(alice);
    expect([chat.state.name, chat.state.draft, tab.map.has('kaiwa.name')]).toEqual(['Alice Example', '', false]);
  });

  it('sees nothing of another who was there before on the same page', () => {
    const fake = inside();
    fake.chat.write('half a sentence');
    fake.become('waiting');
    fake.chat.identified(bob);
    expect(shown(fake)).not.toMatch(/company|half|Alice/);
    expect([fake.chat.state.name, fake.chat.state.entered]).toEqual(['Bob', true]);
  });

  it('is told why the server does not let one in, and tries no other name', () => {
    const { chat, calls, become } = fakeChat();
    chat.identified(alice);
    become('open');
    chat.framesCame([error('name_invalid')]);
    expect(chat.state.barrier).toEqual({ what: 'refused', code: 'name_invalid', message: 'about name_invalid' });
    expect([chat.state.entered, calls]).toEqual([false, ['close']]);
  });

  it('waits as anybody when the server cannot let one in at the moment', () => {
    const { chat, sent, become, clock } = fakeChat();
    chat.identified(alice);
    become('open');
    chat.framesCame([error('try_again', { retry_after_ms: 700 })]);
    clock.wind(700);
    expect([chat.state.barrier, sent.length]).toEqual([null, 2]);
  });
});

describe('a guest', () => {
  it('is one who goes on under the nickname that the tab remembers', () => {
    const { chat, become, sent } = fakeChat({ tab: fakeStorage({ 'kaiwa.name': 'me' }) });
    chat.identified({ auth: 'guest' });
    become('open');
    expect([chat.state.name, sent]).toEqual(['me', ['{"type":"login","name":"me","room":"1","token":"token-of-me"}']]);
  });

  it('is known as such also after leaving', () => {
    const { chat, enter } = fakeChat();
    chat.identified({ auth: 'guest' });
    expect(chat.state.name).toBe(null);
    enter();
    chat.leave();
    expect(chat.state.identity).toEqual({ auth: 'guest' });
  });
});

describe('the end of a session', () => {
  it('leaves nothing to be read, and says why', () => {
    const fake = inside();
    fake.become('signed_out', { reason: 'session_expired' });
    expect(shown(fake)).not.toMatch(/company|Ann|Alice/);
    expect([fake.chat.state.barrier, fake.chat.state.entered]).toEqual([{ what: 'signed_out', reason: 'session_expired', kept: false }, false]);
  });

  it('says that what is not sent is kept', () => {
    const written = inside();
    written.chat.write('half a sentence');
    const waiting = inside();
    waiting.write('waits');
    const changing = inside();
    changing.chat.framesCame([say('mine', { seq: 2, from_uid: 2 })]);
    changing.chat.editLast();
    changing.chat.write('');
    const stillToChange = inside({ tab: fakeStorage({
      'kaiwa.draft.["[\\"https://id.example\\",\\"a1\\"]","1"]': '{"text":"","to":"all","edit":{"inbox":false,"target":9,"original":"a","text":"b"}}',
    }) });
    for (const fake of [written, waiting, changing, stillToChange]) {
      fake.become('signed_out', { reason: 'session_ended' });
      expect([fake.chat.state.barrier.kept, fake.chat.state.draft, fake.chat.state.outbox]).toEqual([true, '', []]);
    }
  });

  it('lets nobody in by itself', () => {
    const fake = inside();
    fake.become('signed_out', { reason: 'session_ended' });
    fake.chat.identified(alice);
    fake.become('open');
    expect([fake.sent, fake.chat.state.barrier.what]).toEqual([[], 'signed_out']);
  });

  it('gives back what waited and what was half written to the same user under another name, and to nobody else', () => {
    const fake = inside();
    fake.write('waits');
    fake.chat.write('half a sentence');
    fake.become('signed_out', { reason: 'session_ended' });
    const others = fakeChat(fake);
    others.signIn(bob, 3);
    expect([others.chat.state.draft, others.texts(), others.said()]).toEqual(['', [], []]);
    const own = fakeChat(fake);
    own.signIn({ ...alice, name: 'Alice Other' });
    expect([own.chat.state.draft, own.texts()]).toEqual(['half a sentence', ['waits']]);
  });
});

describe('signing out', () => {
  it('leaves the room and nothing to be read, and goes where the server says', async () => {
    const fake = inside({ signOut: async () => 'https://id.example/logout' });
    const done = fake.chat.signOut();
    expect(fake.sent).toEqual(['{"type":"logout","room":"1"}']);
    expect(shown(fake)).not.toMatch(/company|"Ann"/);
    expect([fake.chat.state.barrier, fake.chat.state.entered]).toEqual([{ what: 'signing_out' }, false]);
    await done;
    expect(fake.calls).toEqual(['loggedIn', 'close', 'go https://id.example/logout']);
  });

  it('takes away what this user was writing in this tab, in every room, and nothing of others', async () => {
    const tab = fakeStorage({ 'kaiwa.draft.["me","1"]': '{}', 'kaiwa.draft.["[\\"https://id.example\\",\\"a11\\"]","1"]': '{}', other: 'x' });
    const fake = inside({ tab, room: '1' });
    fake.chat.write('half a sentence');
    const elsewhere = fakeChat({ tab, room: 'tea' });
    elsewhere.chat.identified(alice);
    elsewhere.chat.write('and another');
    expect(tab.map.size).toBe(5);
    await fake.chat.signOut();
    expect([...tab.map.keys()]).toEqual(['kaiwa.draft.["me","1"]', 'kaiwa.draft.["[\\"https://id.example\\",\\"a11\\"]","1"]', 'other']);
  });

  it('that fails is said, takes nothing away, and can be tried again', async () => {
    let answers = Promise.reject(new Error('503'));
    const fake = inside({ signOut: () => answers });
    fake.chat.write('half a sentence');
    await fake.chat.signOut();
    expect([fake.chat.state.barrier, fake.tab.map.size]).toEqual([{ what: 'sign_out_failed' }, 1]);
    answers = Promise.resolve('/signed-out.html');
    await fake.chat.signOut();
    expect([fake.calls.at(-1), fake.tab.map.size]).toEqual(['go /signed-out.html', 0]);
  });
});

describe('a room that is limited to groups', () => {
  const forbidden = error('forbidden');

  it('is not entered and not tried again', () => {
    const { chat, calls, sent, become } = fakeChat();
    chat.identified(alice);
    become('open');
    chat.framesCame([forbidden]);
    expect([chat.state.barrier, chat.state.entered, calls]).toEqual([{ what: 'forbidden', room: '1' }, false, ['close']]);
    become('idle');
    become('open');
    expect(sent.length).toBe(1);
  });

  it('is closed to a guest as well, who keeps the nickname', () => {
    const fake = fakeChat({ tab: fakeStorage({ 'kaiwa.name': 'me' }) });
    fake.chat.identified({ auth: 'guest' });
    fake.become('open');
    fake.chat.framesCame([forbidden]);
    expect([fake.chat.state.barrier.what, fake.chat.state.nameError, fake.tab.map.get('kaiwa.name')]).toEqual(['forbidden', null, 'me']);
  });

  it('is not to be read any more when the membership is taken away, whatever was asked meanwhile', () => {
    const fake = inside();
    fake.chat.framesCame([{ type: 'history', room: '1', more: true, messages: [say('older', { seq: 1, epoch: 'f' })] }]);
    fake.chat.showOlder();
    fake.chat.write('half a sentence');
    fake.chat.framesCame([say('news', { seq: 2 }), forbidden, { type: 'logout', uid: 2, room: '1' }, say('more news', { seq: 3 })]);
    fake.chat.framesCame([list('Alice Example'), say('late news', { seq: 4 })]);
    expect(shown(fake)).not.toMatch(/company|news|"Ann"|half/);
    expect([fake.chat.state.barrier, fake.calls.at(-1)]).toEqual([{ what: 'forbidden', room: '1' }, 'close']);
    expect(fakeChat(fake).chat.state.draft).toBe('');
    const again = fakeChat(fake);
    again.signIn(alice);
    expect(again.chat.state.draft).toBe('half a sentence');
  });

  it('is another matter than one message that is refused, and than another room', () => {
    const fake = inside();
    fake.write('x');
    fake.chat.framesCame([error('forbidden', { id: 'm-1' }), error('forbidden', { room: 'tea' })]);
    expect([fake.chat.state.barrier, fake.chat.state.lines.at(-1).refused.code]).toEqual([null, 'forbidden']);
  });
});
