/**
 * Whether a key press in the composer sends. While an input method composes, Enter only picks a candidate; some
 * browsers say so by `isComposing`, and Safari, for the Enter that ends the composing, only by the key code 229.
 *
 * @param {{key: string, shiftKey: boolean, isComposing: boolean, keyCode: number}} event
 * @returns {boolean}
 */
export function sendsOn({ key, shiftKey, isComposing, keyCode }) {
  return key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229;
}
