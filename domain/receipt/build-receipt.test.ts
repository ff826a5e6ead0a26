import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildReceipt, receiptText } from '#domain/receipt/build-receipt.ts';
import { joinWords } from '#domain/receipt/receipt-words.ts';
import { layoutReceipt } from '#drivers/printer/protocol/layout.ts';
import { textColumns } from '#drivers/printer/protocol/text-width.ts';
import { arbitraryOrder } from '#tests/fixtures/arbitrary-cart.ts';
import { inputOf, money, ORDER, textOf, WORDS } from '#tests/fixtures/receipt-input.ts';

describe('buildReceipt', () => {
  it('has head, lines, totals, rounding, tender, change, taxes, footer and barcode', () => {
    expect(textOf(buildReceipt(inputOf()))).toEqual([
      'Harbour Gifts',
      '1 Quay Street',
      'Leeds',
      'VAT no. GB123456789',
      '',
      'Receipt L1A-1042          2026-11-21 10:05',
      'Till 2                        Served by Li',
      '------------------------------------------',
      'Mug red                              10.20',
      '  2 x 5.10',
      '  Discount 10% staff                 -1.02',
      'Tea                                   4.95',
      '  1.250 kg x 3.96',
      'Bag                                   0.10',
      '------------------------------------------',
      'TOTAL                                14.23',
      'Rounding                              0.02',
      'Cash                                 20.00',
      'Change                                5.75',
      '------------------------------------------',
      'VAT  Net                               VAT',
      'S 20%  7.65                           1.53',
      'Z 0%  4.95                            0.00',
      '------------------------------------------',
      'Thank you',
      'Returns within 28 days',
      '',
      '[barcode L1A-1042]',
    ]);
  });

  it.each([
    ['kg', 1005, '1.005 kg'],
    ['kg', 80, '0.080 kg'],
    ['m', 12_000, '12.000 m'],
    ['each', 12, '12'],
  ] as const)('writes a quantity in %s of %d as %s', (unit, quantity, text) => {
    const order = { ...ORDER, lines: ORDER.lines.slice(1, 2).map((line) => ({ ...line, unit, quantity })) };
    expect(textOf(buildReceipt(inputOf({ order })))).toContain(`  ${text} x 3.96`);
  });

  it.each([
    [{ by: 'scale' }, ['  1.250 kg x 3.96/kg']],
    [{ by: 'scale', tareGrams: 5 }, ['  1.250 kg net x 3.96/kg', '  Tare 0.005 kg']],
    [{ by: 'hand' }, ['  1.250 kg x 3.96/kg', '  Manual weight']],
  ] as const)('says of a weight %o what was weighed, and what was keyed in', (weighing, expected) => {
    const order = { ...ORDER, lines: ORDER.lines.slice(1, 2).map((line) => ({ ...line, weighing })) };
    const text = textOf(buildReceipt(inputOf({ order })));
    const at = text.findIndex((line) => line.startsWith('Tea'));
    expect(text.slice(at + 1, at + 1 + expected.length)).toEqual(expected);
    expect(text.filter((line) => /Tare|Manual/.test(line))).toEqual(expected.slice(1));
  });

  it('makes the store and the total stand out', () => {
    const large = buildReceipt(inputOf()).blocks.filter((block) => 'bold' in block && block.bold && block.size === 2);
    expect(large.map((block) => (block.kind === 'row' ? block.left : 'text' in block && block.text))).toEqual([
      'Harbour Gifts',
      'TOTAL',
    ]);
  });

  it('says COPY first, large, on a copy, and is the same otherwise', () => {
    const [mark, ...rest] = buildReceipt(inputOf({ copy: 1 })).blocks;
    expect(mark).toEqual({ kind: 'text', text: 'COPY', align: 'center', bold: true, size: 2 });
    expect(rest).toEqual(buildReceipt(inputOf()).blocks);
  });

  it('adds tax under a subtotal where prices are without', () => {
    const order = { ...ORDER, pricesIncludeTax: false, total: 1576 };
    const lines = textOf(buildReceipt(inputOf({ order })));
    expect(lines.slice(15, 18)).toEqual([
      'Subtotal                             14.23',
      'VAT                                   1.53',
      'TOTAL                                15.76',
    ]);
  });

  it('leaves out what there is none of', () => {
    const [line] = ORDER.lines.slice(2);
    if (!line) throw new Error('no line');
    const payments = [{ id: 'p', tender: 'voucher', tendered: 10, change: 0, amount: 10 }];
    const order = { ...ORDER, lines: [line], taxes: [], taxTotal: 0, total: 10, rounding: 0, payments };
    const store = { name: 'Shop', address: [], taxNumber: '', receiptHeader: [], receiptFooter: [], logo: null };
    const named = textOf(buildReceipt(inputOf({ order, store: { ...store, legalName: 'Shops Ltd' } })));
    expect(named.slice(0, 3).map((line) => line.trim())).toEqual(['Shop', 'Shops Ltd', '']);
    expect(textOf(buildReceipt(inputOf({ order, store })))).toEqual([
      'Shop',
      '',
      'Receipt L1A-1042          2026-11-21 10:05',
      'Till 2                        Served by Li',
      '------------------------------------------',
      'Bag                                   0.10',
      '------------------------------------------',
      'TOTAL                                 0.10',
      'voucher                               0.10',
      '------------------------------------------',
      '',
      '[barcode L1A-1042]',
    ]);
  });

  it.each([
    [88_750, '8.875%'],
    [200_000, '20%'],
    [5000, '0.5%'],
    [1, '0.0001%'],
    [1_000_000, '100%'],
  ])('writes a rate of %d ppm as %s', (ratePpm, text) => {
    const order = { ...ORDER, taxes: [{ code: 'S', ratePpm, base: 0, amount: 0 }] };
    expect(textOf(buildReceipt(inputOf({ order })))).toContainEqual(expect.stringContaining(`S ${text}  `));
  });

  it('is in the language of its words', () => {
    expect(buildReceipt(inputOf({ words: { ...WORDS, language: 'zh-CN' } })).language).toBe('zh-CN');
  });

  it('shows rows that add up to the total, whatever was sold', () => {
    fc.assert(
      fc.property(arbitraryOrder, ({ order }) => {
        const { blocks } = buildReceipt(inputOf({ order, formatMoney: String }));
        const rules = blocks.flatMap((block, index) => (block.kind === 'rule' ? [index] : []));
        const amounts = blocks
          .slice(rules[0], rules[1])
          .flatMap((block) => (block.kind === 'row' ? [block.right] : []));
        const sum = amounts.reduce((all, amount) => all + Number(amount), 0);
        expect(sum).toBe(order.pricesIncludeTax ? order.total : order.total - order.taxTotal);
      }),
    );
  });
});

