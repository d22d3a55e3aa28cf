import { element } from '../chat/dom.js';
import { LANGUAGES } from '../i18n/index.js';
import { dialogElement } from './dialog-view.js';
import { CHOICES, LEVELS } from './settings.js';

const BY_BROWSER = 'auto';

function select(testid, options) {
  return element('select', { class: 'field', testid, attributes: { id: testid } },
    ...options.map(([value, label]) => element('option', { text: label, attributes: { value } })));
}

function row(control, label, hint) {
  return element('div', { class: 'setting' },
    element('label', { class: 'setting-label', text: label, attributes: { for: control.id } }), control,
    ...(hint === undefined ? [] : [element('p', { class: 'setting-hint', attributes: { id: `${control.id}-hint`, role: 'status' } })]));
}

function group(name, label, options) {
  const buttons = options.map(([value, words]) => element('label', { class: 'choice' },
    element('input', { testid: `${name}-${value}`, attributes: { type: 'radio', name, value } }), element('span', { text: words })));
  return element('fieldset', { class: 'setting choices' }, element('legend', { class: 'setting-label', text: label }),
    element('div', { class: 'choices-box' }, ...buttons));
}

function toggle(name, label) {
  return element('label', { class: 'setting switch' },
    element('span', { class: 'setting-label', text: label }),
    element('input', { testid: `setting-${name}`, attributes: { type: 'checkbox', role: 'switch', name } }));
}

/**
 * The dialog in which one sets up the page, reached from the header, and before one has entered.
 *
 * @param {{settings: object, text: object, alerts: object, roomNow: () => string, load: () => void, onShortcuts: () => void,
 *   mayWatch: () => Promise<boolean>}} options `alerts` asks the browser whether it may tell one; `load` loads the page anew, which another language needs
 * @returns {{update: (state: object) => void, repaint: () => void}}
 */
export function createSettingsView({ settings, text, alerts, roomNow, load, onShortcuts, mayWatch }) {
  const words = text.settings;
  const language = select('setting-language', [[BY_BROWSER, words.byBrowser], ...LANGUAGES.map(({ id, name }) => [id, name])]);
  const level = select('setting-level', LEVELS.map((each) => [each, words.levels[each]]));
  const shortcuts = element('button', { class: 'button is-small', testid: 'open-shortcuts', text: text.shortcuts.title, attributes: { type: 'button' } });
  // A page of its own, for administrators.
  const wire = element('a', { class: 'button is-small', testid: 'open-wire', text: words.wire, attributes: { href: 'wire.html', target: '_blank', hidden: '' } });
  const form = element('form', { class: 'settings' },
    row(language, words.language, true),
    group('theme', words.theme, CHOICES.theme.map((each) => [each, words.themes[each]])),
    group('density', words.density, ['compact', 'normal', 'comfortable'].map((each) => [each, words.densities[each]])),
    element('h3', { class: 'settings-title', text: words.notifications }),
    toggle('quiet', words.quiet), toggle('sound', words.sound), toggle('desktop', words.desktop),
    element('p', { class: 'setting-hint', testid: 'desktop-hint', attributes: { role: 'status' } }),
    row(level, words.level), element('div', { class: 'settings-ways' }, shortcuts, wire));
  const dialog = dialogElement({ testid: 'settings', title: words.title, close: text.close }, form);
  const languageHint = form.querySelector('#setting-language-hint');
  const desktopHint = form.querySelector('[data-testid="desktop-hint"]');
  let before = null; // the language that the page is in

  function repaint() {
    const { value } = settings;
    language.value = value.language ?? BY_BROWSER;
    level.value = settings.levelOf(roomNow());
    for (const name of ['theme', 'density']) {
      form.elements[name].value = value[name];
    }
    for (const name of ['quiet', 'sound']) {
      form.elements[name].checked = value[name];
    }
    form.elements.desktop.checked = value.desktop && alerts.permission() === 'granted';
    form.elements.desktop.disabled = alerts.permission() === 'unsupported';
    desktopHint.textContent = words.permission[alerts.permission()] ?? '';
    languageHint.textContent = before !== null && value.language !== before.language ? words.languageHint : '';
  }

  async function chooseDesktop(wanted) {
    settings.set('desktop', wanted && await alerts.ask() === 'granted');
    repaint();
  }

  form.addEventListener('change', ({ target }) => {
    if (target === language) {
      settings.set('language', language.value === BY_BROWSER ? null : language.value);
    } else if (target === level) {
      settings.setLevel(roomNow(), level.value);
    } else if (target.name === 'desktop') {
      chooseDesktop(target.checked);
    } else {
      settings.set(target.name, target.type === 'checkbox' ? target.checked : target.value);
    }
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  shortcuts.addEventListener('click', () => {
    dialog.close();
    onShortcuts();
  });
  dialog.addEventListener('close', () => before.language !== settings.value.language && load());
  document.querySelectorAll('.open-settings').forEach((button) => button.addEventListener('click', () => {
    before = settings.value;
    repaint();
    dialog.showModal();
    mayWatch().then((may) => {
      wire.hidden = !may;
    });
  }));

  return {
    update({ barrier }) {
      if (barrier !== null && dialog.open) {
        dialog.close();
      }
    },
    repaint: () => dialog.open && repaint(),
  };
}
