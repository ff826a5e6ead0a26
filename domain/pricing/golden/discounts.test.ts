import { describe, expect, it } from 'vitest';
import type { Discount } from '#domain/order/cart.ts';
import { goldenSettle, type Item, percent, taxesOf, taxRules } from '#tests/fixtures/golden-cart.ts';

const off = (value: number): Discount => ({ id: `off-${value}`, kind: 'amount', value, reason: 'promotion' });
const cut = (rate: number): Discount => ({
  id: `cut-${rate}`,
  kind: 'percent',
  value: rate * 10_000,
  reason: 'promotion',
});
const each = (...prices: number[]): Item[] => prices.map((price) => [price]);

interface Case {
  source: string;
  items: Item[];
  /** On the cart, in order. */
  discounts?: Discount[];
  /** What is left of each line. */
  left: number[];
}

const WOO = 'WooCommerce discounts.php (as in wcpos woocommerce-coupon-parity.test)';
const PRORATE = 'Vendure prorate.spec';

const CASES: Case[] = [
  { source: `${WOO}, test 1: 20 % off 10.00`, items: each(1000), discounts: [cut(20)], left: [800] },
  { source: `${WOO}, test 2: 10.00 off 2 x 10.00`, items: [[1000, 2]], discounts: [off(1000)], left: [1000] },
  { source: `${WOO}, test 3: 10.00 off two`, items: each(1000, 1000), discounts: [off(1000)], left: [500, 500] },
  {
    source: `${WOO}, test 4: 10.00 off three`,
    items: each(1000, 1000, 1000),
    discounts: [off(1000)],
    left: [666, 667, 667],
  },
  {
    // Sevenths: 2.857, 4.286, 2.857.
    source: `${WOO}, test 5: 10.00 off 2 + 3 + 2 of 10.00`,
    items: [
      [1000, 2],
      [1000, 3],
      [1000, 2],
    ],
    discounts: [off(1000)],
    left: [1714, 2572, 1714],
  },
  {
    // 0.90909 each: ten take 0.91, one 0.90.
    source: `${WOO}, test 6: 10.00 off eleven of 10.00`,
    items: Array.from({ length: 11 }, (): Item => [1000]),
    discounts: [off(1000)],
    left: [909, 909, 909, 909, 909, 909, 909, 909, 909, 909, 910],
  },
  {
    source: `${WOO}, test 7: 1.00 off three of 1.00`,
    items: each(100, 100, 100),
    discounts: [off(100)],
    left: [66, 67, 67],
  },
  {
    source: `${WOO}, test 12: 10 % and then 20 % off 2 x 10.00 and 5.00 takes 7.00`,
    items: [[1000, 2], [500]],
    discounts: [cut(10), cut(20)],
    left: [1440, 360],
  },
  {
    source: `${WOO}, test 17: 3 x 10.00 off 3 x 13.95`,
    items: [[1395, 3, 'S', { discounts: [off(3000)] }]],
    left: [1185],
  },
  {
    source: `${WOO}, test 18: 3 x 20.00 off 3 x 13.95 takes 41.85`,
    items: [[1395, 3, 'S', { discounts: [off(6000)] }]],
    left: [0],
  },
  {
    source: `${WOO}, test 22: 30.00 off 3 x 13.95 and at most 9.00 off 5 x 1.80`,
    items: [
      [1395, 3, 'S', { discounts: [off(3000)] }],
      [180, 5, 'S', { discounts: [off(5000)] }],
    ],
    left: [1185, 0],
  },
  { source: `${WOO}, test 28: 10.00 off 8.95`, items: [[895, 1, 'S', { discounts: [off(1000)] }]], left: [0] },
  {
    source: 'WooCommerce coupon.php, 10 % off 20.00 and 10.00 takes 3.00',
    items: each(2000, 1000),
    discounts: [cut(10)],
    left: [1800, 900],
  },
  {
    source: 'WooCommerce coupon.php, exclude_sale_items: 10 % off 20.00 only takes 2.00',
    items: [[2000], [1000, 1, 'S', { undiscountable: true }]],
    discounts: [cut(10)],
    left: [1800, 1000],
  },
  {
    source: `${PRORATE}: 300 over 4000, 2000, 2000`,
    items: each(4000, 2000, 2000),
    discounts: [off(300)],
    left: [3850, 1925, 1925],
  },
  {
    source: `${PRORATE}: 299 over 4300, 1400, 2300 is 161, 52, 86`,
    items: each(4300, 1400, 2300),
    discounts: [off(299)],
    left: [4139, 1348, 2214],
  },
  {
    source: `${PRORATE}: 299 over equal weights is 100, 100, 99`,
    items: each(1000, 1000, 1000),
    discounts: [off(299)],
    left: [900, 900, 901],
  },
  {
    source: `${PRORATE}: 95 over many weights is a half of each`,
    items: each(10, 20, 10, 30, 50, 20, 10, 40),
    discounts: [off(95)],
    left: [5, 10, 5, 15, 25, 10, 5, 20],
  },
  {
    source: `${PRORATE}: 93 over many weights is 5, 10, 5, 15, 24, 10, 5, 19`,
    items: each(10, 20, 10, 30, 50, 20, 10, 40),
    discounts: [off(93)],
    left: [5, 10, 5, 15, 26, 10, 5, 21],
  },
  { source: `${PRORATE}: a weight of zero takes nothing`, items: each(10, 0), discounts: [off(4)], left: [6, 0] },
  {
    source: `${PRORATE}: 20 over equal weights is 10, 10`,
    items: each(100, 100),
    discounts: [off(20)],
    left: [90, 90],
  },
];

