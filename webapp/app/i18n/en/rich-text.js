/** What is said in other shapes than words. */
export const richText = {
  richText: {
    copy: 'Copy the code',
    copied: 'Copied',
    more: 'Show more',
    less: 'Show less',
    image: (words, host) => (words === '' ? `Image on ${host}` : `${words} (image on ${host})`),
  },
};
