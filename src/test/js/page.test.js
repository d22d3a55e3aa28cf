import { addressOf, messageFrom, roomFrom } from '/app/chat/address.js';
import { moment, tabTitle } from '/app/chat/format.js';
import { cancelsOn, goesUpOn, jumpsOn, sendsOn } from '/app/chat/keys.js';
import { marksOf } from '/app/chat/labels.js';
import { statusOf } from '/app/chat/status.js';
import { text } from '/app/i18n/en.js';

describe('the address of the page', () => {
  for (const [search, room] of [['', '1'], ['?room_id=5', '5'], ['?room=tea', 'tea'], ['?room_id=5&room=tea', '5'], ['?room_id=%20', '1'],
    ['?room=%E8%8C%B6', '茶'], ['?room=a%26b', 'a&b']]) {
    it(`'${search}' names the room ${room}`, () => expect(roomFrom(search)).toBe(room));
  }
});

describe('the address of a message', () => {
  it('names the room and the message, and is read as it was written', () => {
    expect(addressOf('a&b 茶', 812)).toBe('?room=a%26b%20%E8%8C%B6#812');
    const url = new URL(addressOf('a&b 茶', 812), 'http://chat.example/');
    expect([roomFrom(url.search), messageFrom(url.hash)]).toEqual(['a&b 茶', 812]);
  });

  for (const hash of ['', '#', '#x', '#-1', '#0', '#1.5', '#1e3', `#${'9'.repeat(20)}`]) {
    it(`names none by '${hash}'`, () => expect(messageFrom(hash)).toBe(null));
  }
});

describe('the key to another room', () => {
  const key = { key: 'k', ctrlKey: true, metaKey: false, shiftKey: false, altKey: false, isComposing: false, keyCode: 75 };
  it('is Ctrl and K, or Command and K, and no other', () => {
    expect([jumpsOn(key), jumpsOn({ ...key, ctrlKey: false, metaKey: true }), jumpsOn({ ...key, key: 'K' })]).toEqual([true, true, true]);
    for (const more of [{ ctrlKey: false }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { key: 'j' }, { isComposing: true }]) {
      expect(jumpsOn({ ...key, ...more })).toBe(false);
    }
  });
});

describe('what is said of who types', () => {
  const words = (...names) => text.isTyping(names).map((part) => part.name ?? part).join('');
  it('names one or two, and no more', () => {
    expect([words(), words('Ann'), words('Ann', 'Bo'), words('Ann', 'Bo', 'Cy')])
      .toEqual(['', 'Ann is typing…', 'Ann and Bo are typing…', 'Several people are typing…']);
  });
});

describe('what is said of a change of the room', () => {
  const words = (change) => text.roomNotice.changed('Ann', change).map((part) => part.name ?? part).join('');
  it('says who did what, with names apart from the words', () => {
    const people = [{ uid: 1, name: 'Bo' }, { uid: 2, name: 'Cy' }, { uid: 3, name: 'Di' }];
    expect([words({ title: 'Tea' }), words({ topic: '' }), words({ topic: 'x' }), words({ archived: true }), words({ archived: false }),
      words({ invited: people }), words({ removed: people.slice(0, 1) }), words({})])
      .toEqual(['Ann named this room “Tea”', 'Ann took the topic away', 'Ann set the topic to “x”', 'Ann archived this room',
        'Ann took this room out of the archive', 'Ann invited Bo, Cy and Di', 'Ann removed Bo', 'Ann changed this room']);
  });
});

describe('a key in the composer', () => {
  const enter = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

  it('sends when it is Enter', () => expect(sendsOn(enter)).toBe(true));
  it('begins a new line with Shift', () => expect(sendsOn({ ...enter, shiftKey: true })).toBe(false));
  it('does not send while an input method composes', () => expect(sendsOn({ ...enter, isComposing: true })).toBe(false));
  it('does not send when it ends the composing in Safari', () => expect(sendsOn({ ...enter, keyCode: 229 })).toBe(false));
  it('cancels when it is Escape, but not while an input method composes', () => {
    expect(cancelsOn({ ...enter, key: 'Escape' })).toBe(true);
    expect(cancelsOn({ ...enter, key: 'Escape', isComposing: true })).toBe(false);
  });

  it('goes up when it is ArrowUp alone', () => {
    expect(goesUpOn({ ...enter, key: 'ArrowUp' })).toBe(true);
    for (const more of [{ shiftKey: true }, { altKey: true }, { ctrlKey: true }, { metaKey: true }, { isComposing: true }]) {
      expect(goesUpOn({ ...enter, key: 'ArrowUp', ...more })).toBe(false);
    }
  });

  it('does not send when it is another', () => expect(sendsOn({ ...enter, key: 'a' })).toBe(false));
});

