import { scanText } from './scan-text.ts';
import { SERIAL_START, type SerialFraming, serialBytes, serialSilence } from './serial-scan.ts';
import { bytesOf, must, textOf } from './testing/fuzzing.ts';

const FRAMINGS: readonly SerialFraming[] = [
  { prefix: '', suffix: null },
  { prefix: '$', suffix: '\r\n' },
];

export default {
  name: 'serial scanner',
  samples: [
    ']E04006381333931\r\n]E496385074\r\n',
    '\x02$4006381333931\x03\r\n',
    ']d2010950600013435210AB\x1d17261231\r\n$x\r\n',
    '96385074',
  ].map(bytesOf),
  run(bytes: Uint8Array, splits: readonly number[]): void {
    for (const framing of FRAMINGS) {
      const whole = read([bytes], framing);
      const cuts = [0, ...splits.filter((at) => at < bytes.length).toSorted((a, b) => a - b), bytes.length];
      const pieces = cuts.slice(1).map((to, index) => bytes.subarray(cuts[index], to));
      must(JSON.stringify(read(pieces, framing)) === JSON.stringify(whole), 'splitting changed what was scanned');
      const frames = framesOf(textOf(bytes), framing);
      const texts = frames.map((frame) => scanText(bytesOf(frame)));
      for (const scan of whole) {
        must(
          texts.some((text) => text?.endsWith(scan)),
          `no frame says ${scan}`,
        );
      }
    }
  },
};

function read(pieces: readonly Uint8Array[], framing: SerialFraming): string[] {
  let state = SERIAL_START;
  const texts: string[] = [];
  for (const piece of pieces) {
    const step = serialBytes(state, piece, framing);
    state = step.state;
    texts.push(...step.scans.map(({ text, symbology }) => `${symbology ?? ''}${text}`));
  }
  const { scan } = serialSilence(state, framing);
  return scan ? [...texts, `${scan.symbology ?? ''}${scan.text}`] : texts;
}

function framesOf(text: string, { suffix }: SerialFraming): string[] {
  return suffix === null ? text.replaceAll('\x03', '\r').split(/[\r\n]/) : text.split(suffix);
}
