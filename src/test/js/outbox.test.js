import { OUTBOX_LIMIT, UNDER_WAY_LIMIT } from '/app/chat/outbox.js';
import { fakeChat } from './support/fake-chat.js';
import { fakeClock } from './support/fake-clock.js';
import { fakeStorage } from './support/fake-storage.js';

const say = (content, more = {}) => ({ type: 'say', from_uid: 2, to_uid: 'all', content, room: '1', from_name: 'me', epoch: 'e', ...more });
const error = (code, id, more = {}) => ({ type: 'error', code, message: `about ${code}`, room: '1', id, ...more });
const pending = (kept) => [...kept.map.keys()].filter((key) => key.startsWith('kaiwa.outbox.')).length;

function inside(options) {
  const fake = fakeChat(options);
  fake.enter();
  return fake;
}

/** The page after a reload: the same browser and tab, and another page. */
function reloaded({ tab, kept }, seed = 'r') {
  const fake = fakeChat({ tab, kept, seed });
  fake.come = () => {
    fake.become('open');
    fake.welcome();
  };
  return fake;
}

describe('what is written and not acknowledged', () => {
  it('is sent again after a break, in its order, under the same ids, and before what is written later', () => {
    const fake = inside();
    ['a', 'b'].forEach(fake.write);
    fake.become('waiting');
    fake.write('c');
    fake.sent.length = 0;
    fake.become('open');
    fake.welcome();
    expect(fake.said().map(({ id, content }) => [id, content])).toEqual([['m-1', 'a'], ['m-2', 'b'], ['m-3', 'c']]);
  });

  it('is not sent again when its acknowledgement came before the break', () => {
    const fake = inside();
    ['a', 'b'].forEach(fake.write);
    fake.chat.framesCame([say('a', { id: 'm-1', seq: 1 })]);
    fake.become('waiting');
    fake.sent.length = 0;
    fake.become('open');
    fake.welcome();
    expect(fake.said().map(({ content }) => content)).toEqual(['b']);
  });

  it('is shown once when the message comes with what was missed, and nothing is sent again', () => {
    const fake = inside();
    fake.chat.framesCame([say('before', { seq: 1, from_uid: 1 })]);
    fake.write('a');
    fake.become('waiting');
    fake.sent.length = 0;
    fake.become('open');
    fake.chat.framesCame([{ type: 'user_list', room: '1', uid: 2, user_list: [{ uid: 2, name: 'me' }] }, say('a', { id: 'm-1', seq: 2 })]);
    expect([fake.said(), fake.texts(), fake.chat.state.outbox]).toEqual([[], ['before', 'a'], []]);
  });

  it('is only acknowledged, and not shown again, by what has come already', () => {
    const fake = inside();
    fake.write('a');
    fake.chat.framesCame([say('other', { seq: 1, from_uid: 1 }), say('x', { seq: 2, from_uid: 1 }), say('a', { id: 'm-1', seq: 2 })]);
    expect([fake.texts(), fake.chat.state.outbox]).toEqual([['other', 'x'], []]);
  });

  it('is not acknowledged by another who uses its id', () => {
    const fake = inside();
    fake.write('a');
    fake.chat.framesCame([say('a', { id: 'm-1', seq: 1, from_uid: 1 })]);
    expect(fake.chat.state.outbox.length).toBe(1);
  });

  it('outlives a reload, private or not, as what it was', () => {
    const fake = inside();
    fake.write('to all');
    fake.chat.choose(1);
    fake.write('psst');
    const page = reloaded(fake);
    expect([page.texts(), page.chat.state.lines.map(({ waiting }) => waiting)]).toEqual([['to all', 'psst'], ['say', 'say']]);
    page.come();
    expect(page.said().map(({ id, to_uid: to, content }) => [id, to, content])).toEqual([['m-1', 'all', 'to all'], ['m-2', 1, 'psst']]);
    page.chat.framesCame([{ type: 'history', room: '1', messages: [say('to all', { id: 'm-1', seq: 1 })] },
      say('psst', { to_uid: 1, id: 'm-2', seq: 1, epoch: 'i', inbox: true })]);
    expect([page.texts(), pending(fake.kept)]).toEqual([['to all', 'psst'], 0]);
  });

  it('waits for its own nickname and room', () => {
    const fake = inside();
    fake.write('of me in 1');
    fake.chat.leave();
    expect(fake.chat.state.left).toEqual({ name: 'me', count: 1 });
    fake.become('open');
    fake.chat.enter('other');
    fake.welcome(3);
    expect(fake.texts()).toEqual([]);
    const elsewhere = fakeChat({ kept: fake.kept, room: 'tea' });
    elsewhere.enter();
    expect(elsewhere.texts()).toEqual([]);
    const again = fakeChat({ kept: fake.kept });
    again.enter();
    expect(again.texts()).toEqual(['of me in 1']);
  });

  it('is not overwritten by another tab that writes at the same time', () => {
    const kept = fakeStorage();
    inside({ kept, seed: 'a' }).write('of one tab');
    inside({ kept, seed: 'b' }).write('of the other');
    expect(reloaded({ tab: fakeStorage({ 'kaiwa.name': 'me' }), kept }).texts().sort()).toEqual(['of one tab', 'of the other']);
  });

  it('goes from the page when another tab has sent or discarded it', () => {
    const fake = inside();
    fake.write('a');
    fake.chat.keptElsewhere('kaiwa.outbox.m-1', null);
    fake.chat.keptElsewhere('kaiwa.tokens', '[]');
    expect([fake.texts(), fake.chat.state.outbox]).toEqual([[], []]);
  });

  it('is no more than the server takes at once, and the next follow the answers', () => {
    const fake = inside();
    fake.become('waiting');
    const texts = Array.from({ length: 40 }, (_, index) => `t${index + 1}`);
    texts.forEach(fake.write);
    fake.become('open');
    fake.welcome();
    expect(fake.said().length).toBe(UNDER_WAY_LIMIT);
    fake.chat.framesCame([say('t1', { id: 'm-1', seq: 1 }), say('t2', { id: 'm-2', seq: 2 })]);
    expect(fake.said().map(({ content }) => content)).toEqual(texts.slice(0, UNDER_WAY_LIMIT + 2));
  });

  it('has a bound, past which the text stays in the composer', () => {
    const fake = inside();
    fake.chat.framesCame([say('mine', { seq: 1 })]);
    fake.become('waiting');
    for (let count = 0; count <= OUTBOX_LIMIT; count += 1) {
      fake.write(`t${count}`);
    }
    expect([fake.chat.state.outbox.length, fake.chat.state.draft, fake.chat.state.full]).toEqual([OUTBOX_LIMIT, `t${OUTBOX_LIMIT}`, true]);
    fake.chat.remove(fake.chat.state.lines[0].key);
    expect(pending(fake.kept)).toBe(OUTBOX_LIMIT);
  });

  for (const nonsense of ['', '{', 'null', '5', '{"id":"x","order":1,"at":1,"kind":"toString","name":"me","room":"1"}',
    '{"id":"x","order":1,"at":1,"kind":"say","to":"5","text":"x","name":"me","room":"1"}', '{"id":"x","order":1,"at":1,"kind":"edit","text":"x","name":"me","room":"1"}']) {
    it(`is not '${nonsense}', which somebody else has left there`, () => {
      const fake = reloaded({ tab: fakeStorage({ 'kaiwa.name': 'me' }), kept: fakeStorage({ 'kaiwa.outbox.x': nonsense }) });
      fake.come();
      expect(fake.said()).toEqual([]);
    });
  }
});

