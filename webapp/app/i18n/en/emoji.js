/** The emoji and their categories. */
export const emoji = {
  emojiOpen: 'Insert an emoji',
  emoji: {
    search: 'Search emoji',
    found: 'Emoji found',
    none: 'No emoji has this name',
    loading: 'Loading…',
    failed: 'The emoji could not be loaded.',
    categories: {
      label: 'Categories',
      recent: 'Recently used',
      smileys: 'Smileys',
      people: 'People',
      nature: 'Animals and nature',
      food: 'Food and drink',
      travel: 'Travel and places',
      activities: 'Activities',
      objects: 'Objects',
      symbols: 'Symbols',
      flags: 'Flags',
    },
  },
};
