import { chat } from './ja/chat.js';
import { comfort } from './ja/comfort.js';
import { emoji } from './ja/emoji.js';
import { richText } from './ja/rich-text.js';
import { rooms } from './ja/rooms.js';

/** Every string that a reader sees; the strings of another feature are one more module here. */
export const text = { ...chat, ...rooms, ...richText, ...comfort, ...emoji };