describe('what discounts leave', () => {
  it.each(CASES)('$source', ({ items, discounts, left }) => {
    for (const included of [true, false]) {
      const { lines } = goldenSettle(taxRules(included, 'rate', { S: [] }), items, discounts);
      expect(lines.map((line) => line.amount)).toEqual(left);
    }
  });
});

interface TaxedCase {
  source: string;
  included: boolean;
  items: Item[];
  discounts: Discount[];
  taxes: string[];
  total: number;
}

const VENDURE = 'Vendure order-calculator.spec';
const RATES = { S: [percent('S', 20)], R: [percent('R', 10)], Z: [percent('Z', 0)] };

const TAXED: TaxedCase[] = [
  {
    source: `${VENDURE}, order fixed to 420 of 1230 without tax: 504 with tax`,
    included: false,
    items: each(1230),
    discounts: [off(810)],
    taxes: ['S 420 + 84'],
    total: 504,
  },
  {
    source: `${VENDURE}, order fixed to 420 of 1230 with tax: 350 net`,
    included: true,
    items: each(1230),
    discounts: [off(810)],
    taxes: ['S 350 + 70'],
    total: 420,
  },
  {
    source: `${VENDURE}, 500 off 1230 without tax: 730 net, 876 with tax`,
    included: false,
    items: each(1230),
    discounts: [off(500)],
    taxes: ['S 730 + 146'],
    total: 876,
  },
  {
    // 250 of the discount is on each line: 1750 and 1750.
    source: `${VENDURE}, 500 off 2000 and 2 x 1000 with tax: 3500`,
    included: true,
    items: [[2000], [1000, 2, 'R']],
    discounts: [off(500)],
    taxes: ['R 1591 + 159', 'S 1458 + 292'],
    total: 3500,
  },
  {
    source: `${VENDURE}, 50 % off an order of 100 without tax: 50 net, 60 with tax`,
    included: false,
    items: each(100),
    discounts: [cut(50)],
    taxes: ['S 50 + 10'],
    total: 60,
  },
  {
    source: `${VENDURE}, 50 % off an order of 100 with tax: 42 net`,
    included: true,
    items: each(100),
    discounts: [cut(50)],
    taxes: ['S 42 + 8'],
    total: 50,
  },
  {
    source: `${VENDURE}, 50 % off an order of 100 at 0 %`,
    included: true,
    items: [[100, 1, 'Z']],
    discounts: [cut(50)],
    taxes: ['Z 50 + 0'],
    total: 50,
  },
  {
    source: `${VENDURE}, correct proration: 500 off 500 at 20 % and 500 at 0 %, 250 each`,
    included: true,
    items: [[500], [500, 1, 'Z']],
    discounts: [off(500)],
    taxes: ['S 208 + 42', 'Z 250 + 0'],
    total: 500,
  },
  {
    // 12.00 is 10.00 and 2.00; a tenth off leaves 10.80, of which a sixth is 1.80.
    source: 'VAT Directive 2006/112/EC, article 79 (b), and UK VAT Notice 700: VAT on what is paid after a discount',
    included: true,
    items: each(1200),
    discounts: [cut(10)],
    taxes: ['S 900 + 180'],
    total: 1080,
  },
  {
    // A percentage over 100 and an amount over the cart leave nothing, and no tax.
    source: 'VAT Directive 2006/112/EC, article 79 (b): nothing is paid, nothing is taxed',
    included: false,
    items: each(1200),
    discounts: [off(5000)],
    taxes: ['S 0 + 0'],
    total: 0,
  },
];

describe('what is taxed after discounts', () => {
  it.each(TAXED)('$source', ({ included, items, discounts, taxes, total }) => {
    const settled = goldenSettle(taxRules(included, 'rate', RATES), items, discounts);
    expect(taxesOf(settled)).toEqual(taxes);
    expect(settled.total).toBe(total);
  });
});
