import { describe, expect, it } from 'vitest';
import { goldenSettle, percent, taxRules } from '#tests/fixtures/golden-cart.ts';

/*
 * One price with its tax in it: gross * rate / (100 + rate), half a minor unit away from zero. Where a source gives more
 * decimals than its currency has, they are in the comment and the tax is them, rounded.
 */
const CASES: [source: string, rate: number, gross: number, tax: number][] = [
  ['NZ Inland Revenue, Calculating GST (2010): 1,725.00 x 3 / 23', 15, 172_500, 22_500],
  ['NZ Inland Revenue, GST guide IR375: 115.00 x 3 / 23', 15, 11_500, 1_500],
  ['calcgst.nz, How to calculate: 200.00 x 3 / 23 = 26.09', 15, 20_000, 2_609],
  ['UK HMRC, VAT Notice 700, VAT fraction at 20 % is 1/6', 20, 12_000, 2_000],
  ['UK HMRC, VAT Notice 700, VAT fraction at 5 % is 1/21', 5, 10_500, 500],
  // 1.665
  ['WooCommerce tax.php and wcpos calculate-taxes.test: 9.99 at 20 %', 20, 999, 167],
  // 90.909091
  ['wcpos calculate-taxes.test: JPY 1000 at 10 %', 10, 1_000, 91],
  // 1.6665
  ['wcpos calculate-taxes.test: 9.999 at 20 %, three decimals', 20, 9_999, 1_667],
  ['Odoo test_taxes_computation, case 1: 124.40 at 8 %', 8, 12_440, 921],
  // 0.238095, 0.47619, 2.380952
  ['Odoo test_taxes_computation, case 2: 5.00 at 5 %', 5, 500, 24],
  ['Odoo test_taxes_computation, case 2: 10.00 at 5 %', 5, 1_000, 48],
  ['Odoo test_taxes_computation, case 2: 50.00 at 5 %', 5, 5_000, 238],
  ['Odoo test_taxes_computation, case 4: 52.50 at 12 %', 12, 5_250, 563],
  ['Odoo test_taxes_computation, case 5: CLP 27000 at 19 %', 19, 27_000, 4_311],
  ['Odoo test_taxes_computation, case 5: CLP 10920 at 19 %', 19, 10_920, 1_744],
  ['Odoo test_taxes_computation, case 6: 399.999999 at 20 %, six decimals', 20, 399_999_999, 66_666_667],
  ['Odoo test_taxes_computation, case 7: 11.90 at 21 %', 21, 1_190, 207],
  ['Odoo test_taxes_computation, case 7: 2.80 at 21 %', 21, 280, 49],
  ['Odoo test_taxes_computation, case 7: 7.000000 at 21 %, six decimals', 21, 7_000_000, 1_214_876],
  ['Odoo test_tax (percent, price included): 200.00 at 10 %', 10, 20_000, 1_818],
  ['Vendure order-calculator.spec: 100 at 20 % is 83 net', 20, 100, 17],
  ['Vendure order-calculator.spec: shipping of 500 at 20 % is 417 net', 20, 500, 83],
  ['Vendure order-calculator.spec: 420 at 20 % is 350 net', 20, 420, 70],
  ['Vendure order-calculator.spec: 50 at 20 % is 42 net', 20, 50, 8],
  ['Australia, GST Act 1999, sections 9-70 and 9-75: 1/11 of the price', 10, 11_000, 1_000],
  ['Australia, GST Act 1999, section 9-90 (1): 1.00 / 11 = 0.0909', 10, 100, 9],
  ['Germany, UStG § 12 (1): 119.00 at 19 %', 19, 11_900, 1_900],
  ['Germany, UStG § 12 (1): 9.99 x 19 / 119 = 1.595', 19, 999, 160],
  ['Germany, UStG § 12 (2): 107.00 at 7 %', 7, 10_700, 700],
  ['France, CGI art. 278-0 bis: 105.50 at 5.5 %', 5.5, 10_550, 550],
  ['France, CGI art. 281 octies: 102.10 at 2.1 %', 2.1, 10_210, 210],
  ['Spain, Ley 37/1992, art. 90: 121.00 at 21 %', 21, 12_100, 2_100],
  ['Italy, DPR 633/1972, art. 16: 122.00 at 22 %', 22, 12_200, 2_200],
  ['Ireland, VAT Consolidation Act 2010, s. 46: 123.00 at 23 %', 23, 12_300, 2_300],
  ['Ireland, VAT Consolidation Act 2010, s. 46: 113.50 at 13.5 %', 13.5, 11_350, 1_350],
  ['Finland, arvonlisäverolaki 84 § (since 1 September 2024): 125.50 at 25.5 %', 25.5, 12_550, 2_550],
  ['Sweden, mervärdesskattelag (2023:200) ch. 9: 125.00 at 25 %', 25, 12_500, 2_500],
  ['Sweden, mervärdesskattelag (2023:200) ch. 9: 106.00 at 6 %', 6, 10_600, 600],
  ['Denmark, momsloven § 33: 25 % is a fifth of the price', 25, 10_000, 2_000],
  ['Switzerland, MWSTG (SR 641.20) art. 25: 108.10 at 8.1 %', 8.1, 10_810, 810],
  ['Switzerland, MWSTG (SR 641.20) art. 25: 102.60 at 2.6 %', 2.6, 10_260, 260],
  ['Switzerland, MWSTG (SR 641.20) art. 25: 103.80 at 3.8 %', 3.8, 10_380, 380],
  ['Japan, Consumption Tax Act art. 29 with local tax: 1,100 at 10 %', 10, 1_100, 100],
  ['Japan, reduced rate of 8 %: 1,080', 8, 1_080, 80],
  ['Singapore, GST Act (9 % since 2024): tax fraction 9/109 of 109.00', 9, 10_900, 900],
  ['South Africa, VAT Act 89 of 1991, tax fraction 15/115 of 115.00', 15, 11_500, 1_500],
];

describe('a price with tax in it', () => {
  it.each(CASES)('%s', (_, rate, gross, tax) => {
    for (const level of ['line', 'rate', 'receipt'] as const) {
      const settled = goldenSettle(taxRules(true, level, { S: [percent('S', rate)] }), [[gross]]);
      expect(settled).toMatchObject({ total: gross, taxTotal: tax });
      expect(settled.taxes).toMatchObject([{ base: gross - tax, amount: tax }]);
    }
  });
});
