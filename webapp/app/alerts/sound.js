// Two soft tones, one after the other: frequency in hertz, and when it begins in seconds.
const TONES = [[660, 0], [880, 0.09]];
const LASTS = 0.22;
const LOUDNESS = 0.08;
const SILENCE = 0.0001; // an exponential way down never comes to nothing

// Messages that come one right after another are heard once (milliseconds).
const PAUSE = 2_000;

function play(context, frequency, from) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.01);
  volume.gain.exponentialRampToValueAtTime(SILENCE, from + LASTS);
  tone.connect(volume);
  volume.connect(context.destination);
  tone.start(from);
  tone.stop(from + LASTS);
}

/**
 * The sound of a message. It is made and not fetched.
 *
 * @param {{AudioContext: Function|undefined, isTouched: () => boolean, clock: object}} options `isTouched` whether the reader
 *   has touched the page: before that a browser lets it make no sound, and complains
 * @returns {() => void}
 */
export function createSound({ AudioContext, isTouched, clock }) {
  let context = null;
  let last = -Infinity;

  return () => {
    if (AudioContext !== undefined && isTouched() && clock.now() - last >= PAUSE) {
      last = clock.now();
      context ??= new AudioContext();
      TONES.forEach(([frequency, begins]) => play(context, frequency, context.currentTime + begins));
    }
  };
}
