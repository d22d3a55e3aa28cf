import {
  changeFrame, createFrame, decodeFrame, deleteFrame, editFrame, historyFrame, joinFrame, loginFrame, logoutFrame, peopleFrame, pingFrame, reactFrame,
  readFrame, roomsFrame, sayFrame, statusFrame, typingFrame,
} from '/app/wire/frames.js';

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

  it('names what a message answers and whom it names, and says nothing of either where there is nothing', () => {
    expect(sayFrame('all', 'yes @Ann', '1', 'm-1', { replyTo: 812, mentions: [5, 7] }))
      .toBe('{"type":"say","to_uid":"all","content":"yes @Ann","room":"1","id":"m-1","reply_to":812,"mentions":[5,7]}');
    expect(sayFrame('all', 'yes', '1', 'm-1', { replyTo: undefined, mentions: undefined })).toBe(sayFrame('all', 'yes', '1', 'm-1'));
  });

  it('enters one more room anew, or where one was', () => {
    expect(joinFrame('tea')).toBe('{"type":"join","room":"tea"}');
    expect(joinFrame('tea', { epoch: 'e', seq: 41 })).toBe('{"type":"resume","room":"tea","epoch":"e","seq":41}');
  });

  it('reacts, and takes it back', () => {
    expect(reactFrame('react', '1', 812, '👍', 'm-5')).toBe('{"type":"react","target":812,"emoji":"👍","room":"1","id":"m-5"}');
    expect(reactFrame('unreact', '1', 812, '👍', 'm-5')).toBe('{"type":"unreact","target":812,"emoji":"👍","room":"1","id":"m-5"}');
  });

  it('tells what one is doing', () => {
    expect([typingFrame('1'), statusFrame(true)]).toEqual(['{"type":"typing","room":"1"}', '{"type":"status","away":true}']);
    expect([readFrame('1', 812), readFrame(null, 41)]).toEqual(['{"type":"read","room":"1","seq":812}', '{"type":"read","inbox":true,"seq":41}']);
  });

  it('asks for rooms and people', () => {
    expect([roomsFrame(), roomsFrame(''), peopleFrame('an')])
      .toEqual(['{"type":"rooms"}', '{"type":"rooms","find":""}', '{"type":"people","find":"an"}']);
  });

  it('makes a room and changes it, with no more than is wanted', () => {
    expect(createFrame({ kind: 'open', room: 'tea', title: 'Tea time', topic: 'Green' }, 'm-6'))
      .toBe('{"type":"create","kind":"open","room":"tea","title":"Tea time","topic":"Green","id":"m-6"}');
    expect(createFrame({ kind: 'direct', people: [5, 7] }, 'm-6')).toBe('{"type":"create","kind":"direct","people":[5,7],"id":"m-6"}');
    expect(changeFrame('tea', { archived: true }, 'm-7')).toBe('{"type":"change","room":"tea","archived":true,"id":"m-7"}');
    expect(changeFrame('x', { invite: [7, 8] }, 'm-7')).toBe('{"type":"change","room":"x","invite":[7,8],"id":"m-7"}');
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
    '{"type":"gap","reason":"retention"}', '{"type":"error"}',
    '{"type":"say","from_uid":1,"to_uid":"all","content":"x","reply_to":"5"}', '{"type":"say","from_uid":1,"to_uid":"all","content":"x","mentions":[null]}',
    '{"type":"say","from_uid":1,"to_uid":"all","content":"x","reactions":[{"emoji":"x","count":1}]}',
    '{"type":"react","from_uid":1,"target":1,"emoji":"","room":"1","seq":2}', '{"type":"unreact","from_uid":1,"target":1,"emoji":"x","seq":2}',
    `{"type":"react","from_uid":1,"target":1,"emoji":"${'x'.repeat(65)}","room":"1","seq":2}`,
    '{"type":"change","from_uid":1,"room":"1","seq":2,"title":5}', '{"type":"change","from_uid":1,"room":"1","seq":2,"invited":[5]}',
    '{"type":"typing","uid":1,"room":"1"}', '{"type":"status","uid":1,"name":"x","room":"1"}', '{"type":"read","seq":5}', '{"type":"rooms"}',
    '{"type":"rooms","rooms":[{"room":"1"}]}', '{"type":"room","room":"1","kind":"open","unread":"5"}', '{"type":"people","people":[1]}',
    undefined, new ArrayBuffer(2)];
  for (const data of nonsense) {
    it(`is none when it is ${typeof data === 'string' ? `'${data}'` : typeof data}`, () => {
      expect(decodeFrame(data)).toBe(null);
    });
  }
});
