import { wordsOf } from '../words.js';

const { number, people: listed } = wordsOf('zh-Hans');
const unreadOf = (count) => (count >= 1_000 ? '999+' : number(count));
const quoted = (words) => ['“', { name: words }, '”'];
const people = (members) => listed(members.map(({ name }) => name), members.length, String);
const plain = (parts) => parts.map((part) => part.name ?? part).join('');

/** What is said of rooms, reactions, answers and who is there, in Chinese, in simplified characters. */
export const rooms = {
  roomList: '房间和对话',
  rooms: '房间',
  direct: '私聊',
  showRooms: (unread) => (unread > 0 ? `房间（${number(unread)} 条未读）` : '房间'),
  unread: unreadOf,
  introDirect: (title) => `你和 ${title}`,
  composerIn: (title, isDirect) => (isDirect ? `发给 ${title}…` : `在 ${title} 中发言…`),
  roomState: (unread, mentions) => [
    ...(unread > 0 ? [`${unreadOf(unread)} 条未读`] : []),
    ...(mentions > 0 ? [`${number(mentions)} 条提到你`] : []),
  ].join('，'),
  mentioned: '@',
  archivedRoom: '已归档',
  newRoom: '新建房间',
  findRoom: '查找房间',
  newDirect: '发起对话',
  jumpTo: '跳转到…',
  jumpKeys: (isApple) => (isApple ? '⌘K' : 'Ctrl K'),
  roomMenu: (title) => `${title}：房间操作`,
  editRoom: '名称和主题',
  editTopic: '修改主题',
  archive: '归档',
  unarchive: '取消归档',
  invite: '邀请成员',
  people: '人员',
  copyRoomLink: '复制房间链接',
  leaveRoom: '退出房间',
  reallyLeave: (isClosed) => (isClosed ? '退出后需要有人邀请才能再次进入。确定退出吗？' : '确定退出这个房间吗？'),
  stay: '留下',
  leave: '退出',
  name: '名称',
  topic: '主题',
  topicHint: '这个房间聊什么。房间里的每个人都可以修改。',
  kind: '谁可以进入',
  kinds: { open: '所有人', closed: '仅受邀的人' },
  invited: '邀请',
  whoWith: '和谁对话？',
  make: '创建',
  begin: '开始',
  saveRoom: '保存更改',
  removePerson: (name) => `移除 ${name}`,
  remove: '移除',
  findPlaceholder: '输入名字',
  filterPlaceholder: '输入房间或人名',
  noRooms: '没有名称匹配的公开房间。',
  noPeople: '没有找到名字匹配的人。',
  nothing: '没有结果',
  join: '加入',
  joined: '已加入',
  chosen: '已选择',
  roomErrors: {
    room_exists: '已有同名房间。请查找并加入它，或换一个名称。',
    not_connected: '当前未连接，请稍后再试。',
    title_invalid: '名称须为 1 到 64 个字符。',
    room_invalid: '房间名称须为 1 到 64 个字符。',
    topic_invalid: '主题最多 250 个字符。',
    people_invalid: '请选择 1 到 49 人。',
  },
  problems: {
    not_there: '这条消息已不存在，或超出了本页能显示的范围。',
    archived: '这个房间已归档，不能再发言。',
    too_many_reactions: '这条消息的表情种类已达上限。',
    emoji_invalid: '服务器不接受这个表情。',
    not_yours: '你没有权限这样做。',
    too_many_rooms: '你同时加入的房间已达上限。请先退出一个，再加入新的。',
  },
  roomNotice: {
    changed(name, { title, topic, archived, invited, removed }) {
      const who = { name };
      if (title !== undefined) {
        return [who, ' 将房间改名为', ...quoted(title), ...(topic === undefined ? [] : ['，主题改为', ...quoted(topic)])];
      }
      if (topic !== undefined) {
        return topic === '' ? [who, ' 清除了主题'] : [who, ' 将主题改为', ...quoted(topic)];
      }
      if (archived !== undefined) {
        return [who, archived ? ' 归档了这个房间' : ' 取消了房间的归档'];
      }
      if (invited !== undefined) {
        return [who, ' 邀请了 ', ...people(invited)];
      }
      return removed === undefined ? [who, ' 更改了这个房间'] : [who, ' 移除了 ', ...people(removed)];
    },
    new: '以下是新消息',
  },
  reply: '回复',
  replyingTo: '回复：',
  cancelReply: '取消回复',
  toQuoted: (author) => `跳转到 ${author} 的消息`,
  quoteGone: '该消息已不存在',
  quoteUnknown: '较早的消息',
  react: '添加表情回应',
  moreActions: '消息操作',
  copyLink: '复制链接',
  copyText: '复制文本',
  copied: '已复制',
  notCopied: '浏览器不允许复制。',
  reactedWith: (names, count, emoji) => `${plain(listed(names, count, (others) => `其他 ${number(others)} 人`))}回应了 ${emoji}`,
  mentionsYou: '提到了你',
  nameSuggestions: '姓名建议',
  isTyping(names) {
    if (names.length === 0) {
      return [];
    }
    return names.length > 2 ? ['多人正在输入…'] : [...people(names.map((name) => ({ name }))), ' 正在输入…'];
  },
  presence: { here: '在线', away: '离开', absent: '不在' },
  presenceGroup: (words, count) => `${words} · ${number(count)}`,
  sharedRooms: (titles) => `你们都在${plain(listed(titles.slice(0, 3), titles.length, (others) => `其他 ${number(others)} 个房间`))}`,
  writeTo: (name) => `给 ${name} 写消息`,
  privateHere: '在此发送私信',
  memberAway: '离开',
};
