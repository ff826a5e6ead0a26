import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it, vi } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { ReceiptBlock, ReceiptDocument, ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { plainLines } from '#drivers/printer/protocol/draw-pages.ts';
import { encodeReceipt } from '#drivers/printer/protocol/encode-receipt.ts';
import { modelProfile } from '#drivers/printer/protocol/models.ts';
import { needsDots } from '#drivers/printer/protocol/needs-dots.ts';
import type { PrinterProfile } from '#drivers/printer/protocol/printer-profile.ts';
import type { RasterLine } from '#drivers/printer/protocol/rasterizer.ts';
import { symbolDots } from '#drivers/printer/protocol/symbol-dots.ts';
import { printed } from '#drivers/printer/transport/testing/printed.ts';
import { hostRasterizer, loadRasterizer } from './canvas-rasterizer.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } });
const rasterizer = hostRasterizer();
if (rasterizer === null) throw new Error('there is a canvas for this platform');

const line = (text: string, change: Partial<RasterLine> = {}, align: 'left' | 'center' | 'right' = 'left') =>
  rasterizer.line({
    width: 576,
    runs: [{ text, direction: 'ltr', x: 0, width: 576, align }],
    bold: false,
    size: 1,
    ...change,
  });
const rtl = (text: string): ReceiptImage =>
  rasterizer.line({
    width: 576,
    runs: [{ text, direction: 'rtl', x: 0, width: 576, align: 'right' }],
    bold: false,
    size: 1,
  });

/** Black dots of a picture as rows of booleans, read from its base64 by Node. */
function rowsOf({ width, height, dots }: ReceiptImage): boolean[][] {
  const bytes = Buffer.from(dots, 'base64');
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => ((bytes[(y * width + x) >> 3] ?? 0) & (0x80 >> (x & 7))) !== 0),
  );
}

/** From the first black column to behind the last, and how many dots are black. */
function ink(image: ReceiptImage): { left: number; right: number; black: number; columns: boolean[] } {
  const rows = rowsOf(image);
  const columns = Array.from({ length: image.width }, (_, x) => rows.some((row) => row[x]));
  const black = rows.reduce((sum, row) => sum + row.filter(Boolean).length, 0);
  return { left: columns.indexOf(true), right: columns.lastIndexOf(true) + 1, black, columns };
}

/** How many parts there are with white between them from top to bottom. */
function parts(image: ReceiptImage): number {
  const { columns } = ink(image);
  return columns.filter((black, x) => black && !columns[x - 1]).length;
}

