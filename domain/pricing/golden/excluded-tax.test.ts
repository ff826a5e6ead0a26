import { describe, expect, it } from 'vitest';
import { goldenSettle, percent, taxRules } from '#tests/fixtures/golden-cart.ts';

/* One price without its tax: net * rate / 100, half a minor unit away from zero. */
const CASES: [source: string, rate: number, net: number, tax: number][] = [
  ['Revenu Québec, Calculating the taxes, two stages: GST on 100.00', 5, 10_000, 500],
  ['Revenu Québec, Calculating the taxes, two stages: QST on 100.00 is 9.98', 9.975, 10_000, 998],
  ['Revenu Québec, Calculating the taxes, one stage: 14.975 % of 100.00', 14.975, 10_000, 1_498],
  ['NZ Inland Revenue, Calculating GST (2010): 15 % of 1,500.00', 15, 150_000, 22_500],
  // 1.998
  ['WooCommerce tax.php and wcpos calculate-taxes.test: 9.99 at 20 %', 20, 999, 200],
  ['wcpos calculate-taxes.test: 100 at 5 %', 5, 10_000, 500],
  // 99.9
  ['wcpos calculate-taxes.test: JPY 999 at 10 %', 10, 999, 100],
  // 1.9998
  ['wcpos calculate-taxes.test: 9.999 at 20 %, three decimals', 20, 9_999, 2_000],
  // 1.99998
  ['wcpos calculate-taxes.test: 9.9999 at 20 %, four decimals', 20, 99_999, 20_000],
  ['Odoo test_tax (percent): 200.00 at 10 %', 10, 20_000, 2_000],
  ['Odoo test_taxes_computation, case 5: CLP 22689 at 19 %', 19, 22_689, 4_311],
  ['Odoo test_taxes_computation, case 5: CLP 9176 at 19 %', 19, 9_176, 1_743],
  ['Odoo test_taxes_computation, case 5: 22689.00 at 19 %', 19, 2_268_900, 431_091],
  ['Odoo test_taxes_computation, case 5: 9176.00 at 19 %', 19, 917_600, 174_344],
  ['Vendure order-calculator.spec: 123 at 20 % is 148 with tax', 20, 123, 25],
  ['Vendure order-calculator.spec: shipping of 500 is 600 with tax', 20, 500, 100],
  ['Vendure order-calculator.spec: 730 is 876 with tax', 20, 730, 146],
  ['Canada, Budget 2012, Rounding: 1.83 and 2.86 come to 4.92 with 5 % GST', 5, 469, 23],
  ['CTV Vancouver on the penny: 12 % of 689.93 is 82.79', 12, 68_993, 8_279],
  ['Sovos on Florida, rounding instead of brackets: 6 % of 0.74 is 0.04', 6, 74, 4],
  ['SSUTA section 324: 7.25 % of 10.00 is 0.725, the third decimal above four goes up', 7.25, 1_000, 73],
  ['SSUTA section 324: 7 % of 7.77 is 0.5439, the third decimal of three goes down', 7, 777, 54],
  ['Florida TIP 21A01-02: 7.5 % of 0.99 is 0.07425', 7.5, 99, 7],
  ['Australia, GST Act 1999, section 9-90 (1): 0.104 goes down', 10, 104, 10],
  ['Australia, GST Act 1999, section 9-90 (1): 0.105 goes up', 10, 105, 11],
];

describe('a price without tax', () => {
  it.each(CASES)('%s', (_, rate, net, tax) => {
    for (const level of ['line', 'rate', 'receipt'] as const) {
      const settled = goldenSettle(taxRules(false, level, { S: [percent('S', rate)] }), [[net]]);
      expect(settled).toMatchObject({ total: net + tax, taxTotal: tax });
      expect(settled.taxes).toMatchObject([{ base: net, amount: tax }]);
    }
  });
});
