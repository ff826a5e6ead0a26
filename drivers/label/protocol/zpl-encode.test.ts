import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Label } from '#contracts/ipc/devices.ts';
import { base64Of } from '#drivers/printer/protocol/raster.ts';
import type { Rasterizer } from '#drivers/printer/protocol/rasterizer.ts';
import { type LabelPiece, readZpl } from '#drivers/sim/label-printer/zpl-label.ts';
import { type LabelPart, type LabelStock, labelDots, layoutLabel } from './label-layout.ts';
import { encodeZpl, labelNeedsDots } from './zpl-encode.ts';

const STOCK: LabelStock = { widthMm: 57, heightMm: 32, dotsPerMm: 8 };
const LABEL: Label = {
  name: 'Ginger biscuits',
  detail: '250 g',
  price: '£1.95',
  was: '£2.40',
  unitPrice: '£7.80/kg',
  barcode: '4006381333931',
  copies: 3,
};
const SIZES = [
  [38, 25],
  [50, 30],
  [57, 32],
  [80, 40],
  [100, 60],
].flatMap(([widthMm = 0, heightMm = 0]) =>
  ([6, 8, 12, 24] as const).map((dotsPerMm): LabelStock => ({ widthMm, heightMm, dotsPerMm })),
);

const textOf = (label: Label, stock = STOCK, rasterizer: Rasterizer | null = null): string =>
  Buffer.from(encodeZpl(label, stock, rasterizer)).toString('latin1');
const read = (label: Label, stock = STOCK, rasterizer: Rasterizer | null = null) =>
  readZpl(textOf(label, stock, rasterizer), { width: 1, height: 1 });
const textsOf = (pieces: readonly LabelPiece[]) =>
  pieces.flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []));

/** Keeps what it is asked to draw, and draws it black. */
function blackRasterizer() {
  const drawn: string[] = [];
  const rasterizer: Rasterizer = {
    line({ width, runs }) {
      drawn.push(runs.map(({ text }) => text).join('|'));
      const dots = base64Of(new Array((width / 8) * 70).fill(0xff));
      return { kind: 'image', width, height: 70, dots };
    },
    symbol: () => null,
  };
  return { drawn, rasterizer };
}

/** The commands of a format, without their parameters. */
function commandsOf(format: string): string[] {
  return [...format.matchAll(/[\^~][A-Z0-9]{2}/g)].map(([command]) => command);
}