describe('on paper', () => {
  const amounts = [123_456_789_012, -99_999_999_999, 1, 1234];

  it.each([58, 80] as const)('of %d mm every line fits and no digit of an amount is lost', (widthMm) => {
    const columns = widthMm === 58 ? 32 : 48;
    const names = [
      'Teapot',
      'A very long name of a product that nobody would read to its end',
      '青花瓷茶壶带盖子和四只杯子的礼品套装',
    ];
    const [line] = ORDER.lines;
    if (!line) throw new Error('no line');
    const lines = names.flatMap((name) =>
      amounts.map((listAmount) => ({ ...line, name, listAmount, adjustments: [] })),
    );
    const order = { ...ORDER, lines, total: 98_765_432_109 };
    const words = joinWords(WORDS, { ...WORDS, language: 'zh-CN', total: '应付合计金额' });
    const laid = layoutReceipt(buildReceipt(inputOf({ order, widthMm, words, memberName: '王小明' })), columns);
    for (const one of laid) {
      if (one.kind !== 'text') continue;
      const end = one.runs.reduce((most, run) => Math.max(most, run.column + textColumns(run.text)), 0);
      expect(end * one.size, JSON.stringify(one)).toBeLessThanOrEqual(columns);
    }
    const printed = laid.flatMap((one) => (one.kind === 'text' ? one.runs.map((run) => run.text) : []));
    for (const amount of [...amounts, 98_765_432_109]) expect(printed).toContain(money(amount));
  });
});

describe('receiptText', () => {
  it('is what the barcode says', () => {
    expect(receiptText({ series: 'L1A', number: 7 })).toBe('L1A-7');
    expect(buildReceipt(inputOf()).blocks.at(-1)).toEqual({ kind: 'barcode', text: receiptText(ORDER.receipt) });
  });
});
