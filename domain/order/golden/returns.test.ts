import { describe, expect, it } from 'vitest';
import type { Discount, ReturnLine } from '#domain/order/cart.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import type { OrderDraft } from '#domain/order/order.ts';
import { returnedOf, returnLine } from '#domain/order/returnable.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { type Item, linesOf, percent, taxesOf, taxRules } from '#tests/fixtures/golden-cart.ts';

const ORDER = '0193a5c0-0000-7000-8000-0000000000aa';
const off = (value: number): Discount => ({ id: `off-${value}`, kind: 'amount', value, reason: 'promotion' });
const cut = (rate: number): Discount => ({
  id: `cut-${rate}`,
  kind: 'percent',
  value: rate * 10_000,
  reason: 'promotion',
});

function sold(rules: TaxRules, items: readonly Item[], discounts: Discount[] = [], exempt = false): OrderDraft {
  const lines = linesOf(items);
  const taxExemption = exempt ? { taxExemption: { reason: 'diplomat' } } : {};
  const cart = { id: ORDER, operatorId: 'o', openedAt: '2026-11-21T10:00:00.000Z', lines, discounts, ...taxExemption };
  const result = settle(cart, rules);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return draftOrder({ cart, settled: result.settled, rules, currency: 'EUR', payments: [], rounding: 0 });
}

/** Gives parts of one line back, one after the other. */
function back(order: OrderDraft, lineId: string, quantities: readonly number[]): ReturnLine[] {
  const line = order.lines.find((one) => one.id === lineId);
  if (!line) throw new Error(lineId);
  const returned: ReturnLine[] = [];
  for (const [index, quantity] of quantities.entries()) {
    const before = returnedOf(ORDER, lineId, returned);
    const asked = { id: `r${index}`, quantity, reason: 'unwanted', condition: 'restock' as const };
    const what = { orderId: ORDER, receipt: 'L1A-1', order, line, before };
    returned.push(returnLine(what, { ...asked, pricesIncludeTax: order.pricesIncludeTax }));
  }
  return returned;
}

interface Case {
  source: string;
  rules: TaxRules;
  items: Item[];
  discounts?: Discount[];
  exempt?: boolean;
  /** Quantities of the first line coming back, one after the other. */
  parts: number[];
  /** Given back for each, and of it the taxes, one list per tax. */
  amounts: number[];
  taxes: number[][];
}

const THIRDS =
  'FACTS: three refunds of a third never exceed 10.00; the cumulative share minus what was refunded before';
const ART_90 = 'VAT Directive 2006/112/EC, article 90 (1): the taxable amount is reduced by what is given back';
const REG_38 = 'UK VAT Regulations 1995, regulation 38: the VAT is adjusted with the consideration';
const ETA_232 = 'Canada, Excise Tax Act section 232: the tax on what is refunded is refunded';
const DIV_19 = 'Australia, GST Act 1999, Division 19: adjustment by the change of GST';

const uk = taxRules(true, 'line', { S: [percent('S', 20)] });

