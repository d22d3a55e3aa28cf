/** What people call the emoji that they use most, where Unicode calls them otherwise; the names are those of GitHub. */
export const SHORT_NAMES = Object.freeze({
  '+1': '👍', '-1': '👎', 100: '💯', angry: '😠', arrow_right: '➡️', blush: '😊', book: '📖', bulb: '💡', cake: '🍰', clap: '👏', coffee: '☕',
  computer: '💻', confused: '😕', cry: '😢', email: '📧', exclamation: '❗', facepalm: '🤦', grin: '😁', hand: '✋', heart: '❤️', heart_eyes: '😍',
  heavy_check_mark: '✔️', hugs: '🤗', joy: '😂', kissing_heart: '😘', laughing: '😆', lock: '🔒', muscle: '💪', ok: '🆗', open_mouth: '😮', party: '🎉',
  phone: '☎️', point_down: '👇', point_left: '👈', point_right: '👉', point_up: '☝️', poop: '💩', pray: '🙏', question: '❓', rage: '😡',
  raised_hands: '🙌', recycle: '♻️', rofl: '🤣', see_no_evil: '🙈', shrug: '🤷', sleeping: '😴', smile: '😄', smiley: '😃', smirk: '😏', sob: '😭',
  star: '⭐', sun: '☀️', sunglasses: '😎', sweat_smile: '😅', tada: '🎉', tea: '🍵', thinking: '🤔', thumbsdown: '👎', thumbsup: '👍',
  warning: '⚠️', wave: '👋', white_check_mark: '✅', wink: '😉', worried: '😟', x: '❌', zap: '⚡',
});