describe('the banner', () => {
  it('is silent while the line is open', () => expect(statusOf({ phase: 'open' }, true, 0).what).toBe(null));

  it('says that the server cannot take anything, while the line is open', () => {
    expect(statusOf({ phase: 'open' }, true, 0, true)).toEqual({ kind: 'held', what: 'held', action: null });
  });

  it('counts the seconds to the next try, and never says none', () => {
    const waiting = { phase: 'waiting', cause: 'lost', retryAt: 4_000 };
    expect(statusOf(waiting, true, 0)).toEqual({ kind: 'waiting', what: 'lost', action: 'try', seconds: 4 });
    expect(statusOf(waiting, true, 3_999).seconds).toBe(1);
    expect(statusOf(waiting, true, 9_000).seconds).toBe(1);
  });

  it('says that one is offline before anything else', () => {
    expect(statusOf({ phase: 'waiting', cause: 'restarting', retryAt: 0 }, false, 0).what).toBe('offline');
  });

  it('says why it stopped, and offers to connect again', () => {
    expect(statusOf({ phase: 'stopped', code: 1008, reason: '' }, true, 0))
      .toEqual({ kind: 'stopped', what: 'stopped', code: 1008, reason: '', action: 'again' });
  });

  it('has words for all that it may say', () => {
    for (const what of ['connecting', 'offline', 'restarting', 'config', 'unreachable', 'lost', 'held']) {
      expect(typeof text.status[what]).toBe('string');
    }
  });
});

describe('the marks of people', () => {
  it('tell apart those with the same name, and nobody else', () => {
    const marks = marksOf([[783654164, 'Ann'], [783700053, 'Ann'], [5, 'Bob'], [783700053, 'Ann']]);
    expect([...marks]).toEqual([[783654164, '#4164'], [783700053, '#0053']]);
  });

  it('are as long as it takes', () => {
    expect([...marksOf([[1_114_164, 'Ann'], [2_224_164, 'Ann'], [7, 'Ann']]).values()]).toEqual(['#14164', '#24164', '#7']);
    expect([...marksOf([[1_999_994_164, 'Ann'], [999_994_164, 'Ann']]).values()]).toEqual(['#1999994164', '#999994164']);
  });
});

describe('a notice', () => {
  const words = (parts) => parts.map((part) => part.name ?? part).join('');

  it('lists names, and counts those that it does not list', () => {
    expect(words(text.notice.joined(['Ann'], 1))).toBe('Ann joined');
    expect(words(text.notice.left(['Ann', 'Bob'], 2))).toBe('Ann and Bob left');
    expect(words(text.notice.joined(['Ann', 'Bob'], 9))).toBe('Ann, Bob, and 7 others joined');
    expect(words(text.notice.joined(['Ann', 'Bob'], 3))).toBe('Ann, Bob, and 1 other joined');
  });

  it('keeps a name apart from its own words', () => {
    expect(text.notice.joined(['Ann left. Bob'], 1)).toEqual([{ name: 'Ann left. Bob' }, ' joined']);
  });
});

describe('what is not as usual', () => {
  it('has words, whatever it is', () => {
    const words = [
      ...['unknown', 'loading', 'more', 'beginning', 'kept'].map((top) => text.top[top]), text.top.full(6_000),
      ...['say', 'edit', 'delete'].flatMap((kind) => [text.waits[kind], text.refused[kind]('why')]),
      ...['edit', 'delete'].map((kind) => text.loose[kind]), ...['too_long', 'gone', 'full'].map((code) => text.sendErrors[code]('Ann')),
      ...['back', 'entered'].flatMap((what) => text.notice[what]()), ...text.notice.new_log(true), text.leftWaiting('Ann', 2), text.waiting(1),
    ];
    expect(words.filter((word) => typeof word !== 'string')).toEqual([]);
  });

  it('is said of one and of many', () => {
    expect(text.notice.missing(813, 813, false)).toEqual(['Message 813 is no longer kept']);
    expect(text.notice.missing(813, 1_820, true)).toEqual(['Private messages 813 to 1,820 are no longer kept']);
    expect([text.waiting(1), text.waiting(2)]).toEqual(['1 message waits to be sent.', '2 messages wait to be sent.']);
  });
});

describe('the title of the tab', () => {
  it('has the number of unread messages and the room', () => {
    expect(tabTitle('Kaiwa', null, 0)).toBe('Kaiwa');
    expect(tabTitle('Kaiwa', 'Tea', 0)).toBe('Tea – Kaiwa');
    expect(tabTitle('Kaiwa', 'Tea', 3)).toBe('(3) Tea – Kaiwa');
  });
});

describe('a moment', () => {
  it('is the same instant for a machine wherever the reader is', () => {
    expect(moment(Date.parse('2014-08-12T09:50:30.653Z'), 'en').iso).toBe('2014-08-12T09:50:30.653Z');
  });
});
