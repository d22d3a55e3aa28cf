import { keepPage } from '/app/pwa.js';

function fakeWorkers(failure) {
  const registered = [];
  return {
    registered,
    async register(url) {
      registered.push(url);
      if (failure !== undefined) {
        throw failure;
      }
    },
  };
}

describe('the page', () => {
  it('is kept by the worker beside it, whatever the context path', async () => {
    const workers = fakeWorkers();
    expect(await keepPage({ workers, trustedTypes: undefined })).toBeTrue();
    expect(workers.registered).toEqual(['sw.js']);
  });

  it('lets no other script pass the policy that it may have', async () => {
    const policies = [];
    const trustedTypes = {
      createPolicy(name, rules) {
        policies.push({ name, rules });
        return { createScriptURL: (url) => ({ trusted: rules.createScriptURL(url) }) };
      },
    };
    const workers = fakeWorkers();
    await keepPage({ workers, trustedTypes });
    expect(workers.registered).toEqual([{ trusted: 'sw.js' }]);
    expect(policies[0].name).toBe('kaiwa');
    expect(Object.keys(policies[0].rules)).toEqual(['createScriptURL']);
    expect(policies[0].rules.createScriptURL('https://evil.example/x.js')).toBe('sw.js');
  });

  it('works where there are no workers, and where the browser keeps nothing', async () => {
    expect(await keepPage({ workers: undefined })).toBeFalse();
    expect(await keepPage({ workers: fakeWorkers(new DOMException('', 'QuotaExceededError')) })).toBeFalse();
  });
});
