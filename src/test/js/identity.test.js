import { isSameUser, readIdentity, signOut } from '/app/wire/identity.js';

const alice = { auth: 'oidc', uid: null, name: 'Alice Example', id: 'a1', issuer: 'https://id.example', groups: ['staff'], roles: [], picture: null };
const answer = (status, json, more = {}) => async () => ({ ok: status >= 200 && status < 300, status, type: 'basic', json: async () => json, ...more });

describe('who one is', () => {
  it('is asked of the server beside the page, never from a cache, and without going where one would sign in', async () => {
    const asked = [];
    await readIdentity((...request) => {
      asked.push(request);
      return answer(200, alice)();
    });
    const [[url, options]] = asked;
    expect(url).toBe('api/me');
    expect(options).toEqual(jasmine.objectContaining({ credentials: 'same-origin', redirect: 'manual', cache: 'no-store' }));
  });

  it('is what the server says, or a guest', async () => {
    expect(await readIdentity(answer(200, alice))).toEqual(alice);
    expect(await readIdentity(answer(200, { auth: 'guest' }))).toEqual({ auth: 'guest' });
    expect(await readIdentity(answer(200, { auth: 'proxy', name: 'Bob', id: 'b' }))).toEqual({ auth: 'proxy', name: 'Bob', id: 'b' });
  });

  for (const [what, fetch] of [['401', answer(401, { error: 'not_signed_in' })], ['403', answer(403, {})],
    ['a redirect', answer(0, {}, { type: 'opaqueredirect' })]]) {
    it(`is nobody when the answer is ${what}`, async () => expect(await readIdentity(fetch)).toBe(null));
  }

  for (const [what, fetch] of [['nothing', () => Promise.reject(new TypeError('Failed to fetch'))], ['500', answer(500, alice)], ['404', answer(404, alice)],
    ['a page', answer(200, null, { json: () => Promise.reject(new SyntaxError('<')) })], ...[null, 5, {}, { auth: 'oidc' },
      { auth: 'oidc', name: 'A' }, { auth: 'oidc', name: 'A', id: 5 }, { name: 'A', id: 'a' }, { ...alice, issuer: 5 }].map((json) => [JSON.stringify(json), answer(200, json)])]) {
    it(`is not known when the answer is ${what}, which is no sign-out`, async () => {
      await expectAsync(readIdentity(fetch)).toBeRejectedWithError();
    });
  }

  it('is the same under another name, and not at another issuer, nor a guest\'s', () => {
    expect(isSameUser(alice, { ...alice, name: 'Alice Other', groups: [] })).toBe(true);
    expect(isSameUser(alice, { ...alice, id: 'a2' })).toBe(false);
    expect(isSameUser(alice, { ...alice, issuer: 'https://other.example' })).toBe(false);
    expect([isSameUser(alice, { auth: 'guest' }), isSameUser(null, alice), isSameUser(alice, null), isSameUser(null, null)])
      .toEqual([false, false, false, false]);
    expect(isSameUser({ auth: 'guest' }, { auth: 'guest' })).toBe(true);
    expect(isSameUser({ auth: 'proxy', name: 'B', id: 'b' }, { auth: 'proxy', name: 'B', id: 'b', issuer: null })).toBe(true);
  });
});

describe('signing out', () => {
  it('is asked for with a POST, and leads to where the server says', async () => {
    const asked = [];
    const location = await signOut((...request) => {
      asked.push(request);
      return answer(200, { location: 'https://id.example/logout?x=1' })();
    });
    expect([location, asked[0][0], asked[0][1].method]).toEqual(['https://id.example/logout?x=1', 'api/sign-out', 'POST']);
    expect(await signOut(answer(200, { location: '/kaiwa/signed-out.html' }))).toBe('/kaiwa/signed-out.html');
  });

  for (const [what, fetch] of [['401', answer(401, {})], ['a redirect', answer(0, {}, { type: 'opaqueredirect' })]]) {
    it(`has happened already when the answer is ${what}`, async () => expect(await signOut(fetch)).toBe('signed-out.html'));
  }

  for (const [what, fetch] of [['500', answer(500, { location: '/' })], ['nothing', () => Promise.reject(new TypeError('Failed to fetch'))],
    ...[undefined, 5, '', 'javascript:alert(1)', 'data:text/html,x', '//evil.example'].map((location) => [String(location), answer(200, { location })])]) {
    it(`has failed when the answer is '${what}'`, async () => {
      await expectAsync(signOut(fetch)).toBeRejectedWithError();
    });
  }
});
