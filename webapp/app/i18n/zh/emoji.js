/** The emoji and their categories. */
export const emoji = {
  emojiOpen: '插入表情',
  emoji: {
    search: '搜索表情（英文）',
    found: '搜索结果',
    none: '没有找到表情',
    loading: '正在加载…',
    failed: '无法加载表情。',
    categories: {
      label: '分类',
      recent: '最近使用',
      smileys: '笑脸',
      people: '人物',
      nature: '动物与自然',
      food: '食物与饮料',
      travel: '旅行与地点',
      activities: '活动',
      objects: '物品',
      symbols: '符号',
      flags: '旗帜',
    },
  },
};
