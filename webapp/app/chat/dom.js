/**
 * Makes an element. Text goes in as text and nothing else can: there is no way here to hand in HTML.
 *
 * @param {string} tag
 * @param {{class?: string, testid?: string, text?: string, attributes?: Object<string, string>}} [options]
 * @param {...Node} children
 * @returns {HTMLElement}
 */
export function element(tag, { class: className, testid, text, attributes = {} } = {}, ...children) {
  const made = document.createElement(tag);
  if (className !== undefined) {
    made.className = className;
  }
  if (testid !== undefined) {
    made.dataset.testid = testid;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A small drawing in the colour of the text around it.
 *
 * @param {string} path the lines of it, in a square of 16
 * @returns {SVGElement}
 */
export function icon(path) {
  const drawing = document.createElementNS(SVG, 'svg');
  const lines = document.createElementNS(SVG, 'path');
  Object.entries({
    viewBox: '0 0 16 16', width: '16', height: '16', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5', 'stroke-linecap': 'round',
    'stroke-linejoin': 'round', 'aria-hidden': 'true',
  }).forEach(([name, value]) => drawing.setAttribute(name, value));
  lines.setAttribute('d', path);
  drawing.append(lines);
  return drawing;
}

/**
 * Makes an element look like another one and leaves alone what is the same in both: what is replaced loses the focus,
 * and screen readers read it out once more.
 *
 * @param {HTMLElement} shown
 * @param {HTMLElement} wanted loses its children
 */
export function become(shown, wanted) {
  [...shown.attributes].filter(({ name }) => !wanted.hasAttribute(name)).forEach(({ name }) => shown.removeAttribute(name));
  [...wanted.attributes].filter(({ name, value }) => shown.getAttribute(name) !== value)
    .forEach(({ name, value }) => shown.setAttribute(name, value));
  const children = [...wanted.childNodes];
  [...shown.childNodes].slice(children.length).forEach((child) => child.remove());
  children.forEach((child, index) => {
    const there = shown.childNodes[index];
    if (there === undefined) {
      shown.append(child);
    } else if (!there.isEqualNode(child)) {
      there.replaceWith(child);
    }
  });
}

/**
 * @param {string} testid
 * @returns {HTMLElement}
 */
export function byTestId(testid) {
  return document.querySelector(`[data-testid="${testid}"]`);
}

/**
 * Fills in the strings that index.html only names.
 *
 * @param {object} text
 */
export function fillIn(text) {
  for (const place of document.querySelectorAll('[data-text]')) {
    place.textContent = text[place.dataset.text];
  }
  for (const place of document.querySelectorAll('[data-label]')) {
    place.setAttribute('aria-label', text[place.dataset.label]);
  }
  for (const place of document.querySelectorAll('[data-title]')) {
    place.title = text[place.dataset.title];
  }
}

/**
 * Keeps the children of `parent` the same as `items`, and leaves alone those that stay: a rebuilt list would lose the
 * focus and the reader's place.
 *
 * @param {HTMLElement} parent
 * @param {Array<{key: string}>} items
 * @param {(item: object) => HTMLElement} make
 * @param {(child: HTMLElement, item: object) => void} update
 */
export function keepSame(parent, items, make, update) {
  const children = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = new Set(items.map(({ key }) => key));
  for (const [key, child] of children) {
    if (!wanted.has(key)) {
      child.remove();
    }
  }
  let place = parent.firstElementChild;
  for (const item of items) {
    const child = children.get(item.key) ?? make(item);
    child.dataset.key = item.key;
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
    update(child, item);
  }
}
