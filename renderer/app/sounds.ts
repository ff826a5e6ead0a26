import type { Readable } from '#renderer/app/external-store.ts';
import type { Preferences } from '#renderer/app/preferences.ts';

/** `scan` taken, `unknown` to the shop, `wrong` here and now, `paid` and done, a new `order` came. */
export type Sound = 'scan' | 'unknown' | 'wrong' | 'paid' | 'order';

/** Tones of a sound: frequency in hertz, when it begins and how long it lasts in seconds. */
const TONES: Readonly<Record<Sound, readonly { hertz: number; from: number; lasts: number }[]>> = {
  scan: [{ hertz: 1760, from: 0, lasts: 0.06 }],
  unknown: [
    { hertz: 440, from: 0, lasts: 0.12 },
    { hertz: 330, from: 0.14, lasts: 0.2 },
  ],
  wrong: [
    { hertz: 220, from: 0, lasts: 0.1 },
    { hertz: 220, from: 0.14, lasts: 0.1 },
    { hertz: 220, from: 0.28, lasts: 0.1 },
  ],
  paid: [
    { hertz: 880, from: 0, lasts: 0.08 },
    { hertz: 1320, from: 0.09, lasts: 0.14 },
  ],
  order: [
    { hertz: 1047, from: 0, lasts: 0.14 },
    { hertz: 784, from: 0.18, lasts: 0.14 },
    { hertz: 1047, from: 0.36, lasts: 0.14 },
    { hertz: 1319, from: 0.54, lasts: 0.26 },
  ],
};

/** Plays the till's sounds, made on the spot; silent while muted, and where the machine has no sound. */
export function createSounds(preferences: Readable<Preferences>): (sound: Sound) => void {
  let context: AudioContext | undefined;
  return (sound) => {
    if (preferences.get().muted || typeof AudioContext === 'undefined') return;
    context ??= new AudioContext();
    void context.resume();
    for (const tone of TONES[sound]) play(context, tone.hertz, context.currentTime + tone.from, tone.lasts);
  };
}

function play(context: AudioContext, hertz: number, from: number, lasts: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(0.2, from + 0.005);
  gain.gain.setValueAtTime(0.2, from + lasts - 0.01);
  gain.gain.linearRampToValueAtTime(0, from + lasts);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + lasts);
}
