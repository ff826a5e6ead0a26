import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReturnLine } from '#domain/order/cart.ts';
import type { Order } from '#domain/order/order.ts';
import { buildReceipt, type ReceiptInput, type ReceiptWords, receiptText } from '#domain/receipt/build-receipt.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { joinWords } from '#domain/receipt/receipt-words.ts';
import { layoutReceipt } from '#drivers/printer/protocol/layout.ts';
import { textColumns } from '#drivers/printer/protocol/text-width.ts';
import { arbitraryOrder } from '#tests/fixtures/arbitrary-cart.ts';

const WORDS: ReceiptWords = {
  language: 'en',
  receipt: 'Receipt',
  giftReceipt: 'GIFT',
  copy: 'COPY',
  training: 'TRAINING',
  register: 'Till',
  servedBy: 'Served by',
  member: 'Member',
  taxNumber: 'VAT no.',
  subtotal: 'Subtotal',
  discount: 'Discount',
  tax: 'VAT',
  taxExempt: 'Exempt',
  total: 'TOTAL',
  cashRounding: 'Rounding',
  change: 'Change',
  tip: 'Tip',
  returned: 'Returned',
  soldOn: 'sold on',
  net: 'net',
  tare: 'Tare',
  manualWeight: 'Manual weight',
  depositPaid: 'Deposit paid',
  balanceDue: 'Balance due',
  accountPayment: 'Payment on account',
  refund: 'Back by',
  balance: 'Left on it',
  instrument: 'No.',
  serial: 'Serial',
  reference: 'Ref.',
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
      receiptHeader: [],
      receiptFooter: ['Thank you', 'Returns within 28 days'],
      logo: null,
    },
    registerName: '2',
    operatorName: 'Li',
    memberName: null,
    form: 'receipt',
    training: false,
    words: WORDS,
    widthMm: 80,
    formatForeign: (minor, currency) => `${currency} ${money(minor)}`,
    code: null,
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
    if (block.kind === 'image') return '[image]';
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