describe('what the server cannot take at the moment', () => {
  for (const code of ['try_again', 'rate_limited']) {
    it(`is sent again after the time that it names, with what has been written since (${code})`, () => {
      const fake = inside();
      ['a', 'b'].forEach(fake.write);
      fake.chat.framesCame([error(code, 'm-1', { retry_after_ms: 500 }), error(code, 'm-2', { retry_after_ms: 500 })]);
      fake.write('c');
      expect([fake.said().length, fake.chat.state.held]).toEqual([2, true]);
      fake.clock.wind(499);
      expect(fake.said().length).toBe(2);
      fake.clock.wind(1);
      expect(fake.said().slice(2).map(({ id }) => id)).toEqual(['m-1', 'm-2', 'm-3']);
      expect([fake.chat.state.held, fake.chat.state.sendError]).toEqual([false, null]);
    });
  }

  it('is sent at the next login when the line breaks meanwhile, and not twice', () => {
    const fake = inside();
    fake.write('a');
    fake.chat.framesCame([error('try_again', 'm-1', { retry_after_ms: 500 })]);
    fake.become('waiting');
    fake.become('open');
    fake.welcome();
    expect(fake.said().length).toBe(2);
    fake.clock.wind(10_000);
    expect(fake.said().length).toBe(2);
  });
});

