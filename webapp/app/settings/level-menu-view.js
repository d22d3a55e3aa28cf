import { element } from '../chat/dom.js';
import { LEVELS } from './settings.js';

/**
 * Of what one is told in the open room, in that room's menu.
 *
 * @param {{menu: HTMLElement, settings: object, text: object, roomNow: () => string}} options
 * @returns {{repaint: () => void}}
 */
export function createLevelMenu({ menu, settings, text, roomNow }) {
  const buttons = LEVELS.map((level) => element('button', {
    testid: `level-${level}`, text: text.settings.levels[level], attributes: { type: 'button', role: 'radio', 'data-level': level },
  }));
  const group = element('div', { class: 'menu-levels', attributes: { role: 'radiogroup', 'aria-labelledby': 'menu-level' } },
    element('p', { class: 'menu-title', text: text.settings.level, attributes: { id: 'menu-level' } }), ...buttons);

  function repaint() {
    const chosen = settings.levelOf(roomNow());
    buttons.forEach((button) => button.setAttribute('aria-checked', String(button.dataset.level === chosen)));
  }

  group.addEventListener('click', ({ target }) => {
    const { level } = target.closest('button')?.dataset ?? {};
    if (level !== undefined) {
      settings.setLevel(roomNow(), level); // and the page repaints this, too
      menu.hidePopover();
    }
  });
  menu.addEventListener('beforetoggle', repaint);
  menu.append(group);
  return { repaint };
}
