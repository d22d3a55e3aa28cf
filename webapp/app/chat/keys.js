const composes = ({ isComposing, keyCode }) => isComposing || keyCode === 229;

/**
 * Whether a key press in the composer sends. While an input method composes, Enter only picks a candidate; some
 * browsers say so by `isComposing`, and Safari, for the Enter that ends the composing, only by the key code 229.
 *
 * @param {{key: string, shiftKey: boolean, isComposing: boolean, keyCode: number}} event
 * @returns {boolean}
 */
export function sendsOn(event) {
  return event.key === 'Enter' && !event.shiftKey && !composes(event);
}

/**
 * Whether a key press in the composer gives up the change of a message.
 *
 * @param {{key: string, isComposing: boolean, keyCode: number}} event
 * @returns {boolean}
 */
export function cancelsOn(event) {
  return event.key === 'Escape' && !composes(event);
}

/**
 * Whether a key press in an empty composer goes up to the last message of one's own, to change it.
 *
 * @param {{key: string, shiftKey: boolean, altKey: boolean, ctrlKey: boolean, metaKey: boolean, isComposing: boolean, keyCode: number}} event
 * @returns {boolean}
 */
export function goesUpOn(event) {
  return event.key === 'ArrowUp' && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey && !composes(event);
}

/**
 * Whether a key press outside of all fields opens the sheet of the keys.
 *
 * @param {{key: string, altKey: boolean, ctrlKey: boolean, metaKey: boolean, isComposing: boolean, keyCode: number}} event
 * @returns {boolean}
 */
export function opensSheetOn(event) {
  return event.key === '?' && !event.altKey && !event.ctrlKey && !event.metaKey && !composes(event);
}

/**
 * Whether a key press asks for another room.
 *
 * @param {{key: string, shiftKey: boolean, altKey: boolean, ctrlKey: boolean, metaKey: boolean, isComposing: boolean, keyCode: number}} event
 * @returns {boolean}
 */
export function jumpsOn(event) {
  return event.key.toLowerCase() === 'k' && event.ctrlKey !== event.metaKey && !event.shiftKey && !event.altKey && !composes(event);
}