const CASES: Case[] = [
  {
    // 3.333, 6.667, 10.00.
    source: THIRDS,
    rules: taxRules(true, 'line', { S: [] }),
    items: [[1000, 3, 'S', { labelAmount: 1000 }]],
    parts: [1, 1, 1],
    amounts: [333, 334, 333],
    taxes: [],
  },
  {
    // VAT 1.67 of 10.00: 0.557, 1.113, 1.67.
    source: `${REG_38}; ${THIRDS}`,
    rules: uk,
    items: [[1000, 3, 'S', { labelAmount: 1000 }]],
    parts: [1, 1, 1],
    amounts: [333, 334, 333],
    taxes: [[56, 55, 56]],
  },
  {
    source: `${REG_38}; all at once is exactly what was paid`,
    rules: uk,
    items: [[1000, 3, 'S', { labelAmount: 1000 }]],
    parts: [3],
    amounts: [1000],
    taxes: [[167]],
  },
  {
    source: `${REG_38}; one of three, then the rest`,
    rules: uk,
    items: [[1000, 3, 'S', { labelAmount: 1000 }]],
    parts: [1, 2],
    amounts: [333, 667],
    taxes: [[56, 111]],
  },
  {
    // 1.98 holds 0.33: 0.165, 0.33.
    source: `${ART_90}; half a penny of VAT goes away from zero`,
    rules: uk,
    items: [[99, 2]],
    parts: [1, 1],
    amounts: [99, 99],
    taxes: [[17, 16]],
  },
  {
    // 100.00 less 10 % less 5.00 is 85.00, a sixth of it 14.1667.
    source: `${ART_90}; a bundle of 50.00, two of it, 10 % off the line and 5.00 off the cart`,
    rules: uk,
    items: [[5000, 2, 'S', { discounts: [cut(10)], parts: [{ variantId: 'mug', quantity: 2 }] }]],
    discounts: [off(500)],
    parts: [1, 1],
    amounts: [4250, 4250],
    taxes: [[709, 708]],
  },
  {
    // 40.00 and 20.00 share 9.99 off as 6.66 and 3.33; 33.34 / 4 is 8.335, 16.67, 25.005, 33.34, its VAT 5.5567.
    source: `${ART_90}; a bundle whose share of a cart discount does not divide by four`,
    rules: uk,
    items: [
      [1000, 4, 'S', { parts: [{ variantId: 'mug', quantity: 1 }] }],
      [2000, 1],
    ],
    discounts: [off(999)],
    parts: [1, 1, 1, 1],
    amounts: [834, 833, 834, 833],
    taxes: [[139, 139, 139, 139]],
  },
  {
    // 1.250 kg at 3.99 is 4.99; a fifth of it is 0.998.
    source: `${ART_90}; 250 g and then 1 kg of 1.250 kg at 3.99`,
    rules: taxRules(true, 'line', { S: [] }),
    items: [[399, 1250, 'S', { unit: 'kg' }]],
    parts: [250, 1000],
    amounts: [100, 399],
    taxes: [],
  },
  {
    // 2.50 m at 7.99 is 19.975, so 19.98; 1 m of it is 7.992; its VAT 3.33, of 1 m 1.332.
    source: `${REG_38}; 1 m and then 1.5 m of 2.5 m at 7.99`,
    rules: uk,
    items: [[799, 2500, 'S', { unit: 'm' }]],
    parts: [1000, 1500],
    amounts: [799, 1199],
    taxes: [[133, 200]],
  },
  {
    // 9.99 and tax of 0.999, so 1.00: 0.333, 0.667, 1.00.
    source: `${DIV_19}; three of 3.33 without GST of 10 %`,
    rules: taxRules(false, 'line', { S: [percent('GST', 10)] }),
    items: [[333, 3]],
    parts: [1, 1, 1],
    amounts: [333, 333, 333],
    taxes: [[33, 34, 33]],
  },
  {
    // 10.00, GST 0.50, QST 0.9975, so 1.00: 0.167, 0.333, 0.50 and 0.333, 0.667, 1.00.
    source: `${ETA_232}; three for 10.00 with GST and QST`,
    rules: taxRules(false, 'line', { S: [percent('GST', 5), percent('QST', 9.975)] }),
    items: [[1000, 3, 'S', { labelAmount: 1000 }]],
    parts: [1, 1, 1],
    amounts: [333, 334, 333],
    taxes: [
      [17, 16, 17],
      [33, 34, 33],
    ],
  },
  {
    source: `${ETA_232}; all of it at once`,
    rules: taxRules(false, 'line', { S: [percent('GST', 5), percent('QST', 9.975)] }),
    items: [[1000, 3, 'S', { labelAmount: 1000 }]],
    parts: [3],
    amounts: [1000],
    taxes: [[50], [100]],
  },
  {
    source: 'VAT Directive 2006/112/EC, article 151 (1) (a): sold without VAT, given back without',
    rules: uk,
    items: [[600, 2]],
    exempt: true,
    parts: [1, 1],
    amounts: [500, 500],
    taxes: [],
  },
  {
    source: `${ART_90}; what cost nothing gives nothing back`,
    rules: uk,
    items: [[600, 2, 'S', { discounts: [cut(100)] }]],
    parts: [1, 1],
    amounts: [0, 0],
    taxes: [[0, 0]],
  },
  {
    // Two of 0.01 for 0.01 in all: 0.005 goes up, so that the first takes it.
    source: `${THIRDS}; the last unit of money goes with the first half`,
    rules: taxRules(true, 'line', { S: [] }),
    items: [[1, 2, 'S', { discounts: [off(1)] }]],
    parts: [1, 1],
    amounts: [1, 0],
    taxes: [],
  },
  {
    source: `${ART_90}; a price set by hand is what was paid: 8.00 for 10.00`,
    rules: uk,
    items: [[800, 2, 'S', { priceOverride: { listPrice: 1000, reason: 'damaged' } }]],
    parts: [1, 1],
    amounts: [800, 800],
    // 2.67 of 16.00: 1.335, 2.67.
    taxes: [[134, 133]],
  },
];

