import { CD5220 } from './cd5220.ts';
import { displayFrame } from './display-frame.ts';
import { ESCPOS_DISPLAY } from './escpos-display.ts';

const TEXT = (columns: number) => `[\\x20-\\x7e\\x80-\\xff]{${columns}}`;
const FRAMES = [
  {
    language: ESCPOS_DISPLAY,
    form: (columns: number) =>
      `^\\x1b=\\x02\\x1f\\x01\\x1bt[\\x00-\\x13]\\x0b${TEXT(columns)}\\x1f\\$\\x01\\x02${TEXT(columns)}$`,
  },
  {
    language: CD5220,
    form: (columns: number) => `^(\\x0c\\x1bt[\\x00-\\x05])?\\x1bQA${TEXT(columns)}\\r\\x1bQB${TEXT(columns)}\\r$`,
  },
];

/** Text as UTF-16, the lower byte first: any bytes are some text. */
function textOf(bytes: Uint8Array): string {
  const units = Array.from(
    { length: bytes.length >> 1 },
    (_, at) => (bytes[2 * at] ?? 0) + 256 * (bytes[2 * at + 1] ?? 0),
  );
  return String.fromCharCode(...units.slice(0, 10_000));
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text.split('').flatMap((unit) => [unit.charCodeAt(0) & 0xff, unit.charCodeAt(0) >> 8]));
}

/** Displays never answer; what is tried is what they are sent: whatever the text, two whole lines and no command in them. */
export default {
  name: 'Line display',
  samples: ['Apples 1kg      1.24\nTotal           2.09', 'Äpfel €1,20\nСумма 3', '苹果    ¥3.00\n合计'].map(bytesOf),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    const text = textOf(bytes);
    const at = splits[0] ?? text.indexOf('\n');
    for (const columns of [16, 20, 40]) {
      for (const { language, form } of FRAMES) {
        const first = displayFrame(language, [text.slice(0, at), text.slice(at)], columns, null);
        const sent = Array.from(first.bytes, (byte) => String.fromCharCode(byte)).join('');
        if (!new RegExp(form(columns)).test(sent)) throw new Error(`not a frame: ${JSON.stringify(sent)}`);
      }
    }
  },
};
