import { createStorage } from '/app/chat/storage.js';
import { begunAt, CATEGORIES, emojiOf, withEmoji } from '/app/emoji/emoji.js';
import { createEmojiData } from '/app/emoji/emoji-data.js';
import { createRecent, RECENT_LIMIT } from '/app/emoji/recent.js';
import { fakeStorage } from './support/fake-storage.js';

// Some of the library, in its order.
const LIBRARY = {
  '😀': ['grinning_face', 'face', 'smile', ':D'], '😄': ['grinning_face_with_smiling_eyes', 'face', 'smile'], '👋': ['waving_hand', 'hands', 'hello'],
  '👍': ['thumbs_up', 'thumbsup', 'yes', '+1'], '🐵': ['monkey_face', 'animal'], '🍇': ['grapes', 'fruit'], '🍵': ['teacup_without_handle', 'drink', 'green'],
  '🍣': ['sushi', 'food', 'fish'], '🎉': ['party_popper', 'party', 'tada'], '🏁': ['chequered_flag', 'race'], '🥲': ['smiling face with tear', 'relieved'], '🫐': ['blueberries', 'fruit'],
};
const { all, find, search } = emojiOf(LIBRARY);
const found = (query, limit = 9) => search(query, limit).map(({ emoji }) => emoji);

describe('an emoji', () => {
  it('is found by its names, and by a word that is its alone', () => {
    expect(['thumbs_up', '+1', 'THUMBSUP', 'tea', 'tada', 'race', 'sushi', 'smile'].map(find)).toEqual(['👍', '👍', '👍', '🍵', '🎉', '🏁', '🍣', '😄']);
  });

  it('is not found by a word of several, nor by none', () => {
    expect(['face', 'nothing', '', 'constructor', '__proto__'].map(find)).toEqual(Array(5).fill(undefined));
  });

  it('is of the category in which Unicode has it', () => {
    const categories = Object.fromEntries(all.map(({ emoji, category }) => [emoji, category]));
    expect(['😄', '👍', '🐵', '🍣', '🏁'].map((emoji) => categories[emoji])).toEqual(['smileys', 'people', 'nature', 'food', 'flags']);
    expect(['🥲', '🫐'].map((emoji) => categories[emoji])).toEqual(['smileys', 'food']); // which are newer, and at the end
    expect(new Set(Object.values(CATEGORIES)).size).toBe(9);
  });

  it('is searched for by the beginnings of its names first, then by its words', () => {
    expect(found('smile')).toEqual(['😄', '😀']);
    expect(found('t')).toEqual(['🍵', '🎉', '👍', '🥲']);
    expect(found('thumbs up')).toEqual(['👍']);
    expect(found('popper')).toEqual(['🎉']);
    expect([found(''), found('zzz'), found('t', 1)]).toEqual([[], [], ['🍵']]);
  });
});

describe('a text with names of emoji', () => {
  for (const [text, seen] of [[':tea:', '🍵'], ['hi :Tada: you', 'hi 🎉 you'], [':tea::sushi:', '🍵🍣'], ['好:tea:好', '好🍵好'],
    ['`:tea:` :tea:', '`:tea:` 🍵'], ['```\n:tea:\n```', '```\n:tea:\n```'], ['```\n:tea:', '```\n:tea:'], ['1:100:2', '1:100:2'], ['10:30:45', '10:30:45'],
    ['a:tea:', 'a:tea:'], [':nothing:', ':nothing:'], [':tea', ':tea'], [':constructor:', ':constructor:'], ['http://a:tea:b', 'http://a:tea:b']]) {
    it(`${JSON.stringify(text)} is sent as ${JSON.stringify(seen)}`, () => expect(withEmoji(text, find)).toBe(seen));
  }
});

describe('a name that is being written', () => {
  for (const [text, begun] of [[':te', { from: 0, query: 'te' }], ['hi :te', { from: 3, query: 'te' }], ['好:te', { from: 1, query: 'te' }], [':t', null], ['a:te', null],
    ['::te', null], [':te ', null], [':)', null], ['10:30', null], [':tea:', null], ['', null]]) {
    it(`is ${begun === null ? 'not ' : ''}seen in '${text}'`, () => expect(begunAt(text, text.length)).toEqual(begun));
  }

  it('is the one at the caret', () => expect(begunAt(':tea and more', 3)).toEqual({ from: 0, query: 'te' }));
});

describe('the list of emoji', () => {
  it('is fetched once, when it is wanted, and again only if it could not be had', async () => {
    let asked = 0;
    const data = createEmojiData(async () => {
      asked += 1;
      return { ok: asked > 1, json: async () => LIBRARY };
    });
    expect([data.loaded, asked]).toEqual([null, 0]);
    await expectAsync(data.load()).toBeRejected();
    const [one, other] = await Promise.all([data.load(), data.load()]);
    expect([one === other, data.loaded === one, asked, one.find('tea')]).toEqual([true, true, 2, '🍵']);
  });
});

describe('the emoji used last', () => {
  it('are there in that order, each once, and boundedly many', () => {
    const kept = fakeStorage();
    const recent = createRecent(createStorage(() => kept));
    ['🍵', '🍣', '🍵'].forEach(recent.use);
    expect(createRecent(createStorage(() => kept)).list()).toEqual(['🍵', '🍣']);
    for (let index = 0; index < 2 * RECENT_LIMIT; index += 1) {
      recent.use(String(index));
    }
    expect(recent.list().length).toBe(RECENT_LIMIT);
  });

  for (const nonsense of ['', '{', 'null', '5', '[5, null]', `["${'a'.repeat(99)}"]`]) {
    it(`are none where '${nonsense.slice(0, 20)}' is kept`, () => {
      expect(createRecent(createStorage(() => fakeStorage({ 'kaiwa.emoji': nonsense }))).list()).toEqual([]);
    });
  }
});
