import { asciiOf, bytesOf, hexAndAscii } from '/app/watch/dump.js';
import { dotted, headlineOf, timeOf } from '/app/watch/headline.js';
import { laidOut } from '/app/watch/json.js';
import { FIRST, payloadOf, unfolded } from '/app/watch/payload.js';
import { scriptOf } from '/app/watch/script.js';
import { words } from '/app/watch/words.js';

const line = (more = {}) => ({
  line: 7, client: '127.0.0.1:60653', server: '127.0.0.1:7272', user: 'mynick', subprotocol: '', head: 'GET / HTTP/1.1\r\nHost: 127.0.0.1:7272\r\n', ...more,
});
const frame = (more = {}) => ({
  what: 'frame', line: 7, at: '2014-08-12T09:50:30.652680Z', direction: 'in', fin: true, opcode: 1, length: 32, text: '{"type":"login","name":"mynick"}', ...more,
});
const headline = (packet, on = line()) => {
  const { time, client, server, isOut, what, user } = headlineOf(packet, on, words);
  return `${time.slice(-9)} ${isOut ? `${server} > ${client}` : `${client} > ${server}`}: ${[what, user].filter((part) => part !== null).join(', ')}`;
};

describe('the line of a packet', () => {
  it('is that of the founding document: who to whom, what, how long, and who it is', () => {
    expect(headline(frame())).toBe('30.652680 127.0.0.1.60653 > 127.0.0.1.7272: text, length 32, mynick');
    expect(headline(frame({ direction: 'out', opcode: 9, length: 0 }))).toBe('30.652680 127.0.0.1.7272 > 127.0.0.1.60653: ping, length 0, mynick');
  });

  it('says what is a part of a message, and of an opcode without a name its number', () => {
    expect(headline(frame({ fin: false }))).toContain(': text, fragment, length 32');
    expect(headline(frame({ opcode: 0, fin: false }))).toContain(': continuation, fragment, length 32');
    expect(headline(frame({ opcode: 0 }))).toContain(': continuation, last fragment, length 32');
    expect(headline(frame({ opcode: 11 }))).toContain(': opcode 11, length 32');
  });

  it('says of a connection what was agreed, and that it is gone', () => {
    expect(headline({ ...frame(), what: 'opened', direction: undefined }, line({ user: null, subprotocol: 'kaiwa.v1' })))
      .toBe('30.652680 127.0.0.1.60653 > 127.0.0.1.7272: opened, kaiwa.v1');
    expect(headline({ ...frame(), what: 'closed', direction: undefined })).toContain(': closed, mynick');
  });

  it('is there for a packet of a line that nobody knows', () => {
    const { client, server, what, user } = headlineOf(frame(), undefined, words);
    expect([client, server, what, user]).toEqual(['?', '?', 'text, length 32', null]);
  });

  it('has the time to the microsecond, in the time zone of the reader, whatever the server says behind the second', () => {
    const local = new Date('2014-08-12T09:50:30Z');
    const clock = [local.getHours(), local.getMinutes(), local.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
    expect(['', '.6', '.652', '.652680', '.652680999'].map((fraction) => timeOf(`2014-08-12T09:50:30${fraction}Z`)))
      .toEqual(['000000', '600000', '652000', '652680', '652680'].map((micros) => `${clock}.${micros}`));
  });

  it('has a dot before the port, of both kinds of address', () => {
    expect(['127.0.0.1:7272', '[::1]:7272', 'nonsense'].map(dotted)).toEqual(['127.0.0.1.7272', '::1.7272', 'nonsense']);
  });
});

describe('a payload', () => {
  const shown = (packet, view, more) => payloadOf(packet, { view, ...more });

  it('is in hex and ASCII as tcpdump -X writes it', () => {
    expect(shown(frame(), 'hex').text).toBe([
      '0x0000:  7b22 7479 7065 223a 226c 6f67 696e 222c  {"type":"login",',
      '0x0010:  226e 616d 6522 3a22 6d79 6e69 636b 227d  "name":"mynick"}',
    ].join('\n'));
    expect(hexAndAscii(bytesOf({ hex: '00ff41207f' }))).toBe('0x0000:  00ff 4120 7f                             ..A .');
    expect(hexAndAscii(bytesOf({ text: 'mynick!!x' }), 8)).toBe('0x0000:  6d79 6e69 636b 2121  mynick!!\n0x0008:  78                   x');
  });

  it('is in ASCII as tcpdump -A writes it, a dot for each other byte', () => {
    expect(shown(frame({ text: '猪\tok\r\nnext\r' }), 'ascii').text).toBe('...\tok\nnext.');
    expect(asciiOf(bytesOf({ hex: '' }))).toBe('');
  });

  it('is laid out as JSON with every token as it was on the wire', () => {
    const text = '{"name":"\\u732a, {\\"x\\": [1]}","n":1.0,"big":12345678901234567890,"no":[],"none":{},"l":[true,{"a":null}]}';
    expect(laidOut(text)).toBe([
      '{', '  "name": "\\u732a, {\\"x\\": [1]}",', '  "n": 1.0,', '  "big": 12345678901234567890,', '  "no": [],', '  "none": {},', '  "l": [', '    true,', '    {',
      '      "a": null', '    }', '  ]', '}',
    ].join('\n'));
    expect(laidOut(' [ 1 , 2 ] ')).toBe('[\n  1,\n  2\n]');
  });

  it('is folded in the view of JSON where it is some, and text otherwise', () => {
    expect(shown(frame(), 'json')).toEqual({ text: frame().text, isFolded: true, isCut: false });
    expect(unfolded(frame())).toBe('{\n  "type": "login",\n  "name": "mynick"\n}');
    for (const text of ['hello', '{"type":', '"a string"', '12', 'null', '****']) {
      expect(shown(frame({ text, length: text.length }), 'json')).toEqual({ text, isFolded: false, isCut: false });
    }
  });

  it('is of a close its code and its reason, and of other bytes hex', () => {
    expect(shown(frame({ opcode: 8, text: undefined, hex: '03e961776179', length: 6 }), 'text').text).toBe('1001 away');
    expect(shown(frame({ opcode: 8, text: undefined, hex: '03e8', length: 2 }), 'json').text).toBe('1000');
    expect(shown(frame({ opcode: 2, text: undefined, hex: '03e9', length: 2 }), 'text').text).toContain('0x0000:  03e9');
  });

  it('is cut where it is long, until one asks for all of it', () => {
    const long = frame({ text: 'x'.repeat(FIRST + 1), length: FIRST + 1 });
    for (const view of ['text', 'json', 'hex', 'ascii']) {
      expect(shown(long, view).isCut).withContext(view).toBeTrue();
      expect(shown(long, view, { isWhole: true }).isCut).toBeFalse();
      expect(shown(long, view, { isWhole: true }).text.length).toBeGreaterThan(shown(long, view).text.length);
      expect(shown(frame({ text: 'x'.repeat(FIRST), length: FIRST }), view).isCut).toBeFalse();
    }
  });
});

describe('a script line', () => {
  it('sends the same message once more', () => {
    expect(scriptOf(frame(), line(), false)).toBe(String.raw`printf '%s\n' '{"type":"login","name":"mynick"}' | websocat -n1 'ws://127.0.0.1:7272/'`);
  });

  it('goes where the client went, with what was agreed', () => {
    const behindProxy = line({ subprotocol: 'kaiwa.v1', head: 'GET /chat?x=1 HTTP/1.1\r\nAccept: */*\r\nhost: chat.example\r\n' });
    expect(scriptOf(frame(), behindProxy, true)).toContain("| websocat -n1 --protocol 'kaiwa.v1' 'wss://chat.example/chat?x=1'");
    expect(scriptOf(frame(), line({ server: '[::1]:7272', head: '' }), false)).toContain("'ws://[::1]:7272/'");
  });

  it('lets nothing of the message out of its quotes', () => {
    expect(scriptOf(frame({ text: `{"content":"it's $(id) \\n"}` }), line(), false)).toContain(String.raw`printf '%s\n' '{"content":"it'\''s $(id) \n"}' |`);
    expect(scriptOf(frame({ text: '{\r\n"a":1\n}' }), line(), false)).toContain(`'{ "a":1 }'`);
    expect(scriptOf(frame(), line({ head: "GET /'$(id)' HTTP/1.1\r\n" }), false)).toContain(String.raw`/'\''$(id)'\'''`);
  });

  it('writes bytes in octal, which every printf knows', () => {
    expect(scriptOf(frame({ opcode: 2, text: undefined, hex: '0041ff' }), line(), false)).toBe(String.raw`printf '\000\101\377' | websocat -bn1 'ws://127.0.0.1:7272/'`);
  });

  it('is not there for what is no whole message', () => {
    const others = [{ fin: false }, { opcode: 0 }, { opcode: 9 }, { what: 'opened' }];
    expect(others.map((more) => scriptOf(frame(more), line(), false))).toEqual([null, null, null, null]);
    expect(scriptOf(frame(), undefined, false)).toBeNull();
  });
});
