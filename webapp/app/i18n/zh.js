import { chat } from './zh/chat.js';
import { comfort } from './zh/comfort.js';
import { emoji } from './zh/emoji.js';
import { richText } from './zh/rich-text.js';
import { rooms } from './zh/rooms.js';

/** Every string that a reader sees; the strings of another feature are one more module here. */
export const text = { ...chat, ...rooms, ...richText, ...comfort, ...emoji };
