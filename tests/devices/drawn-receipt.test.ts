import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { beforeAll, expect, it } from 'vitest';
import type { Drawn } from '#drivers/printer/protocol/drawn.ts';
import { latinModel } from '#drivers/sim/charsets.ts';
import { printerOnTcp } from './plugged-printer.ts';
import { printedByHost } from './printed-by-host.ts';
import { type ReceiptTexts, receiptOf } from './receipt-texts.ts';

const ARABIC: ReceiptTexts = {
  language: 'ar',
  store: 'متجر الزاوية',
  address: 'شارع الملك فهد، الرياض',
  goods: [
    ['شاي أخضر عضوي', '12.50'],
    ['حليب طازج', '4.75'],
    ['خبز عربي', '2.00'],
  ],
  discount: ['خصم الأعضاء', '1.25'],
  total: ['الإجمالي', '18.00'],
  tax: 'شامل ضريبة القيمة المضافة',
  thanks: 'شكرا لزيارتكم',
};
const FONTS = [
  ['Arabic', '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2'],
  ['Arabic', '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal.woff2'],
  ['Digits', '@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-latin-400-normal.woff2'],
  ['Digits', '@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-latin-700-normal.woff2'],
] as const;
/** Of the dots that either has, so many are to be those of both: shapes of the same words, however they are smoothed. */
const ALIKE = 0.6;

/** Dots of the paper, and where the columns of font A end on it. */
const WIDTH = 512;
const LAST_COLUMN = 42 * 12;

/** Black dots of a line, from the first row that has any. */
type Dots = ReadonlySet<number>;

beforeAll(() => {
  const require = createRequire(import.meta.url);
  for (const [family, file] of FONTS) GlobalFonts.registerFromPath(require.resolve(file), family);
});

interface Style {
  size: 1 | 2;
  bold: boolean;
  centre: boolean;
}

/** A line as a person would set it: its text at the right edge, a row's at that of the last column and its amount at the left one. */
function meant(right: string, left: string, { size, bold, centre }: Style): Dots {
  const context = createCanvas(WIDTH, 200).getContext('2d');
  context.font = `${bold ? 700 : 400} ${24 * size}px Arabic, Digits`;
  context.direction = 'rtl';
  context.textAlign = centre ? 'center' : 'right';
  const edge = left === '' ? WIDTH : LAST_COLUMN;
  context.fillText(right, centre ? WIDTH / 2 : edge, 100);
  context.direction = 'ltr';
  context.textAlign = 'left';
  context.fillText(left, 0, 100);
  const { data } = context.getImageData(0, 0, WIDTH, 200);
  return fromTheTop((at) => (data[at * 4 + 3] ?? 0) > 112, WIDTH * 200);
}

function fromTheTop(black: (at: number) => boolean, count: number): Dots {
  const dots = Array.from({ length: count }, (_, at) => at).filter(black);
  const top = Math.floor((dots[0] ?? 0) / WIDTH) * WIDTH;
  return new Set(dots.map((at) => at - top));
}

function printed(image: Drawn & { kind: 'image' }): Dots {
  const bytes = Buffer.from(image.dots, 'base64');
  return fromTheTop((at) => (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1, bytes.length * 8);
}

/** The dots of both among those of either, at the best of a few places: a dot up or down, left or right. */
function likeness(a: Dots, b: Dots): number {
  const shifts = [0, 1, -1, 2, -2].flatMap((dy) => [0, 1, -1, 2, -2].map((dx) => dy * WIDTH + dx));
  const shared = Math.max(...shifts.map((shift) => [...a].filter((at) => b.has(at + shift)).length));
  return shared / (a.size + b.size - shared);
}

it('in Arabic, on a printer without its letters, is drawn line by line as it was meant', async () => {
  const printer = await printerOnTcp({ charsets: latinModel, columns: 42 });
  const { drawn, unknown, cut } = await printedByHost(printer, 'epson-tm-t88', receiptOf(ARABIC));
  await printer.close();
  expect({ unknown, cut }).toEqual({ unknown: [], cut: true });
  const images = drawn.filter((one) => one.kind === 'image');
  const { store, address, goods, discount, total, tax, thanks } = ARABIC;
  const plain = { size: 1, bold: false, centre: false } as const;
  const lines = [
    meant(store, '', { size: 2, bold: true, centre: true }),
    meant(address, '', { ...plain, centre: true }),
    ...[...goods, discount].map(([name, amount]) => meant(name, amount, plain)),
    meant(...total, { size: 2, bold: true, centre: false }),
    meant(tax, '', plain),
    meant(thanks, '', { ...plain, centre: true }),
  ];
  const table = images.map((image) => lines.map((line) => likeness(printed(image), line)));
  expect(images.map(({ width: across }) => across)).toEqual(lines.map(() => WIDTH));
  expect(table.map((row) => row.indexOf(Math.max(...row)))).toEqual(lines.map((_, at) => at));
  for (const [at, row] of table.entries()) expect(row[at], `line ${at}`).toBeGreaterThan(ALIKE);
});
