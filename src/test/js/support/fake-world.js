import { createConnection } from '/app/wire/connection.js';
import { fakeClock } from './fake-clock.js';

/** Lets the promises that are under way come to their end; no time passes. */
export async function settle() {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
}

/**
 * A connection in a world of its own: sockets that a test opens, speaks through and closes, and a clock that it winds.
 */
export function fakeWorld({ random = () => 0.5, config = { socket: { port: 7272, path: '/' } }, me = null } = {}) {
  const clock = fakeClock();
  const sockets = [];
  const states = [];
  const frames = [];
  const identities = [];
  // `me` is the server's answer to who one is, null while it is away
  const world = { clock, sockets, states, frames, identities, config, me, fetches: 0, asked: 0 };

  class FakeSocket {
    constructor(url, protocol) {
      Object.assign(this, { url, protocol, readyState: 0, sent: [], closed: false });
      sockets.push(this);
    }

    send(frame) {
      this.sent.push(frame);
    }

    close() {
      this.closed = true;
    }

    // What a server does.
    accept() {
      this.readyState = 1;
      this.onopen?.({});
    }

    say(frame) {
      this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) });
    }

    end(code, reason = '') {
      this.readyState = 3;
      this.onclose?.({ code, reason });
    }
  }

  world.connection = createConnection({
    WebSocket: FakeSocket,
    fetch: async (url) => {
      if (url === 'api/me') {
        world.asked += 1;
        return world.me === null ? Promise.reject(new TypeError('Failed to fetch')) : world.me;
      }
      world.fetches += 1;
      if (world.config === 'away') {
        throw new TypeError('Failed to fetch');
      }
      return { ok: world.config !== null, status: 503, json: async () => world.config };
    },
    location: { protocol: 'http:', hostname: 'chat.example', port: '55151' },
    clock,
    random,
    onState: (state) => states.push(state),
    onFrame: (frame) => frames.push(frame),
    onIdentity: (identity) => identities.push(identity),
  });
  Object.defineProperties(world, {
    state: { get: () => states.at(-1) },
    socket: { get: () => sockets.at(-1) },
  });
  world.connected = async () => {
    world.connection.open();
    await settle();
    world.socket.accept();
    return world.socket;
  };
  return world;
}
