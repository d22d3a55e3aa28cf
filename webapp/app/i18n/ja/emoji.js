/** The emoji and their categories. */
export const emoji = {
  emojiOpen: '絵文字を挿入',
  emoji: {
    search: '絵文字を検索（英語）',
    found: '検索結果',
    none: '該当する絵文字はありません',
    loading: '読み込んでいます…',
    failed: '絵文字を読み込めませんでした。',
    categories: {
      label: 'カテゴリー',
      recent: '最近使用した絵文字',
      smileys: 'スマイリー',
      people: '人物',
      nature: '動物と自然',
      food: '食べ物と飲み物',
      travel: '旅行と場所',
      activities: 'アクティビティ',
      objects: '物',
      symbols: '記号',
      flags: '旗',
    },
  },
};
