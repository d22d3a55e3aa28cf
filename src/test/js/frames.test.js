import { decodeFrame, deleteFrame, editFrame, historyFrame, loginFrame, logoutFrame, pingFrame, sayFrame } from '/app/wire/frames.js';

describe('a frame that the page sends', () => {
  it('says the login in the members and the order of the protocol', () => {
    expect(loginFrame({ name: 'mynick', room: '1', token: 't' })).toBe('{"type":"login","name":"mynick","room":"1","token":"t"}');
    expect(loginFrame({ name: 'mynick', room: '1', token: 't', read: { epoch: 'e', seq: 8 }, inbox: { epoch: 'i', seq: 4 } }))
      .toBe('{"type":"login","name":"mynick","room":"1","token":"t","epoch":"e","seq":8,"inbox":{"epoch":"i","seq":4}}');
    expect(logoutFrame('1')).toBe('{"type":"logout","room":"1"}');
  });

  it('says a message to everyone with both blanks of the capture', () => {
    expect(sayFrame('all', 'hi,  all !', '1', 'm-1')).toBe('{"type":"say","to_uid":"all","content":"hi,  all !","room":"1","id":"m-1"}');
  });

  it('names the addressee of a private message by a number', () => {
    expect(sayFrame(783654164, 'psst', '1', 'm-1')).toBe('{"type":"say","to_uid":783654164,"content":"psst","room":"1","id":"m-1"}');
  });

  it('names the log of a message that is to be changed, and of older ones', () => {
    expect(editFrame('1', 812, 'new', 'e-1')).toBe('{"type":"edit","room":"1","target":812,"content":"new","id":"e-1"}');
    expect(editFrame(null, 812, 'new', 'e-1')).toBe('{"type":"edit","inbox":true,"target":812,"content":"new","id":"e-1"}');
    expect(deleteFrame('1', 812, 'd-1')).toBe('{"type":"delete","room":"1","target":812,"id":"d-1"}');
    expect(deleteFrame(null, 812, 'd-1')).toBe('{"type":"delete","inbox":true,"target":812,"id":"d-1"}');
    expect(historyFrame('1', 763, 50)).toBe('{"type":"history","room":"1","before":763,"limit":50}');
    expect(historyFrame(null, 763, 50)).toBe('{"type":"history","inbox":true,"before":763,"limit":50}');
  });

  it('asks for a sign of life', () => {
    expect(pingFrame()).toBe('{"type":"ping"}');
  });
});

describe('a frame that the server sends', () => {
  it('is read as it is, escapes and all', () => {
    expect(decodeFrame('{"type":"login","uid":5,"name":"\\u732a\\u732a","time":"2014-08-12 17:50:30"}').name).toBe('猪猪');
  });

  it('of a type nobody knows is let through, whatever is in it', () => {
    expect(decodeFrame('{"type":"reaction","x":1}')).toEqual({ type: 'reaction', x: 1 });
    expect(decodeFrame('{"type":"toString"}')).toEqual({ type: 'toString' });
  });

  const nonsense = ['', 'hello', '{', 'null', '5', '"say"', '[]', '{}', '{"type":5}',
    '{"type":"login","uid":"5","name":"x"}', '{"type":"login","uid":5}', '{"type":"user_list","uid":1,"user_list":{}}',
    '{"type":"user_list","uid":1,"user_list":[null]}', '{"type":"user_list","user_list":[]}', '{"type":"logout"}',
    '{"type":"say","from_uid":1,"to_uid":"all","content":5}', '{"type":"say","from_uid":1,"to_uid":"5","content":"x"}',
    '{"type":"edit","from_uid":1,"content":"x","seq":2}', '{"type":"edit","from_uid":1,"target":1,"seq":2}', '{"type":"delete","from_uid":1,"target":1}',
    '{"type":"gap","reason":"retention"}', '{"type":"error"}', undefined, new ArrayBuffer(2)];
  for (const data of nonsense) {
    it(`is none when it is ${typeof data === 'string' ? `'${data}'` : typeof data}`, () => {
      expect(decodeFrame(data)).toBe(null);
    });
  }
});
