import { mayWatch } from '/app/wire/access.js';

describe('the way to the wire', () => {
  const answering = (status, body) => async (url) => {
    expect(url).toBe('api/wire/access');
    return new Response(body, { status });
  };

  it('is there for whom the server allows it', async () => {
    expect(await mayWatch(answering(200, '{"allowed":true}'))).toBeTrue();
    expect(await mayWatch(answering(200, '{"allowed":false}'))).toBeFalse();
  });

  it('is not there when the server does not say', async () => {
    expect(await mayWatch(answering(401, ''))).toBeFalse();
    expect(await mayWatch(answering(200, '<html>'))).toBeFalse();
    expect(await mayWatch(async () => { throw new TypeError('offline'); })).toBeFalse();
  });
});
