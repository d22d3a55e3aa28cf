/** What is said in other shapes than words. */
export const richText = {
  richText: {
    copy: '复制代码',
    copied: '已复制',
    more: '展开',
    less: '收起',
    image: (words, host) => (words === '' ? `${host} 上的图片` : `${words}（${host} 上的图片）`),
  },
};