describe('a receipt of the whole day', () => {
  const returned: ReturnLine = {
    id: 'r1',
    source: { orderId: '0192f000-0000-7000-8000-000000000001', receipt: 'L1A-7', lineId: '1' },
    variantId: 'mug',
    sku: 'MUG',
    name: 'Mug blue',
    unit: 'each',
    taxCategory: 'standard',
    quantity: 1,
    amount: -500,
    taxes: [],
    reason: 'faulty',
    condition: 'damaged',
  };

  it('names what came back, the receipt it was sold on, and the store credit given for it', () => {
    const payments = [
      { id: 'p', tender: 'credit', tendered: -500, change: 0, amount: -500, instrument: 'SC0123456789' },
    ];
    const order = {
      ...ORDER,
      lines: [],
      returns: [returned],
      taxes: [],
      taxTotal: 0,
      total: -500,
      rounding: 0,
      payments,
    };
    expect(textOf(buildReceipt(inputOf({ order }))).slice(7, -5)).toEqual([
      '------------------------------------------',
      'Returned (sold on L1A-7)',
      'Mug blue                             -5.00',
      '  1, faulty',
      '------------------------------------------',
      'TOTAL                                -5.00',
      'Back by credit                       -5.00',
      '',
      '[barcode SC0123456789]',
    ]);
  });

  it('counts what came back into the subtotal of prices without tax', () => {
    const order = { ...ORDER, pricesIncludeTax: false, returns: [returned], total: 1076 };
    expect(textOf(buildReceipt(inputOf({ order })))).toContain('Subtotal                              9.23');
  });

  it('tells tips, references, foreign money, and what is left on a card of which it shows four digits', () => {
    const payments = [
      { id: 'a', tender: 'card', tendered: 1000, change: 0, amount: 800, tip: 200, reference: 'A77' },
      { id: 'b', tender: 'gift', tendered: 300, change: 0, amount: 300, instrument: '6006491234567890', balance: 2200 },
      {
        id: 'c',
        tender: 'euro',
        tendered: 850,
        change: 527,
        amount: 323,
        foreign: { currency: 'EUR', tendered: 1000, ratePpm: 850_000 },
      },
    ];
    const lines = textOf(buildReceipt(inputOf({ order: { ...ORDER, rounding: 0, payments } })));
    expect(lines.slice(16, 26)).toEqual([
      'card                                 10.00',
      '  Tip                                 2.00',
      '  Ref. A77',
      'gift                                  3.00',
      '  No. ****7890',
      '  Left on it                         22.00',
      'euro                                  8.50',
      '  EUR 10.00 x 0.85',
      'Change                                5.27',
      '------------------------------------------',
    ]);
  });

  it('says TRAINING at the top and at the end, and carries the code that proves it', () => {
    const { blocks } = buildReceipt(inputOf({ training: true, code: 'OT1.x.y' }));
    const mark = { kind: 'text', text: '*** TRAINING ***', align: 'center', bold: true, size: 2 };
    expect([blocks[0], blocks.at(-1), blocks.at(-2)]).toEqual([mark, mark, { kind: 'qr', text: 'OT1.x.y' }]);
  });

  it('has no amount on a gift receipt, nor the code that would tell them', () => {
    const lines = textOf(buildReceipt(inputOf({ form: 'gift', code: 'OT1.x.y' })));
    expect(lines.join('\n')).not.toMatch(/\d\.\d\d\b(?! *kg)|qr/);
    expect(lines).toContain('Mug red                                  2');
    expect(lines).toContain('[barcode L1A-1042]');
  });

  it('says a discount on the whole cart once, with its rate and all that it took off', () => {
    const discount = { id: 'c', kind: 'percent', value: 100_000, reason: 'staff' } as const;
    const taken = [92, 50, 1];
    const lines = ORDER.lines.map((line, index) => {
      const amount = -(taken[index] ?? 0);
      const adjustment = { source: 'cart-discount', discountId: 'c', reason: 'staff', amount } as const;
      return { ...line, adjustments: [...line.adjustments, adjustment], amount: line.amount + amount };
    });
    const order = { ...ORDER, lines, discounts: [discount], total: 1280 };
    expect(textOf(buildReceipt(inputOf({ order }))).slice(8, 16)).toEqual([
      'Mug red                              10.20',
      '  2 x 5.10',
      '  Discount 10% staff                 -1.02',
      'Tea                                   4.95',
      '  1.250 kg x 3.96',
      'Bag                                   0.10',
      'Discount 10% staff                   -1.43',
      '------------------------------------------',
    ]);
    const gift = textOf(buildReceipt(inputOf({ order, form: 'gift' })));
    expect(gift.join()).not.toContain('Discount');
  });

  it('of a discount by amount says no rate', () => {
    const discount = { id: 'c', kind: 'amount', value: 100, reason: 'staff' } as const;
    const adjustments = [{ source: 'cart-discount', discountId: 'c', reason: 'staff', amount: -100 } as const];
    const lines = ORDER.lines.slice(1, 2).map((line) => ({ ...line, adjustments }));
    const order = { ...ORDER, lines, discounts: [discount] };
    expect(textOf(buildReceipt(inputOf({ order })))).toContain('Discount staff                       -1.00');
  });

  it('of a deposit says what is still due', () => {
    expect(textOf(buildReceipt(inputOf({ balanceDue: 2500 })))).toContain('Balance due                          25.00');
    expect(textOf(buildReceipt(inputOf())).join()).not.toContain('Balance due');
  });

  it('of a payment on account says whose, how much and how it was paid, and nothing was sold', () => {
    const credit = { id: 'a', tender: 'account', tendered: -2500, change: 0, amount: -2500, accountId: 'm1' };
    const cash = { id: 'p', tender: 'cash', tendered: 3000, change: 500, amount: 2500 };
    const nothing = { lines: [], taxes: [], taxTotal: 0, total: 0, rounding: 0, pricesIncludeTax: false };
    const order = { ...ORDER, ...nothing, memberId: 'm1', payments: [cash, credit] };
    expect(textOf(buildReceipt(inputOf({ order, memberName: 'Wang' }))).slice(7, 15)).toEqual([
      'Member Wang',
      '------------------------------------------',
      'Payment on account                   25.00',
      '------------------------------------------',
      'TOTAL                                25.00',
      'Cash                                 30.00',
      'Change                                5.00',
      '------------------------------------------',
    ]);
  });

  it('names goods in the other language below, where they have a name in it', () => {
    const otherNames = { mug: '红杯子', tea: 'Tea' };
    const lines = textOf(buildReceipt(inputOf({ otherNames })));
    expect(lines.slice(8, 13)).toEqual([
      'Mug red                              10.20',
      '  红杯子',
      '  2 x 5.10',
      '  Discount 10% staff                 -1.02',
      'Tea                                   4.95',
    ]);
    expect(textOf(buildReceipt(inputOf({ otherNames, form: 'gift' })))).toContain('  红杯子');
  });

  it('speaks two languages at once, and says once what is the same in both', () => {
    const second = { ...WORDS, language: 'zh-CN', total: '合计', change: '找零', tenders: { cash: '现金' } };
    const lines = textOf(buildReceipt(inputOf({ words: joinWords(WORDS, second) })));
    expect(lines).toContainEqual(expect.stringMatching(/^TOTAL \/ 合计 +14\.23$/));
    expect(lines).toContainEqual(expect.stringMatching(/^Cash \/ 现金 +20\.00$/));
    expect(lines).toContainEqual(expect.stringMatching(/^Rounding +0\.02$/));
    expect(joinWords(WORDS, second).language).toBe('en');
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
