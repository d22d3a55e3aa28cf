import { wordsOf } from '../words.js';

const { number, people: listed } = wordsOf('ja');
const unreadOf = (count) => (count >= 1_000 ? '999+' : number(count));
const quoted = (words) => ['「', { name: words }, '」'];
const people = (members) => listed(members.map(({ name }) => name), members.length, String);
const plain = (parts) => parts.map((part) => part.name ?? part).join('');

/** What is said of rooms, reactions, answers and who is there, in Japanese. */
export const rooms = {
  roomList: 'ルームと会話',
  rooms: 'ルーム',
  direct: 'ダイレクト',
  showRooms: (unread) => (unread > 0 ? `ルーム（未読${number(unread)}件）` : 'ルーム'),
  unread: unreadOf,
  introDirect: (title) => `${title}さんとの会話`,
  composerIn: (title, isDirect) => (isDirect ? `${title}さんへのメッセージ…` : `「${title}」へのメッセージ…`),
  roomState: (unread, mentions) => [
    ...(unread > 0 ? [`未読${unreadOf(unread)}件`] : []),
    ...(mentions > 0 ? [`あなたへのメンション${number(mentions)}件`] : []),
  ].join('、'),
  mentioned: '@',
  archivedRoom: 'アーカイブ済み',
  newRoom: 'ルームを作成',
  findRoom: 'ルームを探す',
  newDirect: '会話を始める',
  jumpTo: '移動…',
  jumpKeys: (isApple) => (isApple ? '⌘K' : 'Ctrl K'),
  roomMenu: (title) => `「${title}」の操作`,
  editRoom: '名前とトピック',
  editTopic: 'トピックを変更',
  archive: 'アーカイブする',
  unarchive: 'アーカイブを解除',
  invite: '招待する',
  people: '参加者',
  copyRoomLink: 'ルームのリンクをコピー',
  leaveRoom: 'ルームを退出',
  reallyLeave: (isClosed) => (isClosed ? '再び入るには招待が必要になります。退出しますか？' : 'このルームを退出しますか？'),
  stay: 'とどまる',
  leave: '退出',
  name: '名前',
  topic: 'トピック',
  topicHint: 'このルームの話題です。ルームの全員が変更できます。',
  kind: '入室できる人',
  kinds: { open: '全員が入室可', closed: '招待された人のみ' },
  invited: '招待する人',
  whoWith: '誰と話しますか？',
  make: '作成',
  begin: '開始',
  saveRoom: '変更を保存',
  removePerson: (name) => `${name}さんを外す`,
  remove: '外す',
  findPlaceholder: '名前を入力',
  filterPlaceholder: 'ルーム名または名前を入力',
  noRooms: '名前が一致する公開ルームはありません。',
  noPeople: '名前が一致する人は見つかりません。',
  nothing: '見つかりません',
  join: '参加',
  joined: '参加済み',
  chosen: '選択済み',
  roomErrors: {
    room_exists: '同じ名前のルームがあります。探して参加するか、別の名前にしてください。',
    not_connected: '接続されていません。しばらくしてからもう一度お試しください。',
    title_invalid: '名前は1～64文字で入力してください。',
    room_invalid: 'ルーム名は1～64文字で入力してください。',
    topic_invalid: 'トピックは250文字までです。',
    people_invalid: '1～49人を選んでください。',
  },
  problems: {
    not_there: 'そのメッセージはもうないか、このページで表示できる範囲より前にあります。',
    archived: 'このルームはアーカイブされているため、発言できません。',
    too_many_reactions: 'このメッセージに付けられるリアクションの種類が上限に達しています。',
    emoji_invalid: 'この絵文字はサーバーで使用できません。',
    not_yours: 'この操作を行う権限がありません。',
    too_many_rooms: '同時に参加できるルーム数の上限です。新しく参加するには、どれかを退出してください。',
  },
  roomNotice: {
    changed(name, { title, topic, archived, invited, removed }) {
      const who = [{ name }, 'さんが'];
      if (title !== undefined) {
        return [...who, 'ルーム名を', ...quoted(title), 'に', ...(topic === undefined ? [] : ['、トピックを', ...quoted(topic), 'に']), '変更しました'];
      }
      if (topic !== undefined) {
        return topic === '' ? [...who, 'トピックを削除しました'] : [...who, 'トピックを', ...quoted(topic), 'に変更しました'];
      }
      if (archived !== undefined) {
        return [...who, archived ? 'ルームをアーカイブしました' : 'アーカイブを解除しました'];
      }
      if (invited !== undefined) {
        return [...who, ...people(invited), 'さんを招待しました'];
      }
      return removed === undefined ? [...who, 'ルームを変更しました'] : [...who, ...people(removed), 'さんを外しました'];
    },
    new: 'ここから新着',
  },
  reply: '返信',
  replyingTo: '返信先：',
  cancelReply: '返信をやめる',
  toQuoted: (author) => `${author}さんのメッセージへ移動`,
  quoteGone: 'このメッセージはもうありません',
  quoteUnknown: '以前のメッセージ',
  react: 'リアクション',
  moreActions: 'メッセージの操作',
  copyLink: 'リンクをコピー',
  copyText: 'テキストをコピー',
  copied: 'コピーしました',
  notCopied: 'ブラウザーによりコピーが許可されませんでした。',
  reactedWith: (names, count, emoji) => `${plain(listed(names, count, (others) => `ほか${number(others)}人`))}が${emoji}でリアクションしました`,
  mentionsYou: 'あなたへのメンション',
  nameSuggestions: '名前の候補',
  isTyping(names) {
    if (names.length === 0) {
      return [];
    }
    return names.length > 2 ? ['複数の人が入力中…'] : [...people(names.map((name) => ({ name }))), 'さんが入力中…'];
  },
  presence: { here: '在席中', away: '離席中', absent: '不在' },
  presenceGroup: (words, count) => `${words} · ${number(count)}`,
  sharedRooms: (titles) => `共通のルーム：${plain(listed(titles.slice(0, 3), titles.length, (others) => `ほか${number(others)}件`))}`,
  writeTo: (name) => `${name}さんにメッセージを書く`,
  privateHere: 'ここでプライベートメッセージを送る',
  memberAway: '離席中',
};
