import iconv from 'iconv-lite';
import type { WideFont } from './printer-profile.ts';

/** iconv-lite's name of a font's code, and the codes of it that the font is sure to have. */
interface WideCode {
  encoding: string;
  has(code: Uint8Array, char: string): boolean;
}

const twoBytes = (code: Uint8Array): readonly [number, number] | null =>
  code.length === 2 ? [code[0] ?? 0, code[1] ?? 0] : null;

function between(value: number, first: number, last: number): boolean {
  return value >= first && value <= last;
}

const CODES: Readonly<Record<Exclude<WideFont, 'none'>, WideCode>> = {
  gbk: { encoding: 'gb18030', has: (code) => code.length === 2 },
  gb18030: {
    encoding: 'gb18030',
    has: (code, char) => code.length === 2 || /[\u3400-\u4DBF]/.test(char),
  },
  /** The standard's own rows: symbols, and its two levels of characters; without the extensions of Hong Kong. */
  big5: {
    encoding: 'big5',
    has(code) {
      const value = (code[0] ?? 0) * 256 + (code[1] ?? 0);
      return (
        code.length === 2 &&
        (between(value, 0xa140, 0xa3bf) || between(value, 0xa440, 0xc67e) || between(value, 0xc940, 0xf9d5))
      );
    },
  },
  /** JIS X 0208 and NEC's row 13, without IBM's extensions. Half-width katakana are in a single-byte page. */
  'shift-jis': {
    encoding: 'shiftjis',
    has(code) {
      const lead = twoBytes(code)?.[0] ?? 0;
      return between(lead, 0x81, 0x84) || between(lead, 0x87, 0x9f) || between(lead, 0xe0, 0xea);
    },
  },
  /** The 94 x 94 table of 1987: without the signs added to row 2 from A2E6h on (1998, the euro first), and Microsoft's extension. */
  'ks-c-5601': {
    encoding: 'euckr',
    has(code) {
      const [lead, trail] = twoBytes(code) ?? [0, 0];
      return between(lead, 0xa1, 0xfe) && between(trail, 0xa1, lead === 0xa2 ? 0xe5 : 0xfe);
    },
  },
};

const LEAD_FIRST = 0x81;

/**
 * A character's code of two or four bytes in a printer's wide font; `null` when the font lacks it, or it is ASCII.
 * For the till's host only: iconv-lite stands on Node's Buffer.
 */
export function wideCode(font: WideFont, char: string): Uint8Array | null {
  if (font === 'none') return null;
  const { encoding, has } = CODES[font];
  const code: Uint8Array = iconv.encode(char, encoding);
  return (code[0] ?? 0) >= LEAD_FIRST && code.length > 1 && has(code, char) ? code : null;
}
