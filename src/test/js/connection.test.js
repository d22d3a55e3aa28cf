import { GOOD_AFTER, RESTART_WITHIN, TRY_FOR } from '/app/wire/connection.js';
import { fakeWorld, settle } from './support/fake-world.js';

describe('the connection', () => {
  it('speaks the native dialect to the address that config.json names', async () => {
    const world = fakeWorld();
    await world.connected();
    expect(world.socket.url).toBe('ws://chat.example:7272/');
    expect(world.socket.protocol).toBe('kaiwa.v1');
    expect(world.states.map(({ phase }) => phase)).toEqual(['connecting', 'open']);
  });

  it('says nothing by itself when it opens', async () => {
    const world = fakeWorld();
    await world.connected();
    expect(world.socket.sent).toEqual([]);
  });

  it('hands on what it hears, and only counts what is no frame', async () => {
    const world = fakeWorld();
    const socket = await world.connected();
    socket.say('hello');
    socket.say({ type: 'pong' });
    expect(world.frames).toEqual([{ type: 'pong' }]);
    expect(world.connection.malformed).toBe(1);
  });

  it('comes back by itself, each time after a longer while', async () => {
    const world = fakeWorld();
    const socket = await world.connected();
    socket.end(1006);
    expect(world.state).toEqual({ phase: 'waiting', cause: 'lost', retryAt: 250 });
    world.clock.wind(250);
    await settle();
    expect(world.sockets.length).toBe(2);
    world.socket.end(1006);
    expect(world.state).toEqual({ phase: 'waiting', cause: 'unreachable', retryAt: 750 });
  });

  it('does not come back after a code that forbids it, and says which', async () => {
    const world = fakeWorld();
    const socket = await world.connected();
    socket.end(4500, 'removed');
    expect(world.state).toEqual({ phase: 'stopped', code: 4500, reason: 'removed' });
    expect(world.clock.pending).toBe(0);
  });

  it('comes back after such a code when it is told to', async () => {
    const world = fakeWorld();
    (await world.connected()).end(1008);
    await world.connected();
    expect(world.state.phase).toBe('open');
  });

  it('takes a server that went away on purpose as restarting for a minute', async () => {
    const world = fakeWorld();
    (await world.connected()).end(1001);
    expect(world.state.cause).toBe('restarting');
    world.clock.wind(250);
    await settle();
    world.socket.end(1006);
    expect(world.state.cause).toBe('restarting');
    world.clock.wind(RESTART_WITHIN);
    await settle();
    world.socket.end(1006);
    expect(world.state.cause).toBe('unreachable');
  });

  it('tries again when config.json cannot be had, and says so', async () => {
    const world = fakeWorld({ config: null });
    world.connection.open();
    await settle();
    expect(world.state).toEqual({ phase: 'waiting', cause: 'config', retryAt: 250 });
    world.config = { socket: { port: 7272, path: '/' } };
    world.clock.wind(250);
    await settle();
    expect(world.sockets.length).toBe(1);
  });

  it('says that the server cannot be reached when nothing answers at all, as in a page that was opened without the network', async () => {
    const world = fakeWorld({ config: 'away' });
    world.connection.open();
    await settle();
    expect(world.state).toEqual({ phase: 'waiting', cause: 'unreachable', retryAt: 250 });
  });

  it('asks for config.json again when the socket is not where it was', async () => {
    const world = fakeWorld();
    (await world.connected()).end(1006);
    world.clock.wind(250);
    await settle();
    expect(world.fetches).toBe(1);
    world.socket.end(1006);
    world.config = { socket: { port: 7373, path: '/' } };
    world.clock.wind(500);
    await settle();
    expect(world.socket.url).toBe('ws://chat.example:7373/');
  });

  it('begins the backoff anew only after a connection that lived for some time after its login', async () => {
    const world = fakeWorld();
    await world.connected();
    for (const [lives, delay] of [[GOOD_AFTER - 1, 250], [GOOD_AFTER - 1, 500], [GOOD_AFTER, 250]]) {
      world.connection.loggedIn();
      world.clock.wind(lives);
      world.socket.end(1006);
      expect(world.state.retryAt - world.clock.now()).toBe(delay);
      world.clock.wind(delay);
      await settle();
      world.socket.accept();
    }
  });

  it('does not take a connection without a login for a good one', async () => {
    const world = fakeWorld();
    (await world.connected()).end(1006);
    await world.connected();
    world.clock.wind(GOOD_AFTER * 2);
    world.socket.end(1006);
    expect(world.state.retryAt - world.clock.now()).toBe(500);
  });

  it('tries at once when there is hope', async () => {
    const world = fakeWorld();
    (await world.connected()).end(1006);
    world.connection.nudge();
    await settle();
    expect(world.sockets.length).toBe(2);
    expect(world.clock.now()).toBe(0);
  });

  it('asks a line for a sign of life when there is doubt', async () => {
    const world = fakeWorld();
    await world.connected();
    world.connection.nudge();
    expect(world.socket.sent).toEqual(['{"type":"ping"}']);
  });

  it('leaves a try alone that is under way', async () => {
    const world = fakeWorld();
    world.connection.open();
    await settle();
    world.connection.nudge();
    await settle();
    expect(world.sockets.length).toBe(1);
  });

  it('gives a line up that has fallen silent, and hears nothing more of it', async () => {
    const world = fakeWorld();
    const socket = await world.connected();
    world.clock.wind(30_000);
    expect(world.state.phase).toBe('waiting');
    expect(socket.closed).toBe(true);
    socket.say({ type: 'pong' });
    socket.end(1008);
    expect(world.frames).toEqual([]);
    expect(world.state.phase).toBe('waiting');
  });

  it('takes anything that it hears for a sign of life, also what is no frame', async () => {
    const world = fakeWorld();
    const socket = await world.connected();
    for (const word of [{ type: 'pong' }, 'hello', { type: 'pong' }, 'hello']) {
      world.clock.wind(19_000);
      socket.say(word);
    }
    expect([socket.sent, world.state.phase]).toEqual([[], 'open']);
  });

  it('gives a try up that comes to nothing', async () => {
    const world = fakeWorld();
    world.connection.open();
    await settle();
    world.clock.wind(TRY_FOR);
    expect(world.state.cause).toBe('unreachable');
    expect(world.socket.closed).toBe(true);
  });

  it('sends only while it is open, and says so', async () => {
    const world = fakeWorld();
    expect(world.connection.send('x')).toBe(false);
    const socket = await world.connected();
    expect(world.connection.send('x')).toBe(true);
    socket.readyState = 2; // closing: a browser would throw the frame away in silence
    expect(world.connection.send('y')).toBe(false);
    expect(socket.sent).toEqual(['x']);
  });

  it('rests after it was closed', async () => {
    const world = fakeWorld();
    const socket = await world.connected();
    world.connection.close();
    expect([socket.closed, world.state.phase, world.clock.pending]).toEqual([true, 'idle', 0]);
  });

  it('that was closed while config.json was on its way opens no socket', async () => {
    const world = fakeWorld();
    world.connection.open();
    world.connection.close();
    await settle();
    expect(world.sockets.length).toBe(0);
  });
});
