import { describe, expect, it } from 'vitest';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { Settled } from '#domain/pricing/settled.ts';
import type { TaxRate, TaxRounding, TaxRules } from '#domain/tax/tax-rules.ts';

type Item = [taxCategory: string, unitPrice: number, quantity?: number];

function cartOf(items: readonly Item[]): Pick<Cart, 'lines' | 'discounts'> {
  const lines = items.map(([taxCategory, unitPrice, quantity = 1], index): CartLine => {
    const id = `line-${index}`;
    const what = { variantId: `variant-${index}`, sku: `SKU${index}`, name: `Thing ${index}`, unit: 'each' as const };
    return { id, ...what, taxCategory, quantity, unitPrice, priceVersion: 1, discounts: [] };
  });
  return { lines, discounts: [] };
}

function settled(items: readonly Item[], rules: TaxRules): Settled {
  const result = settle(cartOf(items), rules);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.settled;
}

/** Every tax total as `code rate: base + amount`. */
function taxesOf({ taxes }: Settled): string[] {
  return taxes.map((tax) => `${tax.code} ${tax.ratePpm}: ${tax.base} + ${tax.amount}`);
}

const rate = (code: string, ratePpm: number): TaxRate => ({ code, name: code, ratePpm });

/**
 * United Kingdom: 20 %, 5 % and 0 % (Value Added Tax Act 1994, sections 2, 29A and 30), shelf prices with VAT, so that
 * the VAT is 1/6 or 1/21 of the price. Less than half a penny goes down, half a penny or more goes up (HMRC, VAT Trader
 * Records manual, VATREC12030); rounding down only is not for retailers (VATREC12020).
 */
const uk = (rounding: TaxRounding): TaxRules => ({
  version: 1,
  pricesIncludeTax: true,
  rounding,
  rates: { standard: [rate('S', 200_000)], reduced: [rate('R', 50_000)], zero: [rate('Z', 0)], exempt: [] },
});

describe('United Kingdom, prices with VAT', () => {
  it('takes 1/6 at 20 %, 1/21 at 5 % and nothing at 0 %', () => {
    const basket = settled(
      [
        ['standard', 1000],
        ['reduced', 210],
        ['zero', 100],
        ['standard', 599, 2],
      ],
      uk('line'),
    );
    expect(taxesOf(basket)).toEqual(['R 50000: 200 + 10', 'S 200000: 1831 + 367', 'Z 0: 100 + 0']);
    expect(basket.lines.map((line) => line.taxes.map((tax) => tax.amount))).toEqual([[167], [10], [0], [200]]);
    expect(basket).toMatchObject({ total: 2508, taxTotal: 377, listTotal: 2508, adjustmentTotal: 0 });
  });

  it('rounds half a penny up on each line, or once for the rate', () => {
    // 0.99 holds 16.5 pence of VAT.
    const items: Item[] = [
      ['standard', 99],
      ['standard', 99],
    ];
    expect(taxesOf(settled(items, uk('line')))).toEqual(['S 200000: 164 + 34']);
    expect(taxesOf(settled(items, uk('rate')))).toEqual(['S 200000: 165 + 33']);
    expect(settled(items, uk('rate')).lines.map((line) => line.taxes[0]?.amount)).toEqual([17, 16]);
  });

  it('writes a zero rate down and an exempt good not at all', () => {
    const basket = settled(
      [
        ['zero', 150],
        ['exempt', 80],
      ],
      uk('rate'),
    );
    expect(basket.lines.map((line) => line.taxes.length)).toEqual([1, 0]);
    expect(taxesOf(basket)).toEqual(['Z 0: 150 + 0']);
    expect(basket.total).toBe(230);
  });
});

/**
 * New York City: state 4 % (NY Tax Law § 1105), city 4.5 % (§ 1210 with NYC Administrative Code § 11-2001) and the
 * commuter district's 0.375 % (§ 1109), 8.875 % in all, on prices without tax.
 */
const newYork = (rounding: TaxRounding): TaxRules => ({
  version: 1,
  pricesIncludeTax: false,
  rounding,
  rates: { taxable: [rate('STATE', 40_000), rate('CITY', 45_000), rate('MCTD', 3_750)], clothing: [] },
});

