import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { buildReceipt, type ReceiptInput, type ReceiptWords, receiptText } from '#domain/receipt/build-receipt.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { arbitraryOrder } from '#tests/fixtures/arbitrary-cart.ts';

const WORDS: ReceiptWords = {
  language: 'en',
  receipt: 'Receipt',
  copy: 'COPY',
  register: 'Till',
  servedBy: 'Served by',
  taxNumber: 'VAT no.',
  subtotal: 'Subtotal',
  discount: 'Discount',
  tax: 'VAT',
  total: 'TOTAL',
  cashRounding: 'Rounding',
  change: 'Change',
  taxRate: 'VAT',
  taxNet: 'Net',
  taxAmount: 'VAT',
  units: { each: 'pc', kg: 'kg', m: 'm' },
  tenders: { cash: 'Cash' },
  reasons: { staff: 'staff' },
};

const ORDER: Order = {
  receipt: { series: 'L1A', number: 1042 },
  currency: 'GBP',
  pricesIncludeTax: true,
  taxVersion: 1,
  engineVersion: 1,
  cartOpenedAt: '2026-11-21T10:00:00.000Z',
  lines: [
    {
      id: '1',
      variantId: 'mug',
      sku: 'MUG',
      name: 'Mug red',
      unit: 'each',
      taxCategory: 'standard',
      quantity: 2,
      unitPrice: 510,
      priceVersion: 1,
      discounts: [{ id: 'd', kind: 'percent', value: 100_000, reason: 'staff' }],
      listAmount: 1020,
      adjustments: [{ source: 'line-discount', discountId: 'd', reason: 'staff', amount: -102 }],
      amount: 918,
      taxes: [{ code: 'S', ratePpm: 200_000, base: 765, amount: 153 }],
    },
    {
      id: '2',
      variantId: 'tea',
      sku: 'TEA',
      name: 'Tea',
      unit: 'kg',
      taxCategory: 'zero',
      quantity: 1250,
      unitPrice: 396,
      priceVersion: 1,
      discounts: [],
      listAmount: 495,
      adjustments: [],
      amount: 495,
      taxes: [{ code: 'Z', ratePpm: 0, base: 495, amount: 0 }],
    },
    {
      id: '3',
      variantId: 'bag',
      sku: 'BAG',
      name: 'Bag',
      unit: 'each',
      taxCategory: 'exempt',
      quantity: 1,
      unitPrice: 10,
      priceVersion: 1,
      discounts: [],
      listAmount: 10,
      adjustments: [],
      amount: 10,
      taxes: [],
    },
  ],
  discounts: [],
  taxes: [
    { code: 'S', ratePpm: 200_000, base: 765, amount: 153 },
    { code: 'Z', ratePpm: 0, base: 495, amount: 0 },
  ],
  taxTotal: 153,
  total: 1423,
  rounding: 2,
  payments: [{ id: 'p', tender: 'cash', tendered: 2000, change: 575, amount: 1425 }],
};

const money = (minor: number): string => {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

function inputOf(parts: Partial<ReceiptInput> = {}): ReceiptInput {
  return {
    order: ORDER,
    at: '2026-11-21T10:05:00.000Z',
    store: {
      name: 'Harbour Gifts',
      address: ['1 Quay Street', 'Leeds'],
      taxNumber: 'GB123456789',
      receiptFooter: ['Thank you', 'Returns within 28 days'],
    },
    registerName: '2',
    operatorName: 'Li',
    words: WORDS,
    formatMoney: money,
    formatDate: (iso) => iso.slice(0, 16).replace('T', ' '),
    copy: 0,
    ...parts,
  };
}

/** A receipt as lines of text, 42 wide, enough to be read in a test. */
function textOf({ blocks }: ReceiptDocument): string[] {
  return blocks.map((block) => {
    if (block.kind === 'rule') return '-'.repeat(42);
    if (block.kind === 'feed') return '';
    if (block.kind === 'row') return block.left.padEnd(42 - block.right.length) + block.right;
    return block.kind === 'text' ? block.text : `[${block.kind} ${block.text}]`;
  });
}

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
      '  Discount staff                     -1.02',
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
    const store = { name: 'Shop', address: [], taxNumber: '', receiptFooter: [] };
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

describe('receiptText', () => {
  it('is what the barcode says', () => {
    expect(receiptText({ series: 'L1A', number: 7 })).toBe('L1A-7');
    expect(buildReceipt(inputOf()).blocks.at(-1)).toEqual({ kind: 'barcode', text: receiptText(ORDER.receipt) });
  });
});
