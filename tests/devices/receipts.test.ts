import { afterEach, describe, expect, it } from 'vitest';
import type { ReceiptBlock, ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { type DrawnPage, drawPages } from '#drivers/printer/protocol/draw-pages.ts';
import type { Drawn } from '#drivers/printer/protocol/drawn.ts';
import { encodeReceipt } from '#drivers/printer/protocol/encode-receipt.ts';
import type { Charsets } from '#drivers/printer/protocol/escpos-decode.ts';
import { modelProfile } from '#drivers/printer/protocol/models.ts';
import { StarDecoder } from '#drivers/printer/protocol/star-decode.ts';
import {
  chineseModel,
  japaneseModel,
  koreanModel,
  latinModel,
  starChineseModel,
  starJapaneseModel,
  starKoreanModel,
  starLatinModel,
  starTaiwaneseModel,
  taiwaneseModel,
} from '#drivers/sim/charsets.ts';
import { NO_SOCAT } from '#drivers/sim/pty-pair.ts';
import { printerOnSerial, printerOnTcp } from './plugged-printer.ts';
import { printedByHost } from './printed-by-host.ts';
import { RECEIPT_TEXTS, receiptOf } from './receipt-texts.ts';

const COLUMNS = 42;
const STAR_COLUMNS = 48;
/** The models of a country by their key's ending, and what their fonts read. */
const MODELS: Readonly<Record<string, { ending: string; epson: Charsets; star: Charsets }>> = {
  en: { ending: '', epson: latinModel, star: starLatinModel },
  de: { ending: '', epson: latinModel, star: starLatinModel },
  'zh-CN': { ending: '-zh', epson: chineseModel, star: starChineseModel },
  'zh-TW': { ending: '-zh-tw', epson: taiwaneseModel, star: starTaiwaneseModel },
  ja: { ending: '-ja', epson: japaneseModel, star: starJapaneseModel },
  ko: { ending: '-ko', epson: koreanModel, star: starKoreanModel },
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const bare = (text: string) => text.replaceAll(/\s/g, '');
const textOf = (line: Drawn | undefined) => (line?.kind === 'line' ? line.pieces.map(({ text }) => text).join('') : '');

/** Reads the paper block by block, as a person would: what comes next must be what was meant next. */
function expectMeant({ drawn, unknown, cut }: DrawnPage, { blocks }: ReceiptDocument, width = COLUMNS): void {
  expect(unknown).toEqual([]);
  expect(cut).toBe(true);
  const paper = drawn.filter((one) => one.kind !== 'line' || textOf(one).trim() !== '');
  for (const block of blocks) {
    switch (block.kind) {
      case 'text':
        expectText(paper, block.text, '', block, width);
        break;
      case 'row':
        expectText(paper, block.left, block.right, { ...block, align: 'left' }, width);
        break;
      case 'rule':
        expect(textOf(paper.shift())).toMatch(/^-+$/);
        break;
      case 'barcode':
        expect(paper.shift()).toMatchObject({ symbology: 'code128', ...block });
        break;
      default:
        expect(paper.shift()).toMatchObject(block);
    }
  }
  expect(paper).toEqual([]);
}

type Style = Omit<ReceiptBlock & { kind: 'text' }, 'kind' | 'text'>;

/** Takes the lines of one text; the right one ends the first of them at the paper's edge. */
function expectText(paper: Drawn[], left: string, right: string, style: Style, width: number): void {
  const { align = 'left', bold = false, size = 1 } = style;
  const lines = takeLines(paper, bare(left + right).length);
  const [first = '', ...others] = lines.map(textOf);
  expect(first.slice(first.length - right.length)).toBe(right);
  expect(bare([first.slice(0, first.length - right.length), ...others].join(''))).toBe(bare(left));
  for (const { pieces, columns } of lines) {
    for (const piece of pieces) expect(piece).toMatchObject({ bold, width: size, height: size });
    expect(columns).toBeLessThanOrEqual(width);
  }
  for (const line of lines) expect(line.align).toBe(align);
  if (right !== '') expect(lines[0]?.columns).toBe(width);
}

/** The lines that hold so many characters. */
function takeLines(paper: Drawn[], characters: number): (Drawn & { kind: 'line' })[] {
  const lines: (Drawn & { kind: 'line' })[] = [];
  for (let taken = 0; taken < characters; taken += bare(textOf(lines.at(-1))).length) {
    const line = paper.shift();
    if (line?.kind !== 'line') throw new Error(`${characters - taken} characters are missing before ${line?.kind}`);
    lines.push(line);
  }
  return lines;
}

describe.each(RECEIPT_TEXTS)('the receipt in $language', (texts) => {
  const { ending, epson, star } = MODELS[texts.language] ?? { ending: '?', epson: latinModel, star: starLatinModel };
  const document = receiptOf(texts);

  it('is read back as it was meant over TCP', async () => {
    const printer = await printerOnTcp({ charsets: epson, columns: COLUMNS });
    closing.push(() => printer.close());
    expectMeant(await printedByHost(printer, `epson-tm-t88${ending}`, document), document);
  });

  it.skipIf(NO_SOCAT)(`is read back as it was meant over a serial port${NO_SOCAT ? `: ${NO_SOCAT}` : ''}`, async () => {
    const printer = await printerOnSerial({ charsets: epson, columns: COLUMNS });
    closing.push(() => printer.close());
    expectMeant(await printedByHost(printer, `epson-tm-t88${ending}`, document), document);
  });

  it('is read back as it was meant from what a Star printer is sent', () => {
    const profile = modelProfile(`star-mc-print3${ending}`);
    if (!profile) throw new Error(`there is no such model: ${ending}`);
    const decoder = new StarDecoder({ charsets: star, columns: STAR_COLUMNS });
    const [page, ...more] = drawPages(decoder.push(encodeReceipt(document, profile, null)));
    expect(more).toEqual([]);
    expectMeant(page ?? { drawn: [], cut: false, pulses: 0, unknown: [] }, document, STAR_COLUMNS);
  });
});
