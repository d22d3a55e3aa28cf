// So long a button says that it has copied (milliseconds).
const SAY_FOR = 1_500;

/**
 * Puts a text into the clipboard; also on a page without TLS, where browsers offer no better way than the old one.
 *
 * @param {string} words
 * @returns {Promise<void>}
 */
export async function copyText(words) {
  if (navigator.clipboard !== undefined) {
    await navigator.clipboard.writeText(words);
    return;
  }
  const listener = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData.setData('text/plain', words);
  };
  document.addEventListener('copy', listener, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', listener, { capture: true });
}

const contentOf = (line) => line.querySelector('.content') ?? line; // a notice is all words

// What of a line is selected: its source, when it is all of it.
function wordsOf(line, range) {
  const content = contentOf(line);
  const whole = document.createRange();
  whole.selectNodeContents(content);
  const part = range.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) {
    part.setStart(whole.startContainer, whole.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) {
    part.setEnd(whole.endContainer, whole.endOffset);
  }
  const [words, all] = [part, whole].map((one) => one.toString());
  return words.trim() === all.trim() ? content.dataset.source ?? all : words;
}

function headOf(line, index) {
  const [author, time] = ['.author', 'time'].map((part) => line.querySelector(part)?.textContent);
  return author === undefined || (index > 0 && line.matches('.is-continued')) ? [] : [`${author}, ${time}`];
}

// As it was typed; and of several messages, who said them, and when.
function textOf(lines, range) {
  if (lines.length === 1) {
    return wordsOf(lines[0], range);
  }
  return lines.flatMap((line, index) => [...headOf(line, index), wordsOf(line, range)]).join('\n');
}

/**
 * What is copied of what was said: a block of code by its button, and whole messages as they were typed.
 *
 * @param {{list: HTMLElement, text: object, clock: object}} options
 */
export function createCopyView({ list, text, clock }) {
  list.addEventListener('click', async ({ target }) => {
    const button = target.closest('.code-copy');
    if (button !== null) {
      await copyText(button.parentElement.querySelector('code').textContent);
      button.classList.add('is-copied');
      button.setAttribute('aria-label', text.richText.copied);
      clock.setTimeout(() => {
        button.classList.remove('is-copied');
        button.setAttribute('aria-label', text.richText.copy);
      }, SAY_FOR);
    }
  });

  list.addEventListener('copy', (event) => {
    const selection = getSelection();
    const range = selection.isCollapsed ? null : selection.getRangeAt(0);
    const isInside = range !== null && list.contains(range.startContainer) && list.contains(range.endContainer);
    const lines = isInside ? [...list.querySelectorAll('.message, .notice')].filter((line) => range.intersectsNode(contentOf(line))) : [];
    if (lines.length > 0) {
      event.preventDefault();
      event.clipboardData.setData('text/plain', textOf(lines, range));
    }
  });
}
