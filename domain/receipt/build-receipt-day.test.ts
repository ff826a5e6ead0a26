import { describe, expect, it } from 'vitest';
import type { ReturnLine } from '#domain/order/cart.ts';
import { buildReceipt } from '#domain/receipt/build-receipt.ts';
import { joinWords } from '#domain/receipt/receipt-words.ts';
import { inputOf, ORDER, textOf, WORDS } from '#tests/fixtures/receipt-input.ts';

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
