import { element } from './dom.js';
import { initials, tint } from './names.js';

/**
 * A circle with initials. They are an attribute that the style sheet shows, so that nobody hears or copies them.
 *
 * @param {string} name
 * @returns {HTMLElement}
 */
export function avatar(name) {
  return element('span', {
    class: `avatar tint-${tint(name)}`,
    attributes: { 'data-initials': initials(name), 'aria-hidden': 'true' },
  });
}
