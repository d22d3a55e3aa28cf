// So far from what it belongs to, and from the edges of the window (pixels).
const GAP = 6;

/**
 * Shows a popover at something, below it or, where there is no room, above.
 *
 * @param {HTMLElement} popover with the attribute `popover`
 * @param {HTMLElement} anchor
 */
export function showAt(popover, anchor) {
  popover.showPopover();
  const at = anchor.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const below = at.bottom + GAP;
  const top = below + height <= innerHeight ? below : Math.max(GAP, at.top - GAP - height);
  const left = Math.min(Math.max(GAP, at.left), innerWidth - width - GAP);
  // Set one by one on the element itself, which the Content-Security-Policy lets a script do.
  popover.style.top = `${top}px`;
  popover.style.left = `${Math.max(GAP, left)}px`;
}

/**
 * Lets the arrows go from button to button, round and round.
 *
 * @param {HTMLElement} place
 */
export function arrowsBetweenButtons(place) {
  place.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const buttons = [...place.querySelectorAll('button:not([hidden])')];
      buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length)?.focus();
    }
  });
}
