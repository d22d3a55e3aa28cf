import { signOutReason, SIGN_OUT_REASONS } from '/app/wire/close-codes.js';
import { POLL_EVERY } from '/app/wire/session.js';
import { fakeWorld, settle } from './support/fake-world.js';

const config = { socket: { port: 7272, path: '/' }, auth: 'oidc' };
const alice = { auth: 'oidc', name: 'Alice Example', id: 'a1', issuer: 'https://id.example' };
const answer = (status, json = {}) => ({ ok: status === 200, status, type: 'basic', json: async () => json });
const signedIn = answer(200, alice);

async function inside() {
  const world = fakeWorld({ config, me: signedIn });
  await world.connected();
  return world;
}

async function wind(world, milliseconds) {
  world.clock.wind(milliseconds);
  await settle();
}

// A minute of a line that lives.
async function beat(world) {
  for (let time = 0; time < POLL_EVERY; time += 10_000) {
    await wind(world, 10_000);
    world.socket.say({ type: 'pong' });
  }
}

describe('the reason of a close', () => {
  for (const reason of SIGN_OUT_REASONS) {
    it(`says of a session that it has ended: ${reason}`, () => expect(signOutReason(1008, reason)).toBe(reason));
  }

  it('says so also when nobody knows it, and with another code it does not', () => {
    expect([signOutReason(1008, 'toString'), signOutReason(1008, ''), signOutReason(1000, 'signed_out'), signOutReason(4500, 'signed_out')])
      .toEqual(['session_ended', 'session_ended', null, null]);
  });
});

describe('a connection of somebody who signed in', () => {
  it('knows who that is before it opens', async () => {
    const world = fakeWorld({ config, me: signedIn });
    world.connection.open();
    await settle();
    expect([world.identities, world.state.phase, world.sockets.length]).toEqual([[alice], 'connecting', 1]);
  });

  it('of a guest never asks, and tells that it is one', async () => {
    const world = fakeWorld();
    await world.connected();
    await beat(world);
    expect([world.identities, world.asked]).toEqual([[{ auth: 'guest' }], 0]);
  });

  it('opens nothing for nobody, and does not try again', async () => {
    const world = fakeWorld({ config, me: answer(401) });
    world.connection.open();
    await settle();
    expect([world.state, world.sockets.length, world.clock.pending]).toEqual([{ phase: 'signed_out', reason: 'not_signed_in' }, 0, 0]);
  });

  it('tries again when the server does not say who one is', async () => {
    for (const me of [null, answer(503)]) {
      const world = fakeWorld({ config, me });
      world.connection.open();
      await settle();
      expect([world.state.phase, world.state.cause, world.sockets.length]).toEqual(['waiting', 'unreachable', 0]);
      world.me = signedIn;
      await wind(world, 250);
      expect(world.sockets.length).toBe(1);
    }
  });

  it('stops when a handshake has failed and the session turns out to have ended', async () => {
    const world = await inside();
    world.socket.end(1006);
    world.me = answer(401);
    await wind(world, 250);
    expect([world.state, world.sockets.length, world.clock.pending]).toEqual([{ phase: 'signed_out', reason: 'session_ended' }, 1, 0]);
  });

  for (const reason of ['session_expired', 'a reason of tomorrow']) {
    it(`is signed out by a close for policy (${reason})`, async () => {
      const world = await inside();
      world.socket.end(1008, reason);
      expect(world.state).toEqual({ phase: 'signed_out', reason: reason === 'session_expired' ? reason : 'session_ended' });
      expect([world.clock.pending, world.socket.closed]).toEqual([0, true]);
    });
  }

  it('of a guest only stops at such a close', async () => {
    const world = fakeWorld();
    (await world.connected()).end(1008, 'signed_out');
    expect(world.state).toEqual({ phase: 'stopped', code: 1008, reason: 'signed_out' });
  });

  it('asks every minute whether one is still signed in, and ends when one is not', async () => {
    const world = await inside();
    expect(world.asked).toBe(1);
    await beat(world);
    expect(world.asked).toBe(2);
    world.me = answer(200, { ...alice, name: 'Alice Other' });
    await beat(world);
    expect([world.asked, world.identities.at(-1).name]).toEqual([3, 'Alice Other']);
    world.me = null;
    await beat(world);
    expect([world.asked, world.state.phase]).toEqual([4, 'open']);
    world.me = answer(401);
    await beat(world);
    expect(world.state).toEqual({ phase: 'signed_out', reason: 'session_ended' });
    await beat(world);
    expect([world.asked, world.socket.closed]).toEqual([5, true]);
  });

  it('asks on although a question was never answered', async () => {
    const world = await inside();
    world.me = new Promise(() => {});
    await beat(world);
    await beat(world);
    expect(world.asked).toBe(3);
  });

  it('is not the line of another who signs in meanwhile', async () => {
    const world = await inside();
    world.me = answer(200, { ...alice, id: 'b1', name: 'Bob' });
    await beat(world);
    expect(world.state).toEqual({ phase: 'signed_out', reason: 'signed_out' });
    expect(world.identities.map(({ name }) => name)).toEqual(['Alice Example']);
  });

  it('asks nothing after it was closed, and hears no answer of before', async () => {
    const world = await inside();
    let say;
    world.me = new Promise((resolve) => {
      say = resolve;
    });
    await beat(world);
    world.connection.close();
    say(answer(401));
    await wind(world, POLL_EVERY * 2);
    expect([world.asked, world.state.phase, world.clock.pending]).toEqual([2, 'idle', 0]);
  });
});
