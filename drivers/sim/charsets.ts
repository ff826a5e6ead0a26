import iconv from 'iconv-lite';
import type { Charsets } from '#drivers/printer/protocol/escpos-decode.ts';

/** Epson's numbers of character code tables (`ESC t`), by iconv-lite's names. */
const PAGES: ReadonlyMap<number, string> = new Map([
  [0, 'cp437'],
  [2, 'cp850'],
  [3, 'cp860'],
  [4, 'cp863'],
  [5, 'cp865'],
  [16, 'windows1252'],
  [17, 'cp866'],
  [18, 'cp852'],
  [19, 'cp858'],
]);

const gb18030 = new TextDecoder('gb18030', { fatal: true });

function latin(pageNumber: number, byte: number): string | null {
  const page = PAGES.get(pageNumber);
  if (page === undefined) return null;
  const char = iconv.decode(Uint8Array.of(byte), page);
  return char === '\uFFFD' || char < '\u00A0' ? null : char;
}

/** The fonts of a model for Latin scripts. */
export const latinModel: Charsets = { latin };

/** The fonts of a Chinese model, as this machine decodes them: GB18030 by the platform's own tables. */
export const chineseModel: Charsets = {
  latin,
  chinese(code) {
    try {
      const text = gb18030.decode(Uint8Array.from(code));
      return [...text].length === 1 && !/\p{Co}/u.test(text) ? text : null;
    } catch {
      return null;
    }
  },
};
