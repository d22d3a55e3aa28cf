import { chat } from './en/chat.js';

/** Every string that a reader sees; a module of strings of another feature is one more line here. */
export const text = { ...chat };