const given = (amount: number): number => (amount === 0 ? 0 : -amount);

describe('what is given back', () => {
  it.each(CASES)('$source', ({ rules, items, discounts, exempt, parts, amounts, taxes }) => {
    const order = sold(rules, items, discounts, exempt);
    const returned = back(order, 'line-0', parts);
    expect(returned.map((line) => line.amount)).toEqual(amounts.map(given));
    expect(taxes.map((_, index) => returned.map((line) => line.taxes[index]?.amount))).toEqual(
      taxes.map((amountsOfTax) => amountsOfTax.map(given)),
    );
    for (const line of returned) {
      expect(line.taxes.length).toBe(taxes.length);
      const included = rules.pricesIncludeTax ? line.taxes.reduce((sum, tax) => sum + tax.amount, 0) : 0;
      for (const tax of line.taxes) expect(tax.base).toBe(line.amount - included);
    }
  });
});

interface Exchange {
  source: string;
  rules: TaxRules;
  sold: Item[];
  returned: number;
  bought: Item[];
  taxes: string[];
  total: number;
}

const EXCHANGES: Exchange[] = [
  {
    source: `${ART_90}; 12.00 comes back, 18.00 is bought: 6.00 to pay, 1.00 of it VAT`,
    rules: uk,
    sold: [[1200]],
    returned: 1,
    bought: [[1800]],
    taxes: ['S 500 + 100'],
    total: 600,
  },
  {
    source: `${ART_90}; 12.00 comes back, 6.00 is bought: 6.00 to give back, 1.00 of it VAT`,
    rules: uk,
    sold: [[1200]],
    returned: 1,
    bought: [[600]],
    taxes: ['S -500 + -100'],
    total: -600,
  },
  {
    source: `${ART_90}; the same for the same comes to nothing`,
    rules: uk,
    sold: [[1200]],
    returned: 1,
    bought: [[1200]],
    taxes: ['S 0 + 0'],
    total: 0,
  },
  {
    source: `${ART_90}; a return alone`,
    rules: uk,
    sold: [[1200, 2]],
    returned: 1,
    bought: [],
    taxes: ['S -1000 + -200'],
    total: -1200,
  },
  {
    source: `${REG_38}; at the standard rate back, at the reduced rate bought: each rate by itself`,
    rules: taxRules(true, 'rate', { S: [percent('S', 20)], R: [percent('R', 5)] }),
    sold: [[1200]],
    returned: 1,
    bought: [[1050, 1, 'R']],
    taxes: ['R 1000 + 50', 'S -1000 + -200'],
    total: -150,
  },
  {
    source: `${ETA_232}; without tax in prices: 100.00 back, 150.00 bought`,
    rules: taxRules(false, 'rate', { S: [percent('GST', 5), percent('QST', 9.975)] }),
    sold: [[10_000]],
    returned: 1,
    bought: [[15_000]],
    // 7.50 - 5.00, and 14.9625 -> 14.96 less 9.975 -> 9.98.
    taxes: ['GST 5000 + 250', 'QST 5000 + 498'],
    total: 5748,
  },
];

describe('an exchange in one ticket', () => {
  it.each(EXCHANGES)('$source', ({ rules, sold: items, returned, bought, taxes, total }) => {
    const returns = back(sold(rules, items), 'line-0', [returned]);
    const result = settle({ lines: linesOf(bought), discounts: [], returns }, rules);
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    expect(taxesOf(result.settled)).toEqual(taxes);
    expect(result.settled.total).toBe(total);
  });
});