describe('a line of dots', () => {
  it.each([
    ['Thai', 'ขอบคุณ'],
    ['Devanagari', 'धन्यवाद'],
    ['Arabic', 'شكرا'],
    ['Hebrew', 'תודה'],
    ['Chinese', '谢龍'],
    ['Japanese', 'ありがとう'],
    ['Korean', '감사합니다'],
    ['Greek', 'Ευχαριστώ'],
    ['Cyrillic', 'Спасибо'],
    ['Vietnamese', 'Cảm ơn'],
    ['emoji', '🍎🙏'],
  ])('has %s in its fonts: every character looks its own', (_, text) => {
    const box = line('\u{10FFFD}');
    const marks = line('?');
    for (const char of text.replace(/\p{M}| /gu, '')) {
      const drawn = line(char);
      expect(ink(drawn).black).toBeGreaterThan(0);
      expect(drawn.dots).not.toBe(box.dots);
      expect(drawn.dots).not.toBe(marks.dots);
    }
    expect(new Set([...text].map((char) => line(char).dots)).size).toBeGreaterThan(1);
  });

  it('is as wide as the paper and as high as a line, but for marks above and below it', () => {
    expect(line('Tea')).toMatchObject({ width: 576, height: 30 });
    expect(line('Tea', { size: 2 })).toMatchObject({ width: 576, height: 60 });
    expect(line('')).toMatchObject({ width: 576, height: 30 });
    expect(line('น้ำที่ฎู', { size: 2 }).height).toBeLessThan(100);
  });

  it('is set at its edge, within a few dots', () => {
    expect(ink(line('合计')).left).toBeLessThan(6);
    expect(ink(line('合计', {}, 'right')).right).toBeGreaterThan(570);
    const { left, right } = ink(line('合计', {}, 'center'));
    expect(Math.abs(left - (576 - right))).toBeLessThan(6);
  });

  it('is darker in bold, and twice as wide at double size', () => {
    const once = ink(line('合计 ราคา'));
    expect(ink(line('合计 ราคา', { bold: true })).black).toBeGreaterThan(once.black * 1.2);
    const twice = ink(line('合计 ราคา', { size: 2 }));
    expect((twice.right - twice.left) / (once.right - once.left)).toBeCloseTo(2, 1);
  });

  it('joins Arabic letters, and not Hebrew ones', () => {
    expect(parts(rtl('حليب'))).toBe(1);
    expect(parts(rtl('חלב'))).toBe(3);
  });

  it('reads from the right where that is its direction, numbers from the left', () => {
    const bookLast = (text: string, word: string) => {
      const whole = rowsOf(rtl(text));
      const alone = rowsOf(rtl(word));
      const { left, right } = ink(rtl(word));
      return whole.every((row, y) => row.slice(left, right).join() === alone[y]?.slice(left, right).join());
    };
    expect(bookLast('תה 12', 'תה')).toBe(true);
    expect(bookLast('12 תה', 'תה')).toBe(false);
    // What stands at the left of the line is the minus, before its number.
    const { left, columns } = ink(rtl('תה -12'));
    const minus = rowsOf(rtl('תה -12')).filter((row) => row.slice(left, columns.indexOf(false, left)).includes(true));
    expect(minus.length).toBeLessThan(4);
  });

  it('keeps its runs apart, and squeezes what is wider than its room', () => {
    const wide = ink(line('價'.repeat(60)));
    expect([wide.left < 8, wide.right]).toEqual([true, expect.toSatisfy((at: number) => at > 560 && at <= 576)]);
    const image = rasterizer.line({
      width: 384,
      bold: false,
      size: 1,
      runs: [
        { text: '長い名前'.repeat(8), direction: 'ltr', x: 0, width: 250, align: 'left' },
        { text: '1,234.00', direction: 'ltr', x: 264, width: 120, align: 'right' },
      ],
    });
    expect(image.width).toBe(384);
    expect(ink(image).columns.slice(252, 264)).toEqual(new Array(12).fill(false));
    const amount = ink(line('1,234.00'));
    const { columns } = ink(image);
    expect(columns.lastIndexOf(true) + 1 - columns.indexOf(true, 264)).toBe(amount.right - amount.left);
  });

  it('shows what no font has as a question mark', () => {
    expect(line('\u{10FFFD}').dots).toBe(line('?').dots);
    expect(line('茶\u{10FFFD}').dots).toBe(line('茶?').dots);
  });

  it('has an end, however much there is of it', () => {
    const texts = [
      `ก${'็'.repeat(50_000)}`,
      '價'.repeat(20_000),
      `ש${'\u05B0'.repeat(50_000)}`,
      '\u{10FFFD}'.repeat(5000),
    ];
    for (const text of texts) {
      const image = line(text);
      expect([image.width, image.height < 120]).toEqual([576, true]);
    }
  });
});

describe('a symbol as dots', () => {
  it.each([
    ['qr', 'https://shop.example/r/2?x=é', 'QRCode'],
    ['code128', 'R2-000123%{^', 'Code128'],
    ['code39', 'ABC-123 $', 'Code39'],
    ['itf', '00012345678905', 'ITF'],
    ['ean13', '4006381333931', 'EAN13'],
    ['ean8', '96385074', 'EAN8'],
    ['upca', '036000291452', 'EAN13', '0036000291452'],
  ] as const)('%s is read by ZXing as what it says', async (kind, text, format, read?: string) => {
    const modules = rasterizer.symbol(kind, text);
    if (modules === null) throw new Error('it is drawn');
    const image = symbolDots(modules, 3, kind === 'qr' ? 3 : 80);
    expect(await readSymbols(image)).toEqual([{ format, text: read ?? text }]);
  });

  it('is none for what none holds', () => {
    expect(rasterizer.symbol('ean13', '4006381333932')).toBeNull();
    expect(rasterizer.symbol('qr', 'x'.repeat(3000))).toBeNull();
    expect(rasterizer.symbol('code128', 'é')).toBeNull();
  });
});

