import { readConfig, socketUrl } from '/app/wire/config.js';

const answer = (json, ok = true) => async () => ({ ok, status: ok ? 200 : 503, json: async () => json });

async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it should have failed');
}

describe('the address of the socket', () => {
  const page = { protocol: 'http:', hostname: 'chat.example', port: '55151' };

  it('has the port and the path that the server names', () => {
    expect(socketUrl(page, { port: 7272, path: '/' })).toBe('ws://chat.example:7272/');
  });

  it('has the port of the page when the server names none', () => {
    expect(socketUrl(page, { port: null, path: '/kaiwa/socket' })).toBe('ws://chat.example:55151/kaiwa/socket');
  });

  it('has no port when neither has one', () => {
    expect(socketUrl({ ...page, port: '' }, { port: null, path: '/' })).toBe('ws://chat.example/');
  });

  it('is a secure one on a secure page', () => {
    expect(socketUrl({ ...page, protocol: 'https:' }, { port: 7272, path: '/' })).toBe('wss://chat.example:7272/');
  });

  it('keeps the brackets of IPv6', () => {
    const { protocol, hostname, port } = new URL('http://[::1]:55151/');
    expect(socketUrl({ protocol, hostname, port }, { port: 7272, path: '/' })).toBe('ws://[::1]:7272/');
  });
});

describe('config.json', () => {
  it('is asked for beside the page, whatever the context path, and never from a cache', async () => {
    const asked = [];
    await readConfig((...request) => {
      asked.push(request);
      return answer({ socket: { port: 7272, path: '/' } })();
    });
    expect(asked[0][0]).toBe('config.json');
    expect(asked[0][1].cache).toBe('no-store');
  });

  it('may leave the port open', async () => {
    expect(await readConfig(answer({ socket: { port: null, path: '/' } }))).toEqual({ port: null, path: '/', auth: 'guest' });
  });

  it('says how one signs on, and where it does not everybody is a guest', async () => {
    const socket = { port: 7272, path: '/' };
    expect((await readConfig(answer({ socket, auth: 'oidc' }))).auth).toBe('oidc');
    expect((await readConfig(answer({ socket }))).auth).toBe('guest');
    await expectAsync(readConfig(answer({ socket, auth: 5 }))).toBeRejectedWithError();
  });

  it('that cannot be had is a failure', async () => {
    expect((await failure(readConfig(answer({}, false)))).message).toContain('503');
  });

  for (const socket of [undefined, {}, { port: '7272', path: '/' }, { port: 0, path: '/' }, { port: 70000, path: '/' },
    { port: 7272 }, { port: 7272, path: 'x' }]) {
    it(`that says ${JSON.stringify(socket)} is a failure`, async () => {
      await expectAsync(readConfig(answer({ socket }))).toBeRejectedWithError();
    });
  }
});