describe('what the server refuses', () => {
  function refused(code = 'recipient_unknown') {
    const fake = inside();
    fake.chat.choose(1);
    fake.write('psst');
    fake.chat.choose('all');
    fake.chat.framesCame([error(code, 'm-1')]);
    fake.sent.length = 0;
    return fake;
  }

  it('stays to be seen with the reason, goes to nobody by itself, and holds up nothing', () => {
    const fake = refused();
    expect(fake.chat.state.lines.at(-1).refused).toEqual({ id: 'm-1', kind: 'say', text: 'psst', again: true, code: 'recipient_unknown', message: 'about recipient_unknown' });
    fake.write('to all');
    fake.become('waiting');
    fake.become('open');
    fake.welcome();
    expect(fake.said().map(({ content }) => content)).toEqual(['to all', 'to all']);
    expect([fake.chat.state.draft, fake.chat.state.sendError]).toEqual(['', null]);
  });

  it('is still there after a reload, and is not sent', () => {
    const page = reloaded(refused());
    page.come();
    expect([page.texts(), page.said()]).toEqual([['psst'], []]);
  });

  it('is sent again to the same addressee when the reader wants it', () => {
    const fake = refused();
    fake.chat.sendAgain('m-1');
    expect(fake.said()).toEqual([{ type: 'say', to_uid: 1, content: 'psst', room: '1', id: 'm-1' }]);
    expect(fake.chat.state.lines.at(-1).waiting).toBe('say');
    expect(pending(fake.kept)).toBe(1);
  });

  it('is sent again under another id when it was the id', () => {
    const fake = refused('id_conflict');
    fake.chat.sendAgain('m-1');
    expect(fake.said().map(({ id }) => id)).toEqual(['m-2']);
    expect([...fake.kept.map.keys()]).toEqual(['kaiwa.outbox.m-2']);
  });

  it('is gone when the reader discards it, and what is not refused cannot be discarded', () => {
    const fake = refused();
    fake.chat.discard('m-1');
    expect([fake.texts(), pending(fake.kept)]).toEqual([[], 0]);
    fake.write('x');
    fake.chat.discard('m-2');
    expect(fake.texts()).toEqual(['x']);
  });

  it('stands under the message that it was to change, which is as it was', () => {
    const fake = inside();
    fake.chat.framesCame([say('mine', { seq: 1 })]);
    fake.chat.editLast();
    fake.write('better');
    fake.chat.framesCame([error('target_unknown', 'm-1')]);
    expect([fake.texts(), fake.chat.state.lines.at(-1).refused.text]).toEqual([['mine'], 'better']);
    fake.chat.discard('m-1');
    expect(fake.chat.state.lines.at(-1).refused).toBe(undefined);
  });

  it('stands by itself when the message that it was to change is not there', () => {
    const fake = inside();
    fake.chat.framesCame([say('mine', { seq: 1 })]);
    fake.chat.editLast();
    fake.write('better');
    fake.chat.framesCame([error('target_unknown', 'm-1')]);
    const page = reloaded(fake);
    expect(page.chat.state.lines.map(({ text, isLoose }) => [text, isLoose])).toEqual([['better', true]]);
  });
});

