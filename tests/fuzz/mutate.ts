import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface FuzzInput {
  bytes: Uint8Array;
  /** Where it is cut into pieces, ascending; 0 and the end may be among them, for a piece of nothing. */
  splits: number[];
}

/** An integer from 0 to below so many. */
type Below = (count: number) => number;

const CHANGES_MAX = 5;
const INSERTED_MAX = 8;
const DOUBLED_MAX = 300;
const NOISE_MAX = 200;
const SPLITS_MAX = 8;
const LENGTH_MAX = 4096;
/** Bytes that mean something to one protocol or another: NUL, framing, escapes, digits, signs, high bits, lengths. */
const TELLING = [
  0, 1, 2, 3, 4, 5, 6, 9, 10, 13, 16, 20, 21, 23, 24, 27, 28, 29, 30, 31, 37, 45, 46, 48, 57, 93, 127, 128, 255,
];

/** The input of one seed: samples changed, joined and split, now and then nothing but noise. */
export function fuzzInput(samples: readonly Uint8Array[], seed: number): FuzzInput {
  const random = xoroshiro128plus(seed);
  const below: Below = (count) => uniformInt(random, 0, count - 1);
  const bytes = Uint8Array.from(begun(samples, below).slice(0, LENGTH_MAX));
  if (below(16) === 0) return { bytes, splits: Array.from(bytes, (_, at) => at) };
  const splits = Array.from({ length: below(SPLITS_MAX) }, () => below(bytes.length + 1)).sort((a, b) => a - b);
  return { bytes, splits };
}

function begun(samples: readonly Uint8Array[], below: Below): number[] {
  if (samples.length === 0 || below(20) === 0) return noise(below(NOISE_MAX), below);
  const one = (): number[] => [...(samples[below(samples.length)] ?? [])];
  let bytes = one();
  for (let more = below(4); more > 1; more -= 1) bytes = [...bytes, ...one()];
  for (let changes = below(CHANGES_MAX + 1); changes > 0; changes -= 1) bytes = changed(bytes, below);
  return bytes;
}

function changed(bytes: number[], below: Below): number[] {
  const at = below(bytes.length + 1);
  switch (below(8)) {
    case 0:
      return bytes.map((byte, place) => (place === at ? byte ^ (1 << below(8)) : byte));
    case 1:
      return bytes.slice(0, at);
    case 2:
      return bytes.slice(at);
    case 3:
      return bytes.toSpliced(at, 1 + below(INSERTED_MAX));
    case 4:
      return bytes.toSpliced(at, 0, ...bytes.slice(at, at + 1 + below(DOUBLED_MAX)));
    case 5:
      return bytes.toSpliced(at, 0, ...noise(1 + below(INSERTED_MAX), below));
    case 6:
      return bytes.toSpliced(at, below(2), TELLING[below(TELLING.length)] ?? 0);
    default:
      return [...bytes.slice(at), ...bytes.slice(0, at)];
  }
}

function noise(length: number, below: Below): number[] {
  return Array.from({ length }, () => below(256));
}
