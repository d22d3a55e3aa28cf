/** What is said in other shapes than words. */
export const richText = {
  richText: {
    copy: 'コードをコピー',
    copied: 'コピーしました',
    more: '続きを表示',
    less: '折りたたむ',
    image: (words, host) => (words === '' ? `${host}の画像` : `${words}（${host}の画像）`),
  },
};