describe('a server that has lost its memory', () => {
  it('is not sent what was meant for somebody whom it does not know as the same', () => {
    const fake = inside();
    fake.become('waiting');
    fake.write('to all');
    fake.chat.choose(1);
    fake.write('psst');
    fake.become('open');
    fake.welcome(77);
    expect(fake.said().map(({ content }) => content)).toEqual(['to all']);
    expect(fake.chat.state.lines.at(-1).refused).toEqual(jasmine.objectContaining({ code: 'identity_changed', again: false }));
    fake.chat.sendAgain('m-2');
    expect(fake.said().length).toBe(1);
  });

  it('is not sent a change of a message whose number means another now', () => {
    const fake = inside();
    fake.chat.framesCame([say('mine', { seq: 1 })]);
    fake.become('waiting');
    fake.chat.editLast();
    fake.write('better');
    fake.become('open');
    fake.chat.framesCame([{ type: 'user_list', room: '1', uid: 2, user_list: [] }, { type: 'gap', room: '1', from: 1, to: 0, reason: 'epoch' },
      { type: 'live', room: '1', seq: 0, epoch: 'f' }]);
    expect(fake.said()).toEqual([]);
    expect(fake.chat.state.lines.at(-1).refused.code).toBe('log_changed');
  });
});

describe('a line that breaks again and again', () => {
  // A server that keeps what it is told under its id, over a line that loses what is under way.
  function world(random) {
    const log = [];
    const clock = fakeClock();
    const storages = { tab: fakeStorage({ 'kaiwa.name': 'me' }), kept: fakeStorage() };
    let toServer = [];
    let toPage = [];
    let pages = 0;
    let page;

    function load() {
      pages += 1;
      page = fakeChat({ ...storages, clock, seed: `p${pages}`, onSend: (frame) => toServer.push(JSON.parse(frame)) });
    }

    function answer(frame) {
      if (frame.type === 'login') {
        toPage.push({ type: 'user_list', room: '1', uid: 2, user_list: [{ uid: 2, name: 'me' }] });
        const missed = log.filter(({ seq }) => seq > (frame.seq ?? 0));
        if (frame.seq === undefined) {
          toPage.push({ type: 'history', room: '1', messages: missed });
        } else {
          toPage.push(...missed, { type: 'live', room: '1', seq: log.length, epoch: 'e' });
        }
      } else if (frame.type === 'rooms') {
        toPage.push({ type: 'error', code: 'type_unknown', message: 'It is a simple one.' });
      } else if (random() < 0.1) {
        toPage.push(error('try_again', frame.id, { retry_after_ms: 100 }));
      } else {
        const known = log.find(({ id }) => id === frame.id);
        const stored = known ?? say(frame.content, { id: frame.id, seq: log.length + 1 });
        if (known === undefined) {
          log.push(stored);
        }
        toPage.push(stored);
      }
    }

    load();
    return {
      log,
      get page() {
        return page;
      },
      get idle() {
        return toServer.length === 0 && toPage.length === 0;
      },
      serve: () => toServer.length > 0 && answer(toServer.shift()),
      tell: () => toPage.length > 0 && page.chat.framesCame(toPage.splice(0, 1 + Math.floor(random() * toPage.length))),
      wait: () => clock.wind(150),
      breakLine() {
        toServer = [];
        toPage = [];
        page.become('waiting');
      },
      come: () => page.chat.state.connection.phase !== 'open' && page.become('open'),
      reload() {
        page.become('idle');
        toServer = [];
        toPage = [];
        load();
      },
    };
  }

  // mulberry32
  function numbers(seed) {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
  }

  it('loses nothing that was written, sends nothing twice and shows everything once, whatever meets', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = numbers(seed);
      const it = world(random);
      const written = [];
      const steps = [
        [30, () => {
          written.push(`w${written.length}`);
          it.page.write(written.at(-1));
        }],
        [60, it.serve], [60, it.tell], [30, it.come], [10, it.wait], [6, it.breakLine], [3, it.reload],
      ];
      const total = steps.reduce((sum, [weight]) => sum + weight, 0);
      for (let step = 0; step < 300 && written.length < 90; step += 1) {
        let rest = random() * total;
        steps.find(([weight]) => {
          rest -= weight;
          return rest < 0;
        })[1]();
      }
      it.come();
      for (let step = 0; step < 2_000 && !(it.idle && it.page.chat.state.outbox.length === 0); step += 1) {
        it.serve();
        it.tell();
        it.wait();
      }
      const context = `seed ${seed}`;
      expect(it.log.map(({ content }) => content).sort()).withContext(context).toEqual([...written].sort());
      expect(it.page.texts()).withContext(context).toEqual(it.log.map(({ content }) => content));
      expect(it.page.chat.state.outbox).withContext(context).toEqual([]);
    }
  });
});
