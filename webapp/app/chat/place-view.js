// The first line that the reader sees of those that stay.
function anchor(scroller, items, kept) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].offsetTop + items[middle].offsetHeight - scroller.offsetTop > scroller.scrollTop) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  while (low < items.length && !kept.has(items[low].dataset.key)) {
    low += 1;
  }
  return items[low];
}

/**
 * Changes lines so that what is added or taken away above does not move what the reader looks at. Browsers do that by
 * themselves, but not all of them and not always. It costs a layout.
 *
 * @param {{scroller: HTMLElement, list: HTMLElement}} where
 * @param {Set<string>} kept the keys of the lines that stay
 * @param {() => void} change
 */
export function keepPlace({ scroller, list }, kept, change) {
  const place = anchor(scroller, list.children, kept);
  const before = place?.getBoundingClientRect().bottom; // its upper edge moves when it gets or loses its head
  change();
  if (place !== undefined) {
    scroller.scrollTop += place.getBoundingClientRect().bottom - before;
  }
}
