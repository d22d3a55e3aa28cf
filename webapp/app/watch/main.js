import { byTestId, fillIn } from '../chat/dom.js';
import { createStorage } from '../chat/storage.js';
import { createAppearanceView } from '../settings/appearance-view.js';
import { createSettings } from '../settings/settings.js';
import { createActionsView } from './actions-view.js';
import { createFilterView } from './filter-view.js';
import { createListView } from './list-view.js';
import { VIEWS } from './payload.js';
import { createStatusView } from './status-view.js';
import { createStream } from './stream.js';
import { createToolsView } from './tools-view.js';
import { createWatching } from './watching.js';
import { words } from './words.js';

// Puts the parts together, and hands them what they need of the browser.

const KEPT_VIEW = 'kaiwa.wire.view';

const clock = {
  now: () => Date.now(),
  setTimeout: (then, milliseconds) => setTimeout(then, milliseconds),
  clearTimeout: (id) => clearTimeout(id),
};
const kept = createStorage(() => localStorage);
const appearance = createAppearanceView();
const settings = createSettings({ storage: kept, onChange: appearance.update });
appearance.update(settings.value); // before anything is seen
fillIn(words);

const keptView = kept.get(KEPT_VIEW);
const view = VIEWS.includes(keptView) ? keptView : VIEWS[0];
const listView = createListView({ words, view });

const watching = createWatching({
  createStream: (listener) => createStream({
    EventSource, fetch: (url, options) => fetch(url, options), clock, random: Math.random, ...listener,
  }),
  requestFrame: (then) => requestAnimationFrame(then),
  search: location.search,
  words,
  onAddress: (query) => history.pushState(null, '', `${location.pathname}${query}`),
  onEntries(change) {
    listView.isFollowed = watching.state.filter.line !== null;
    listView.change(change);
    actions.settle();
  },
  onClear: listView.clear,
  onChange: (state) => views.forEach((each) => each.update(state)),
});

const actions = createActionsView({
  listView, words, clock, isSecure: location.protocol === 'https:', onFollow: watching.follow,
  write: (text) => navigator.clipboard.writeText(text),
});
const views = [
  createFilterView({ words, onChoose: watching.choose }),
  createToolsView({ words, onPause: watching.togglePause, onClear: watching.clear, onUnfollow: watching.unfollow }),
  createStatusView({ words, clock, onRetry: watching.retry, onSignIn: () => location.reload() }),
];

document.querySelectorAll('[name=view]').forEach((choice) => {
  choice.checked = choice.value === view;
  choice.addEventListener('change', () => {
    kept.set(KEPT_VIEW, choice.value);
    listView.view = choice.value;
  });
});
addEventListener('popstate', () => watching.wentTo(location.search));
addEventListener('storage', ({ key }) => key !== null && settings.keptElsewhere(key));
addEventListener('pagehide', watching.close);
addEventListener('pageshow', ({ persisted }) => persisted && watching.retry());
byTestId('packets-scroller').tabIndex = -1;

watching.start();
