import { emojiOf } from './emoji.js';

const LIBRARY = '../../webjars/emojilib/3.0.7/dist/emoji-en-US.json';

/**
 * The emoji, fetched when somebody first wants one.
 *
 * @param {(url: string) => Promise<Response>} fetch
 * @returns {{load: () => Promise<object>, loaded: object|null}} `load` is rejected when they cannot be had, and may be asked again
 */
export function createEmojiData(fetch) {
  let request = null;
  const data = {
    loaded: null,
    load() {
      request ??= read().catch((failure) => {
        request = null;
        throw failure;
      });
      return request;
    },
  };

  async function read() {
    const response = await fetch(new URL(LIBRARY, import.meta.url).href);
    if (!response.ok) {
      throw new Error(`emoji: ${response.status}`);
    }
    data.loaded = emojiOf(await response.json());
    return data.loaded;
  }

  return data;
}
