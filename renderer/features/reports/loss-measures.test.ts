import { describe, expect, it } from 'vitest';
import { type LossRow, lossCells } from './loss-measures.ts';

const none = { count: 0, amount: 0 };
const row = (operatorId: string, receipts: number, part: Partial<LossRow> = {}): LossRow => ({
  operatorId,
  name: operatorId,
  receipts,
  lineVoids: none,
  abandonedCarts: none,
  noSales: 0,
  postVoids: none,
  copies: 0,
  refundsWithoutReceipt: none,
  discounts: none,
  overridesRefused: 0,
  overShort: 0,
  ...part,
});
const marked = (rows: LossRow[]): (string | undefined)[] =>
  lossCells(rows).flatMap((cells, index) => (cells.noSales.outlier ? [rows[index]?.operatorId] : []));

describe('loss prevention', () => {
  it('marks who does something far more often per receipt than the others', () => {
    expect(
      marked([row('a', 100, { noSales: 2 }), row('b', 200, { noSales: 4 }), row('c', 100, { noSales: 9 })]),
    ).toEqual(['c']);
  });

  it('measures by receipts, not by how much somebody works', () => {
    expect(
      marked([row('a', 100, { noSales: 2 }), row('b', 100, { noSales: 2 }), row('c', 1000, { noSales: 20 })]),
    ).toEqual([]);
  });

  it('never marks an event or two, however few the others have', () => {
    expect(marked([row('a', 100), row('b', 100), row('c', 100, { noSales: 2 })])).toEqual([]);
    expect(marked([row('a', 100), row('b', 100), row('c', 100, { noSales: 3 })])).toEqual(['c']);
  });

  it('marks nobody without peers', () => {
    expect(marked([row('a', 100, { noSales: 50 })])).toEqual([]);
  });

  it('gives rates per hundred receipts, as shares of the highest, with amounts where there are some', () => {
    const [a, b] = lossCells([
      row('a', 50, { discounts: { count: 5, amount: 1250 } }),
      row('b', 100, { discounts: { count: 5, amount: 400 } }),
    ]);
    expect(a?.discounts).toEqual({ count: 5, amount: 1250, rate: 10, share: 1, outlier: false });
    expect(b?.discounts).toMatchObject({ rate: 5, share: 0.5 });
    expect(a?.copies).toMatchObject({ amount: null, share: 0 });
  });
});
