import { describe, expect, it } from 'vitest';
import type { TaxRate } from '#domain/tax/tax-rules.ts';
import { goldenSettle, type Item, percent, taxesOf, taxRules } from '#tests/fixtures/golden-cart.ts';

interface Case {
  source: string;
  included: boolean;
  rates: TaxRate[];
  items: Item[];
  /** The tax, rounded on each line, once per rate, once for the receipt. */
  tax: [line: number, rate: number, receipt: number];
}

const CASES: Case[] = [
  {
    // Taxable supply rule: 0.105 is 0.11, three times. Total invoice rule: 0.315 is 0.32.
    source: 'Australia, GST Act 1999, section 9-90 (2) (a) and (b): three supplies of 1.05',
    included: false,
    rates: [percent('GST', 10)],
    items: [[105], [105], [105]],
    tax: [33, 32, 32],
  },
  {
    // 0.104 is 0.10, four times; 0.416 is 0.42.
    source: 'Australia, GST Act 1999, section 9-90 (2) (a) and (b): four supplies of 1.04',
    included: false,
    rates: [percent('GST', 10)],
    items: [[104], [104], [104], [104]],
    tax: [40, 42, 42],
  },
  {
    // 1/11 of 1.00 is 0.0909; of 6.00 it is 0.5454.
    source: 'Australia, GST Act 1999, section 9-90 (2): six prices of 1.00 with GST',
    included: true,
    rates: [percent('GST', 10)],
    items: [[100], [100], [100], [100], [100], [100]],
    tax: [54, 55, 55],
  },
  {
    // 3/23 of 0.99 is 0.12913; of 9.90 it is 1.2913.
    source: 'New Zealand, GST Act 1985, section 19O (2): each amount of tax, or their total',
    included: true,
    rates: [percent('GST', 15)],
    items: Array.from({ length: 10 }, (): Item => [99]),
    tax: [130, 129, 129],
  },
  {
    // GST 0.0525 and QST 0.1047375 on each; 0.1575 and 0.3142 on 3.15, together 0.4717.
    source: 'Revenu Québec, Calculating the taxes: on each good, or on the total price before rounding',
    included: false,
    rates: [percent('GST', 5), percent('QST', 9.975)],
    items: [[105], [105], [105]],
    tax: [45, 47, 47],
  },
  {
    source:
      'Odoo test_taxes_tax_totals_summary (l10n_in, first tax): two of 15.89 at 6 %, per line 1.90, globally 1.91',
    included: false,
    rates: [percent('T', 6)],
    items: [[1589], [1589]],
    tax: [190, 191, 191],
  },
  {
    // A sixth of 2.45 is 0.4083; of 9.80 it is 1.6333. EU law leaves the level to the states.
    source: 'CJEU C-302/07 J D Wetherspoon, on item, line and basket level: four drinks of 2.45 at 20 %',
    included: true,
    rates: [percent('S', 20)],
    items: [[245], [245], [245], [245]],
    tax: [164, 163, 163],
  },
  {
    // 0.15807 each; 0.47420 together.
    source: 'CJEU C-484/06 Ahold, on rounding per item: three of 0.99 at 19 %',
    included: true,
    rates: [percent('S', 19)],
    items: [[99], [99], [99]],
    tax: [48, 47, 47],
  },
  {
    // 0.07868 each; 0.39338 together.
    source: 'Switzerland, MWSTG art. 25: five of 1.05 at 8.1 %',
    included: true,
    rates: [percent('N', 8.1)],
    items: [[105], [105], [105], [105], [105]],
    tax: [40, 39, 39],
  },
  {
    // 8.4 each, three times, is 25.2.
    source:
      'Japan, Enforcement Order of the Consumption Tax Act art. 70-10, once per rate and invoice: three of 105 at 8 %',
    included: false,
    rates: [percent('R', 8)],
    items: [[105], [105], [105]],
    tax: [24, 25, 25],
  },
  {
    // 1.5 each: 2 twice, or 3.
    source: 'SSUTA section 324, by item or by invoice as the seller elects: two of 0.20 at 7.5 %',
    included: false,
    rates: [percent('ST', 7.5)],
    items: [[20], [20]],
    tax: [4, 3, 3],
  },
  {
    // 0.0025 of state and of city each: nothing by themselves, half a cent together.
    source: 'SSUTA section 324 (2), on the aggregated state and local taxes: 0.10 at 2.5 % and 2.5 %',
    included: false,
    rates: [percent('CITY', 2.5), percent('STATE', 2.5)],
    items: [[10]],
    tax: [0, 0, 1],
  },
];

describe('where tax is rounded', () => {
  it.each(CASES)('$source', ({ included, rates, items, tax }) => {
    const taxAt = (level: 'line' | 'rate' | 'receipt') =>
      goldenSettle(taxRules(included, level, { S: rates }), items).taxTotal;
    expect([taxAt('line'), taxAt('rate'), taxAt('receipt')]).toEqual(tax);
  });
});

interface RatesCase {
  source: string;
  included: boolean;
  rates: TaxRate[];
  price: number;
  taxes: string[];
}

const SEVERAL: RatesCase[] = [
  {
    source: 'Revenu Québec, Calculating the taxes: 100.00 + 5.00 + 9.98 = 114.98',
    included: false,
    rates: [percent('GST', 5), percent('QST', 9.975)],
    price: 10_000,
    taxes: ['GST 10000 + 500', 'QST 10000 + 998'],
  },
  {
    source: 'British Columbia, PSTA section 34 beside GST, both on the price: 100.00 + 5.00 + 7.00',
    included: false,
    rates: [percent('GST', 5), percent('PST', 7)],
    price: 10_000,
    taxes: ['GST 10000 + 500', 'PST 10000 + 700'],
  },
  {
    source: 'India, CGST Act section 9 and a state’s SGST, 9 % each in 118.00',
    included: true,
    rates: [percent('CGST', 9), percent('SGST', 9)],
    price: 11_800,
    taxes: ['CGST 10000 + 900', 'SGST 10000 + 900'],
  },
  {
    // 9.99 x 9 / 118 = 0.76195 each.
    source: 'India, CGST and SGST of 9 % each in 9.99',
    included: true,
    rates: [percent('CGST', 9), percent('SGST', 9)],
    price: 999,
    taxes: ['CGST 847 + 76', 'SGST 847 + 76'],
  },
  {
    source: 'Odoo test_taxes_computation, case 1: 8 % and 0 % in 124.40, on 115.19',
    included: true,
    rates: [percent('T0', 0), percent('T8', 8)],
    price: 12_440,
    taxes: ['T0 11519 + 0', 'T8 11519 + 921'],
  },
  {
    // 1.10 x 0.0625 = 0.06875, x 0.01 = 0.011.
    source: 'Illinois 6.25 % and a city’s 1 % on 1.10, each by itself',
    included: false,
    rates: [percent('CITY', 1), percent('STATE', 6.25)],
    price: 110,
    taxes: ['CITY 110 + 1', 'STATE 110 + 7'],
  },
];

describe('several taxes on one line', () => {
  it.each(SEVERAL)('$source', ({ included, rates, price, taxes }) => {
    const settled = goldenSettle(taxRules(included, 'rate', { S: rates }), [[price]]);
    expect(taxesOf(settled)).toEqual(taxes);
    expect(settled.total).toBe(included ? price : price + settled.taxTotal);
  });
});