describe('encodeZpl', () => {
  it('is read back by an independent decoder as it was meant', () => {
    const { width, height, copies, pieces, unknown } = read(LABEL);
    expect({ width, height, copies, unknown }).toEqual({ width: 456, height: 256, copies: 3, unknown: [] });
    expect(textsOf(pieces).sort()).toEqual(
      ['250 g', '4006381333931', 'Ginger biscuits', '£1.95', '£2.40', '£7.80/kg'].sort(),
    );
    expect(pieces).toContainEqual(expect.objectContaining({ symbology: 'ean13', text: '400638133393' }));
    const was = pieces.find((piece) => piece.kind === 'text' && piece.text === '£2.40');
    const strike = pieces.find((piece) => piece.kind === 'box');
    expect(strike && was && strike.y > was.y && strike.x === was.x).toBe(true);
  });

  it('writes one label byte for byte', () => {
    const small: Label = { name: 'Tea ^XZ', price: '€4', barcode: '96385074', copies: 1 };
    expect(textOf(small, { widthMm: 38, heightMm: 25, dotsPerMm: 8 })).toBe(
      `${[
        '^XA',
        '^CI28^PW304^LL200^LH0,0',
        '^FO12,12^A0N,24^FB280,1,0,L^FH_^FDTea _5EXZ^FS',
        '^FO51,127^BY3^B8N,42,N,N^FH_^FD9638507^FS',
        '^FO12,173^A0N,15^FB280,1,0,C^FH_^FD96385074^FS',
        '^FO12,40^A0N,83^FB280,1,0,R^FH_^FD_E2_82_AC4^FS',
        '^PQ1',
        '^XZ',
      ].join('\n')}\n`,
    );
  });

  it.each([
    ['96385074', 'ean8', '9638507'],
    ['036000291452', 'upca', '03600029145'],
    ['00036000291452', 'upca', '03600029145'],
    ['04006381333931', 'ean13', '400638133393'],
    ['4006381333930', 'code128', '4006381333930'],
    ['14006381333938', 'code128', '14006381333938'],
    ['AB>12^~_\\', 'code128', 'AB>12^~_\\'],
  ])('draws %s as %s', (barcode, symbology, text) => {
    const symbol = read({ ...LABEL, barcode }).pieces.find(({ kind }) => kind === 'symbol');
    expect(symbol).toMatchObject({ symbology, text });
  });

  it('draws what the font lacks, and spells it where nothing draws', () => {
    const { drawn, rasterizer } = blackRasterizer();
    const label = { ...LABEL, name: '生姜饼干 🍪' };
    expect(labelNeedsDots(label, STOCK)).toBe(true);
    expect(labelNeedsDots(LABEL, STOCK)).toBe(false);
    const { pieces, unknown } = read(label, STOCK, rasterizer);
    expect(unknown).toEqual([]);
    expect(drawn).toEqual(['生姜饼干 🍪']);
    const dots = pieces.find((piece) => piece.kind === 'dots');
    expect(dots && dots.bytes.length > 0 && dots.bytes.length % dots.bytesPerRow === 0).toBe(true);
    expect(textsOf(read(label).pieces)).toContain('???? ?');
  });

  it('lets nothing of a text become a command, whatever it is', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
      fc
        .array(fc.constantFrom('^XZ', '~JA', '^XA', '_5E', '\\&', '\x1b', '^FS', ' ', 'ä', '中', '_'), { minLength: 1 })
        .map((all) => all.join('')),
    );
    const { rasterizer } = blackRasterizer();
    const usual = new Set(
      [
        'XA',
        'CI',
        'PW',
        'LL',
        'LH',
        'FO',
        'A0',
        'FB',
        'FH',
        'FD',
        'FS',
        'GB',
        'GF',
        'BY',
        'BE',
        'B8',
        'BU',
        'BC',
        'PQ',
        'XZ',
      ].map((name) => `^${name}`),
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, fc.boolean(), (name, price, barcode, draws) => {
        const format = textOf(
          { name, price, detail: name, was: price, unitPrice: price, barcode, copies: 1 },
          STOCK,
          draws ? rasterizer : null,
        );
        expect(format).toMatch(/^[\x20-\x7e\n]*$/);
        const commands = commandsOf(format);
        expect(commands.filter((command) => !usual.has(command))).toEqual([]);
        expect(commands.filter((command) => command === '^XA' || command === '^XZ')).toEqual(['^XA', '^XZ']);
        expect(commands.filter((command) => command === '^FS').length).toBe(
          commands.filter((command) => command === '^FO').length,
        );
        expect(readZpl(format, STOCK_DOTS).unknown).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('gives any Latin name back, whole or cut with dots', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcXYZ 019^~_{}"éßñ£½&,.-'), minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(letters, (name) => {
        const meant = name.replace(/\s+/g, '');
        fc.pre(meant !== '');
        const label = { name, price: '9', copies: 1 };
        const said = textsOf(read(label).pieces).slice(0, -1).join('').replace(/\s+/g, '');
        expect(said === meant || meant.startsWith(said.replace(/\.\.\.$/, ''))).toBe(true);
      }),
    );
  });
});

const STOCK_DOTS = labelDots(STOCK);

describe('layoutLabel', () => {
  const boxOf = (part: LabelPart) => ({
    left: part.x,
    top: part.y,
    right: part.x + part.width,
    bottom: part.y + part.height * (part.kind === 'text' ? part.lines.length : 1),
  });

  it.each(SIZES)('stays on a label of $widthMm x $heightMm mm at $dotsPerMm dots, and nothing overlaps', (stock) => {
    const { width, height } = labelDots(stock);
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 70 });
    const label = fc.record<Label>(
      {
        name: text,
        detail: text,
        price: text,
        was: text,
        unitPrice: text,
        barcode: fc.oneof(text, fc.constant('4006381333931')),
        copies: fc.constant(1),
      },
      { requiredKeys: ['name', 'price', 'copies'] },
    );
    fc.assert(
      fc.property(label, (one) => {
        const boxes = layoutLabel(one, stock)
          .filter(({ kind }) => kind !== 'strike')
          .map(boxOf);
        for (const { left, top, right, bottom } of boxes) {
          expect([left >= 0, top >= 0, right <= width, bottom <= height]).toEqual([true, true, true, true]);
        }
        for (const [at, a] of boxes.entries()) {
          for (const b of boxes.slice(at + 1)) {
            const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
            expect(apart, JSON.stringify([one, a, b])).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(SIZES)(
    'keeps the price largest and the bars readable on $widthMm x $heightMm mm at $dotsPerMm dots',
    (stock) => {
      const parts = layoutLabel(LABEL, stock);
      const price = parts.find((part) => part.kind === 'text' && part.role === 'price');
      const others = parts.filter((part) => part.kind === 'text' && part !== price);
      expect(price && others.every(({ height }) => height < price.height)).toBe(true);
      const bars = parts.find((part) => part.kind === 'barcode');
      expect(bars?.kind === 'barcode' && bars.moduleDots / stock.dotsPerMm >= 0.16).toBe(true);
      expect(bars && bars.x >= 11 * (bars.kind === 'barcode' ? bars.moduleDots : 0)).toBe(true);
    },
  );
});
