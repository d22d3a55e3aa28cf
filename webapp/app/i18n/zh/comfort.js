/** How the page is set up, its keys, and how one is told. */
export const comfort = {
  settingsOpen: '设置',
  settings: {
    wire: '查看网络数据帧',
    title: '设置',
    language: '语言',
    byBrowser: '跟随浏览器',
    languageHint: '关闭此窗口后，页面将切换语言。',
    theme: '外观',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
    density: '间距',
    densities: { compact: '紧凑', normal: '标准', comfortable: '宽松' },
    notifications: '通知',
    quiet: '勿扰',
    sound: '播放提示音',
    desktop: '显示桌面通知',
    level: '此房间的通知范围',
    levels: { all: '所有消息', mentions: '仅与我有关的消息', nothing: '不通知' },
    permission: {
      denied: '浏览器不允许此页面发送通知。你可以在浏览器设置中更改。',
      unsupported: '此浏览器无法为本页面显示通知。',
    },
  },
  shortcuts: {
    title: '键盘快捷键',
    send: '发送消息',
    newLine: '换行',
    editLast: '输入框为空时，编辑你的上一条消息',
    cancel: '取消，或关闭已打开的窗口',
    emoji: '输入时选择表情，例如 :tea',
    sheet: '显示快捷键',
    markdown: '消息支持 **粗体**、*斜体*、~~删除线~~、`代码`、> 引用、- 列表和 ``` 代码块。',
  },
  alert: {
    inRoom: (name, room) => `${name}（${room}）`,
    privately: (name) => `${name} 发来私信`,
  },
};