/** What ZXing finds in a picture, with white around it. */
async function readSymbols(image: ReceiptImage): Promise<{ format: string; text: string }[]> {
  const rows = rowsOf(image);
  const [margin, width, height] = [40, image.width + 80, image.height + 80];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [y, row] of rows.entries())
    for (const [x, black] of row.entries())
      if (black) data.fill(0, ((y + margin) * width + x + margin) * 4, ((y + margin) * width + x + margin) * 4 + 3);
  const found = await readBarcodes({ data, width, height, colorSpace: 'srgb' }, { tryHarder: true });
  return found.map(({ format, text }) => ({ format, text }));
}

const RECEIPTS: readonly (readonly [language: string, name: string, total: string, currency: string])[] = [
  ['th', 'น้ำดื่มที่ผู้ซื้อ', 'รวมทั้งสิ้น', '฿'],
  ['hi', 'क्षत्रिय दूध', 'कुल', '₹'],
  ['ar', 'حليب كامل الدسم', 'المجموع', 'ر.س'],
  ['zh-CN', '可口可乐 🥤', '合计', '¥'],
  ['ko', '아메리카노', '합계', '₩'],
];

describe.each(['epson-tm-t88', 'zijiang-5870', 'star-mc-print3'])('a receipt on %s, which lacks the script', (key) => {
  const model = modelProfile(key);
  if (model === null) throw new Error('it is a model');
  const profile: PrinterProfile = { ...model, wide: 'none' };

  it.each(RECEIPTS)('comes as dots in %s, line by line, amounts at their edge', (language, name, total, currency) => {
    const rows: ReceiptBlock[] = [
      { kind: 'text', text: name, align: 'center', bold: true, size: 2 },
      { kind: 'row', left: name, right: `12.50 ${currency}` },
      { kind: 'rule' },
      { kind: 'row', left: total, right: `12.50 ${currency}`, bold: true },
      { kind: 'text', text: 'Reg. 2' },
    ];
    const document: ReceiptDocument = { language, blocks: rows };
    expect(needsDots(document, profile)).toBe(true);
    const { drawn, unknown } = printed(encodeReceipt(document, profile, rasterizer), profile);
    expect(unknown).toEqual([]);
    const kinds = drawn.map(({ kind }) => kind).filter((kind) => kind !== 'feed');
    expect(kinds).toEqual(['image', 'line', 'image', 'line']);
    for (const one of drawn) {
      if (one.kind === 'image') expect(one.width).toBeLessThanOrEqual(profile.dots);
      else
        for (const text of plainLines(one, profile.columns)) expect(text.length).toBeLessThanOrEqual(profile.columns);
    }
    const [last] = drawn.filter(({ kind }) => kind === 'image').slice(-1);
    if (last?.kind !== 'image') throw new Error('it is an image');
    const { left, right } = ink(last);
    const edge = Math.min(profile.dots, profile.columns * 12);
    expect([left < 8, right > edge - 8, right <= edge]).toEqual([true, true, true]);
  });
});

it('is asked for only where a printer lacks something', () => {
  const profile = modelProfile('epson-tm-t88-zh');
  if (profile === null) throw new Error('it is a model');
  const document = (text: string): ReceiptDocument => ({ language: 'zh-CN', blocks: [{ kind: 'text', text }] });
  expect([needsDots(document('可乐 Käse'), profile), needsDots(document('น้ำ'), profile)]).toEqual([false, true]);
  expect(needsDots({ language: 'en', blocks: [{ kind: 'qr', text: 'x' }] }, profile)).toBe(false);
});

it('says in words that nothing can be drawn here, and prints on', () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const none = loadRasterizer(() => {
    throw new Error('Cannot find native binding');
  });
  expect(none).toBeNull();
  expect(warned.mock.calls).toEqual([[expect.stringContaining('Cannot find native binding')]]);
  warned.mockRestore();
});
