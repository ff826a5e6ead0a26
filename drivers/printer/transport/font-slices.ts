import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Type from 'typebox';
import { parseJson } from '#contracts/schema.ts';

/** A part of a font that comes as a file of its own, and the characters it is for. */
export interface FontSlice {
  /** One name for all weights of it. */
  family: string;
  /** The file for a weight: one for both where the font is variable. */
  file(bold: boolean): string;
  has(codePoint: number): boolean;
}

interface FontPackage {
  name: string;
  /** File name of a slice for a weight. */
  file(slice: string, weight: 400 | 700): string;
  /** Only these slices; all where nothing is said. */
  slices?: readonly string[];
}

const weights =
  (family: string): FontPackage['file'] =>
  (slice, weight) =>
    `${family}-${slice}-${weight}-normal.woff2`;
const variable =
  (family: string): FontPackage['file'] =>
  (slice) =>
    `${family}-${slice}-wght-normal.woff2`;

const EMOJI: FontPackage = { name: '@fontsource/noto-emoji', file: weights('noto-emoji') };
const KOREAN: FontPackage = { name: '@fontsource-variable/noto-sans-kr', file: variable('noto-sans-kr') };
/**
 * From where a character is taken, the first that is for it: Noto Sans for Latin (each of its scripts' packages has the same), then a
 * font per script. Ideographs come in the forms of the mainland. All are under the SIL Open Font License 1.1.
 */
const IN_ORDER: readonly FontPackage[] = [
  {
    name: '@fontsource/noto-sans-hebrew',
    file: weights('noto-sans-hebrew'),
    slices: ['latin', 'latin-ext', 'hebrew'],
  },
  { name: '@fontsource/noto-sans-arabic', file: weights('noto-sans-arabic'), slices: ['arabic'] },
  { name: '@fontsource/noto-sans-thai', file: weights('noto-sans-thai'), slices: ['thai'] },
  { name: '@fontsource/noto-sans-devanagari', file: weights('noto-sans-devanagari'), slices: ['devanagari'] },
  {
    name: '@fontsource-variable/inter',
    file: variable('inter'),
    slices: ['greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'],
  },
  { name: '@fontsource-variable/noto-sans-sc', file: variable('noto-sans-sc') },
  KOREAN,
  EMOJI,
];

const Ranges = Type.Record(Type.String(), Type.String());
const require = createRequire(import.meta.url);
const opened = new Map<string, readonly FontSlice[]>();

/** The slices that a character may be in, the best first; a package that is not there has none. */
export function slicesFor(char: string): FontSlice[] {
  const codePoint = char.codePointAt(0) ?? 0;
  return order(char)
    .flatMap(slicesOf)
    .filter((slice) => slice.has(codePoint));
}

/** Ranges of the big Chinese font name emoji and Hangul that it has not. */
function order(char: string): readonly FontPackage[] {
  if (/\p{Emoji_Presentation}/u.test(char)) return [EMOJI];
  if (/\p{Script=Hangul}/u.test(char)) return [KOREAN];
  return IN_ORDER;
}

function slicesOf(font: FontPackage): readonly FontSlice[] {
  const known = opened.get(font.name);
  if (known) return known;
  const slices = readSlices(font);
  opened.set(font.name, slices);
  return slices;
}

function readSlices(font: FontPackage): FontSlice[] {
  const text = readText(`${font.name}/unicode.json`);
  const ranges = text === null ? null : parseJson(Ranges, text);
  if (!ranges?.ok) return [];
  return Object.entries(ranges.value).flatMap(([key, css]) => {
    const slice = key.replace(/[[\]]/g, '');
    if (font.slices && !font.slices.includes(slice)) return [];
    const within = readRanges(css);
    return [
      {
        family: `${font.name.split('/')[1]} ${slice}`,
        file: (bold: boolean) => `${font.name}/files/${font.file(slice, bold ? 700 : 400)}`,
        has: (codePoint: number) => within.some(([first, last]) => codePoint >= first && codePoint <= last),
      },
    ];
  });
}

/** CSS `unicode-range`: `U+0E01-0E5B,U+25CC`. */
function readRanges(css: string): (readonly [number, number])[] {
  return css.split(',').map((range) => {
    const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}

/** A file of a package, by its name there; `null` when it can't be had. */
export function readPackageFile(name: string): Buffer | null {
  try {
    return readFileSync(require.resolve(name));
  } catch {
    return null;
  }
}

function readText(name: string): string | null {
  return readPackageFile(name)?.toString('utf8') ?? null;
}
