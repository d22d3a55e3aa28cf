/**
 * Changes lines so that what is added or taken away above does not move what the reader looks at. Browsers do that by
 * themselves, but not all of them and not always. It costs a layout.
 *
 * @param {{scroller: HTMLElement, blocks: object}} where
 * @param {Set<string>} kept the keys of the lines that stay
 * @param {() => void} change
 */
export function keepPlace({ scroller, blocks }, kept, change) {
  let place = blocks.at(scroller.getBoundingClientRect().top); // the first line that the reader sees of those that stay
  while (place !== null && !kept.has(place.dataset.key)) {
    place = blocks.next(place);
  }
  const before = place?.getBoundingClientRect().bottom; // its upper edge moves when it gets or loses its head
  change();
  if (place !== null) {
    scroller.scrollTop += place.getBoundingClientRect().bottom - before;
  }
}
