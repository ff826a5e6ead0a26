import { describe, expect, it } from 'vitest';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { drawPages, plainLines } from './draw-pages.ts';
import { encodeReceipt } from './encode-receipt.ts';
import { EscPosDecoder } from './escpos-decode.ts';
import { modelProfile, PRINTER_MODELS } from './models.ts';
import { inPages, type PrinterProfile } from './printer-profile.ts';
import { profileColumns } from './profile-columns.ts';
import { StarDecoder } from './star-decode.ts';
import { fontsOf } from './testing/fonts-of.ts';
import { wideCode } from './wide-code.ts';

function readBack(document: ReceiptDocument, profile: PrinterProfile) {
  const options = { charsets: fontsOf(profile), columns: profile.columns };
  const bytes = encodeReceipt(document, profile, null);
  const events =
    profile.language === 'starprnt' ? new StarDecoder(options).push(bytes) : new EscPosDecoder(options).push(bytes);
  const pages = drawPages(events);
  const lines = pages.flatMap(({ drawn }) => drawn.flatMap((one) => plainLines(one, profile.columns)));
  return { kinds: new Set(events.map(({ kind }) => kind)), pages, lines };
}

const RECEIPTS = [
  ['en', 'Mug red', '5.10'],
  ['de', 'Große Äpfel', '12,50 €'],
  ['zh-CN', '可口可乐 330ml', '7.00'],
  ['zh-TW', '珍珠奶茶', '65'],
  ['ja', 'コーヒー ｺｰﾋｰ', '480'],
  ['ko', '아메리카노', '4,500'],
  ['ru', 'Чай чёрный', '99,00'],
  ['he', 'חלב 3%', '6.20'],
  ['ar', 'حليب', '12.50'],
] as const;

function receipt(language: string, name: string, amount: string): ReceiptDocument {
  return {
    language,
    blocks: [
      { kind: 'text', text: name, align: 'center', bold: true, size: 2 },
      { kind: 'row', left: name, right: amount },
      { kind: 'barcode', text: 'T1-42%x' },
      { kind: 'barcode', symbology: 'ean13', text: '4006381333931' },
      { kind: 'qr', text: 'https://example.com/1' },
    ],
  };
}

describe.each(Object.entries(PRINTER_MODELS))('%s', (_, { profile }) => {
  it.each(RECEIPTS)(
    'reads a receipt in %s back as text of its own fonts, on one page, its amount whole',
    (...words) => {
      const { kinds, pages, lines } = readBack(receipt(...words), profile);
      expect([...kinds].filter((kind) => kind !== 'drawn' && kind !== 'cut')).toEqual([]);
      expect(pages).toHaveLength(1);
      expect(lines.join('\n')).toContain(words[2].replace(/\D+$/, ''));
      for (const drawn of pages[0]?.drawn ?? [])
        if (drawn.kind === 'line') expect(drawn.columns).toBeLessThanOrEqual(profile.columns);
    },
  );

  it('counts a character as wide as its font sets it', () => {
    const columnsOf = profileColumns(profile);
    const wrong: string[] = [];
    for (let code = 0xa1; code < 0xfffe; code += 1) {
      const char = String.fromCharCode(code);
      if (char.normalize('NFC') !== char || /[\p{C}\p{M}\p{Z}]/u.test(char)) continue;
      const columns = inPages(profile, char) ? 1 : wideCode(profile.wide, char) ? 2 : null;
      if (columns !== null && columnsOf(char) !== columns) wrong.push(char);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a model made for a script', () => {
  it.each([
    ['epson-tm-t88', 'Große Äpfel', '12,50 €'],
    ['epson-tm-t88', 'Чай чёрный', '99,00'],
    ['epson-tm-t88-zh', '可口可乐 330ml', '7.00'],
    ['epson-tm-t88-zh-tw', '珍珠奶茶', '65'],
    ['epson-tm-t88-ja', 'コーヒー ｺｰﾋｰ 珈琲', '480'],
    ['epson-tm-t88-ko', '아메리카노', '4,500'],
    ['star-mc-print3', 'Große Äpfel', '12,50 €'],
    ['star-mc-print3-zh', '可口可乐 330ml', '7.00'],
    ['star-mc-print3-ja', 'コーヒー ｺｰﾋｰ 珈琲', '480'],
    ['star-mc-print3-ko', '아메리카노', '4,500'],
  ])('%s prints %s %s', (key, name, amount) => {
    const profile = modelProfile(key);
    const lines = profile ? readBack(receipt('en', name, amount), profile).lines : [];
    expect(lines[1]?.replace(/ {2,}/, '|')).toBe(`${name}|${amount}`);
  });

  it('sets Hebrew in the order it stands on paper, the amount at the left', () => {
    const profile = modelProfile('epson-tm-t88');
    const lines = profile ? readBack(receipt('he', 'חלב 3%', '-6.20'), profile).lines : [];
    expect(lines[1]?.replace(/ {2,}/, '|')).toBe('-6.20|3% בלח');
  });

  it('has no euro sign in KS C 5601: it is spelled', () => {
    const profile = modelProfile('star-mc-print3-ko');
    const lines = profile ? readBack(receipt('en', 'Tea', '2,50 €'), profile).lines : [];
    expect(lines[1]).toMatch(/^Tea +2,50 EUR$/);
  });

  it('is found by its key only', () => {
    expect(modelProfile('generic-80', 58)).toMatchObject({ columns: 32, dots: 384 });
    expect(modelProfile('toString')).toBeNull();
  });
});
