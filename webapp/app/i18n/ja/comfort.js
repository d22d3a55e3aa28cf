/** How the page is set up, its keys, and how one is told. */
export const comfort = {
  settingsOpen: '設定',
  settings: {
    wire: '通信フレームを見る',
    title: '設定',
    language: '言語',
    byBrowser: 'ブラウザーに合わせる',
    languageHint: 'この画面を閉じると、ページの言語が切り替わります。',
    theme: '外観',
    themes: { system: 'システム', light: 'ライト', dark: 'ダーク' },
    density: '表示間隔',
    densities: { compact: '狭い', normal: '標準', comfortable: '広い' },
    notifications: '通知',
    quiet: 'おやすみモード',
    sound: '通知音を鳴らす',
    desktop: 'デスクトップに通知する',
    level: 'このルームで通知するもの',
    levels: { all: 'すべてのメッセージ', mentions: '自分宛てのみ', nothing: 'なし' },
    permission: {
      denied: 'ブラウザーがこのページからの通知を許可していません。ブラウザーの設定で変更できます。',
      unsupported: 'このブラウザーでは、このページの通知を表示できません。',
    },
  },
  shortcuts: {
    title: 'キーボードショートカット',
    send: 'メッセージを送信',
    newLine: '改行',
    editLast: '入力欄が空のとき、自分の最後のメッセージを編集',
    cancel: 'キャンセル、または開いている画面を閉じる',
    emoji: '入力中に絵文字を選択（例：:tea）',
    sheet: 'ショートカット一覧を表示',
    markdown: 'メッセージでは **太字**、*斜体*、~~取り消し線~~、`コード`、> 引用、- リスト、``` コードブロックが使えます。',
  },
  alert: {
    inRoom: (name, room) => `${name}さん（${room}）`,
    privately: (name) => `${name}さん（プライベート）`,
  },
};
