import { chat } from './en/chat.js';
import { comfort } from './en/comfort.js';
import { emoji } from './en/emoji.js';
import { richText } from './en/rich-text.js';
import { rooms } from './en/rooms.js';

/** Every string that a reader sees; the strings of another feature are one more module here. */
export const text = { ...chat, ...rooms, ...richText, ...comfort, ...emoji };
