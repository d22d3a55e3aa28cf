/** What is said in other shapes than words. */
export const richText = {
  richText: {
    copy: 'Copy the code',
    copied: 'Copied',
    image: (words, host) => (words === '' ? `Image on ${host}` : `${words} (image on ${host})`),
  },
};
