import iconv from 'iconv-lite';
import type { Charsets, WideCharset } from '#drivers/printer/protocol/escpos-decode.ts';

/** Epson's numbers of character code tables (`ESC t`), by iconv-lite's names. */
const EPSON_PAGES: ReadonlyMap<number, string> = new Map([
  [0, 'cp437'],
  [2, 'cp850'],
  [3, 'cp860'],
  [4, 'cp863'],
  [5, 'cp865'],
  [13, 'cp857'],
  [14, 'cp737'],
  [15, 'iso88597'],
  [16, 'windows1252'],
  [17, 'cp866'],
  [18, 'cp852'],
  [19, 'cp858'],
  [32, 'cp720'],
  [33, 'cp775'],
  [34, 'cp855'],
  [35, 'cp861'],
  [36, 'cp862'],
  [38, 'cp869'],
  [39, 'iso88592'],
  [40, 'iso885915'],
  [44, 'cp1125'],
  [45, 'windows1250'],
  [46, 'windows1251'],
  [47, 'windows1253'],
  [48, 'windows1254'],
  [49, 'windows1255'],
  [50, 'windows1256'],
  [51, 'windows1257'],
]);

/** Star's (`ESC GS t`). */
const STAR_PAGES: ReadonlyMap<number, string> = new Map([
  [1, 'cp437'],
  [4, 'cp858'],
  [5, 'cp852'],
  [6, 'cp860'],
  [7, 'cp861'],
  [8, 'cp863'],
  [9, 'cp865'],
  [10, 'cp866'],
  [11, 'cp855'],
  [12, 'cp857'],
  [13, 'cp862'],
  [15, 'cp737'],
  [17, 'cp869'],
  [32, 'windows1252'],
  [33, 'windows1250'],
  [34, 'windows1251'],
]);

type Latin = Charsets['latin'];

/** Pages by number; `katakana` is the right half of JIS X 0201, in order from A1h. */
export function pagesOf(numbers: ReadonlyMap<number, string>, katakana?: number): Latin {
  return (pageNumber, byte) => {
    if (pageNumber === katakana) return byte >= 0xa1 && byte <= 0xdf ? String.fromCharCode(0xff61 + byte - 0xa1) : null;
    const page = numbers.get(pageNumber);
    if (page === undefined) return null;
    const char = iconv.decode(Uint8Array.of(byte), page);
    return char === '\uFFFD' || char < '\u00A0' ? null : char;
  };
}

const epson = pagesOf(EPSON_PAGES, 1);
const star = pagesOf(STAR_PAGES, 2);

/** A font as the platform's own tables have it, which share nothing with the encoder's. */
function platformFont(encoding: string, reads: WideCharset['reads'], model: Partial<WideCharset> = {}): WideCharset {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return {
    reads,
    char(code) {
      try {
        const text = decoder.decode(Uint8Array.from(code));
        return [...text].length === 1 && !/\p{Co}/u.test(text) ? text : null;
      } catch {
        return null;
      }
    },
    initially: true,
    choosesSystem: false,
    ...model,
  };
}

const within = (byte: number, first: number, last: number) => byte >= first && byte <= last;

/** Two bytes, the second from 40h; or four, the second and fourth a digit. */
function gb18030Reads(code: readonly number[]): 'whole' | 'more' | 'broken' {
  const [first = 0, second, third, fourth] = code;
  if (!within(first, 0x81, 0xfe)) return 'broken';
  if (second === undefined) return 'more';
  if (within(second, 0x40, 0xfe) && second !== 0x7f) return 'whole';
  if (!within(second, 0x30, 0x39)) return 'broken';
  if (third === undefined) return 'more';
  if (!within(third, 0x81, 0xfe)) return 'broken';
  if (fourth === undefined) return 'more';
  return within(fourth, 0x30, 0x39) ? 'whole' : 'broken';
}

/** Pairs whose first and second bytes are of some kind. */
function pairs(lead: (byte: number) => boolean, trail: (byte: number) => boolean): WideCharset['reads'] {
  return ([first = 0, second]) => {
    if (!lead(first)) return 'broken';
    if (second === undefined) return 'more';
    return trail(second) ? 'whole' : 'broken';
  };
}

const big5Reads = pairs(
  (byte) => within(byte, 0x81, 0xfe),
  (byte) => within(byte, 0x40, 0x7e) || within(byte, 0xa1, 0xfe),
);
const shiftJisReads = pairs(
  (byte) => within(byte, 0x81, 0x9f) || within(byte, 0xe0, 0xfc),
  (byte) => within(byte, 0x40, 0xfc) && byte !== 0x7f,
);
const eucKrReads = pairs(
  (byte) => within(byte, 0xa1, 0xfe),
  (byte) => within(byte, 0xa1, 0xfe),
);

const fonts = {
  chinese: platformFont('gb18030', gb18030Reads),
  taiwanese: platformFont('big5', big5Reads),
  japanese: platformFont('shift_jis', shiftJisReads, { initially: false, choosesSystem: true }),
  korean: platformFont('euc-kr', eucKrReads),
};

/** The fonts of a model for Latin scripts. */
export const latinModel: Charsets = { latin: epson };
/** The fonts of models for China, Taiwan, Japan and Korea. */
export const chineseModel: Charsets = { latin: epson, wide: fonts.chinese };
export const taiwaneseModel: Charsets = { latin: epson, wide: fonts.taiwanese };
export const japaneseModel: Charsets = { latin: epson, wide: fonts.japanese };
export const koreanModel: Charsets = { latin: epson, wide: fonts.korean };

/** The same of Star's. */
export const starLatinModel: Charsets = { latin: star };
export const starChineseModel: Charsets = { latin: star, wide: fonts.chinese };
export const starTaiwaneseModel: Charsets = { latin: star, wide: fonts.taiwanese };
export const starJapaneseModel: Charsets = { latin: star, wide: fonts.japanese };
export const starKoreanModel: Charsets = { latin: star, wide: fonts.korean };