describe('United States, state and city beside each other on prices without tax', () => {
  it('taxes the price with each rate, never tax on tax', () => {
    const basket = settled(
      [
        ['taxable', 10_000],
        ['clothing', 4500],
      ],
      newYork('rate'),
    );
    expect(taxesOf(basket)).toEqual(['CITY 45000: 10000 + 450', 'MCTD 3750: 10000 + 38', 'STATE 40000: 10000 + 400']);
    expect(basket).toMatchObject({ taxTotal: 888, total: 15_388 });
  });

  it('rounds the aggregate of state and local taxes once, where the invoice basis is chosen', () => {
    // Streamlined Sales and Use Tax Agreement, section 324 (as in North Dakota Century Code 57-39.4-25 and Kansas
    // Statutes 79-3676): to the cent, up when the third decimal is greater than four; by item or by invoice, as the
    // seller elects; on the aggregated state and local taxes. 14.48 at 8.875 % is 1.2851; its three parts are .5792,
    // .6516 and .0543, which by themselves come to a cent less.
    const items: Item[] = [
      ['taxable', 1049],
      ['taxable', 399],
    ];
    expect(settled(items, newYork('receipt'))).toMatchObject({ taxTotal: 129, total: 1577 });
    expect(settled(items, newYork('rate'))).toMatchObject({ taxTotal: 128, total: 1576 });
    expect(taxesOf(settled(items, newYork('receipt')))).toEqual([
      'CITY 45000: 1448 + 65',
      'MCTD 3750: 1448 + 6',
      'STATE 40000: 1448 + 58',
    ]);
  });

  it('rounds by item, where that basis is chosen', () => {
    const basket = settled(
      [
        ['taxable', 1049],
        ['taxable', 399],
      ],
      newYork('line'),
    );
    expect(basket.lines.map((line) => line.taxes.map((tax) => tax.amount))).toEqual([
      [47, 4, 42],
      [18, 1, 16],
    ]);
    expect(basket.taxTotal).toBe(128);
  });
});

describe('where tax is rounded', () => {
  it('gives three different totals for one cart at the three levels', () => {
    // At 10 %: three lines of 0.5 at one rate and one of 0.5 at another. Lines: 4 x 1. Rates: 1.5 and 0.5. Receipt: 2.0.
    const items: Item[] = [
      ['a', 5],
      ['a', 5],
      ['a', 5],
      ['b', 5],
    ];
    const rules = (rounding: TaxRounding): TaxRules => ({
      version: 1,
      pricesIncludeTax: false,
      rounding,
      rates: { a: [rate('A', 100_000)], b: [rate('B', 100_000)] },
    });
    expect(settled(items, rules('line'))).toMatchObject({ taxTotal: 4, total: 24 });
    expect(settled(items, rules('rate'))).toMatchObject({ taxTotal: 3, total: 23 });
    expect(settled(items, rules('receipt'))).toMatchObject({ taxTotal: 2, total: 22 });
    expect(taxesOf(settled(items, rules('receipt')))).toEqual(['A 100000: 15 + 2', 'B 100000: 5 + 0']);
  });

  it('says in the trace where a level gave another sum than the lines', () => {
    const { explain } = settled(
      [
        ['standard', 99],
        ['standard', 99],
      ],
      uk('rate'),
    );
    expect(explain.filter((step) => step.code === 'tax-rounding')).toEqual([
      { code: 'tax-rounding', params: { level: 'rate', code: 'S', ratePpm: 200_000, amount: 33, byLine: 34 } },
    ]);
    expect(settled([['standard', 99]], uk('rate')).explain.some((step) => step.code === 'tax-rounding')).toBe(false);
  });
});

describe('Switzerland, prices with VAT', () => {
  // 8.1 % and, for food, medicines and books among others, 2.6 %: Federal VAT Act (SR 641.20), article 25, since 2024.
  const rules: TaxRules = {
    version: 1,
    pricesIncludeTax: true,
    rounding: 'rate',
    rates: { normal: [rate('N', 81_000)], reduced: [rate('R', 26_000)] },
  };

  it('takes 81/1081 and 26/1026 of the price', () => {
    const basket = settled(
      [
        ['normal', 2000],
        ['reduced', 1250],
        ['normal', 1081],
      ],
      rules,
    );
    expect(taxesOf(basket)).toEqual(['N 81000: 2850 + 231', 'R 26000: 1218 + 32']);
    expect(basket).toMatchObject({ total: 4331, taxTotal: 263 });
  });

  it('takes several included rates out of the price side by side', () => {
    const both: TaxRules = { ...rules, rates: { both: [rate('A', 100_000), rate('B', 50_000)] } };
    expect(taxesOf(settled([['both', 1150]], both))).toEqual(['A 100000: 1000 + 100', 'B 50000: 1000 + 50']);
  });
});
