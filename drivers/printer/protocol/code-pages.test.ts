import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { canPrint } from './charset.ts';
import { cleanText } from './clean-text.ts';
import { CODE_PAGES, type CodePage, pageByte } from './code-pages.ts';
import { drawPages, plainLines } from './draw-pages.ts';
import { encodeReceipt } from './encode-receipt.ts';
import { EscPosDecoder } from './escpos-decode.ts';
import { modelProfile, PRINTER_MODELS } from './models.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { StarDecoder } from './star-decode.ts';
import { fontsOf } from './testing/fonts-of.ts';

const UPPER_HALF = Array.from({ length: 128 }, (_, at) => 0x80 + at);

/** What a page has under a byte, by the table that is told; `null` for what takes no cell of its own, which our tables leave out. */
function cell(char: string): string | null {
  return char === '\uFFFD' || char < '\u00A1' || /[\p{C}\p{M}\p{Z}]/u.test(char) ? null : char;
}

/** Our table, read the other way round. */
function ours(page: CodePage): (string | null)[] {
  const found = new Map<number, string>();
  for (let code = 0xa1; code < 0xfffe; code += 1) {
    const char = String.fromCharCode(code);
    const byte = pageByte(page, char);
    if (byte !== null && byte >= 0x80) {
      expect(found.has(byte), `${page} ${byte}`).toBe(false);
      found.set(byte, char);
    }
  }
  return UPPER_HALF.map((byte) => found.get(byte) ?? null);
}

/** Pages the web platform knows, by its names (WHATWG Encoding); without windows-1253, where Node has AAh, which the standard leaves empty. */
const OF_THE_WEB: Partial<Record<CodePage, string>> = {
  cp866: 'ibm866',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1254: 'windows-1254',
  cp1255: 'windows-1255',
  cp1256: 'windows-1256',
  cp1257: 'windows-1257',
  'iso8859-2': 'iso-8859-2',
  'iso8859-7': 'iso-8859-7',
  'iso8859-15': 'iso-8859-15',
};

describe('a code page', () => {
  it.each(CODE_PAGES.filter((page) => page !== 'katakana'))('%s is as iconv-lite has it', (page) => {
    const theirs = UPPER_HALF.map((byte) =>
      cell(iconv.decode(Uint8Array.of(byte), page.replace('iso8859-', 'iso-8859-'))),
    );
    expect(ours(page)).toEqual(theirs);
  });

  it.each(Object.entries(OF_THE_WEB))('%s is as the Encoding standard has %s', (page, label) => {
    const decoder = new TextDecoder(label);
    const theirs = UPPER_HALF.map((byte) => cell(decoder.decode(Uint8Array.of(byte))));
    const known = CODE_PAGES.filter((one) => one === page).map(ours);
    expect(known).toEqual([theirs]);
  });

  it('katakana is the right half of JIS X 0201: A1h to DFh are U+FF61 to U+FF9F', () => {
    const half = UPPER_HALF.map((byte) =>
      byte > 0xa0 && byte < 0xe0 ? String.fromCodePoint(0xff61 + byte - 0xa1) : null,
    );
    expect(ours('katakana')).toEqual(half);
  });
});

function readBack(document: ReceiptDocument, profile: PrinterProfile) {
  const options = { charsets: fontsOf(profile), columns: profile.columns };
  const bytes = encodeReceipt(document, profile, null);
  const decoder = profile.language === 'starprnt' ? new StarDecoder(options) : new EscPosDecoder(options);
  const events = decoder.push(bytes);
  const [page] = drawPages(events);
  return { bytes, events, lines: (page?.drawn ?? []).flatMap((drawn) => plainLines(drawn, profile.columns)) };
}

/** Every character of the basic plane that a printer has, one a line: what comes back otherwise. */
function misread(profile: PrinterProfile, from: number): string[] {
  const chars: string[] = [];
  for (let code = from; code < 0xfffe; code += 1) {
    const char = String.fromCharCode(code);
    if (cell(char) !== null && cleanText(char) === char && canPrint(profile, char)) chars.push(char);
  }
  const blocks = chars.map((char) => ({ kind: 'text', text: char }) as const);
  const { lines } = readBack({ language: 'en', blocks }, profile);
  expect(chars.length).toBeGreaterThan(20);
  return chars.filter((char, at) => lines[at] !== char);
}

describe('what a printer has is what comes out of it', () => {
  it.each(Object.entries(PRINTER_MODELS))('%s: every character of its pages', (_, { profile }) => {
    if (profile.pages.length > 0) expect(misread({ ...profile, wide: 'none' }, 0xa1)).toEqual([]);
  });

  it.each(['zh', 'zh-tw', 'ja', 'ko'].flatMap((country) => [`epson-tm-t88-${country}`, `star-mc-print3-${country}`]))(
    '%s: every character of its wide font',
    (key) => {
      const profile = modelProfile(key);
      expect(profile && misread(profile, 0xa1)).toEqual([]);
    },
  );
});

/** Commands a job of texts is made of, by language; text is what is left when they are taken away. */
const COMMANDS: Readonly<Record<PrinterProfile['language'], readonly string[]>> = {
  escpos: ['\x1b@', '\x1c&', '\x1c.', '\x1cC\x00', '\x1cC\x01', '\x1dVB\x00', '\x1bd\x04'],
  starprnt: ['\x1b@', '\x1b\x1eF\x00', '\x1b$\x00', '\x1b$\x01', '\x1bd\x03'],
};
const PAGE_COMMAND = { escpos: '\x1bt', starprnt: '\x1b\x1dt' } as const;

describe('a text of any characters', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)), maxLength: 30 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 30 }),
  );

  it.each(Object.entries(PRINTER_MODELS))('reaches %s as text only', (_, { profile }) => {
    const numbers = profile.pages.map(({ number }) => PAGE_COMMAND[profile.language] + String.fromCharCode(number));
    const commands = [...COMMANDS[profile.language], ...numbers];
    fc.assert(
      fc.property(anything, anything, (left, right) => {
        const blocks = [{ kind: 'text', text: left } as const, { kind: 'row', left, right } as const];
        const { bytes, events } = readBack({ language: 'en', blocks }, profile);
        let rest = Buffer.from(bytes).toString('latin1');
        for (const command of commands) rest = rest.replaceAll(command, '');
        expect([...rest].filter((char) => char !== '\n' && (char < ' ' || char === '\x7f'))).toEqual([]);
        for (const { kind } of events) expect(['drawn', 'cut']).toContain(kind);
      }),
      { numRuns: 100 },
    );
  });
});
