// The page where the network is away. The server puts a line in front of this, with the version of the page and what its index.html leads to:
// const SHELL = { version: '0123456789abcdef', files: ['v/0123456789abcdef/app/main.js', …] };
//
// Kept are that document and those files, all of one version or none: nothing that was said, nobody's name, no configuration. A page that is open
// goes on with its own version: this worker waits until no page of the one before it is open (there is no skipWaiting), and only then removes that.

const SCOPE = registration.scope;
const INDEX = new URL('index.html', SCOPE).href;

// Caches belong to the whole host, where there may be another Kaiwa under another path.
const PREFIX = `kaiwa ${SCOPE} `;
const CACHE = PREFIX + SHELL.version;

/** So long the network may take before the page opens without it (milliseconds). */
const PATIENCE = 3_000;

/** What a proxy says of a server that is away (RFC 9110, 15.6.3 and 15.6.5); 503 is what our own server says. */
const AWAY = new Set([502, 504]);

addEventListener('install', (event) => event.waitUntil(keep()));
addEventListener('activate', (event) => event.waitUntil(forgetOthers()));

addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const [path] = url.slice(SCOPE.length).split(/[?#]/);
  if (method !== 'GET' || !url.startsWith(SCOPE)) {
    return;
  }
  if (mode === 'navigate' && (path === '' || path === 'index.html')) {
    event.respondWith(page(event.request));
  } else if (path.startsWith('v/')) {
    event.respondWith(file(event.request));
  }
});

async function keep() {
  // Whoever is not signed in is given something else, and a server that was replaced meanwhile gives another version.
  const index = await fetch(INDEX, { cache: 'no-cache', redirect: 'error' });
  const isOurs = index.ok && (await index.clone().text()).includes(`"v/${SHELL.version}/`);
  if (!isOurs) {
    throw new Error(`no page of the version ${SHELL.version}`);
  }
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL.files);
  await cache.put(INDEX, index);
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

async function page(request) {
  // A redirect, to where one signs in, comes as an opaque one and is handed on to the browser as it is. Nothing that comes is kept.
  const answer = fetch(request);
  const kept = await caches.match(INDEX, { cacheName: CACHE, ignoreVary: true });
  if (kept === undefined) {
    return answer;
  }
  try {
    const first = await Promise.race([answer, passed(PATIENCE)]);
    return first === undefined || AWAY.has(first.status) ? kept : first;
  } catch {
    return kept;
  }
}

async function file(request) {
  // In any of the caches: a page of the next version may be open, and its worker be waiting for this one.
  return await caches.match(request, { ignoreVary: true }) ?? fetch(request);
}

function passed(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
