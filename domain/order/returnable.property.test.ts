import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReturnLine } from '#domain/order/cart.ts';
import type { Order, OrderLine } from '#domain/order/order.ts';
import { inRegime, quantityOf, returnablesOf, returnLine } from '#domain/order/returnable.ts';
import { arbitrarySold } from '#tests/fixtures/arbitrary-cart.ts';
import { RUNS } from '#tests/fixtures/property-runs.ts';

const ORDER = '0193a5c0-0000-7000-8000-0000000000aa';
const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

/** Gives a line back in parts of these sizes (each at least 1), the last taking what is left. */
function inParts(order: Order, line: OrderLine, sizes: readonly number[]): ReturnLine[] {
  const back: ReturnLine[] = [];
  for (const size of [...sizes, line.quantity]) {
    const left = line.quantity - quantityOf(back);
    if (left === 0) break;
    const asked = { id: `r${back.length}`, reason: 'unwanted', condition: 'restock' as const };
    const sold = { orderId: ORDER, receipt: 'L1A-1', order, line, before: back };
    back.push(returnLine(sold, { ...asked, quantity: Math.min(left, size), pricesIncludeTax: order.pricesIncludeTax }));
  }
  return back;
}

const parts = fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 6 });

describe('a sold line given back in any parts', () => {
  it('gives back exactly what was paid for it and every tax, and never more on the way', () => {
    fc.assert(
      fc.property(arbitrarySold, fc.nat(6), parts, ({ order }, at, sizes) => {
        const line = order.lines[at % order.lines.length];
        if (!line) return;
        const back = inParts(order, line, sizes);
        let amount = 0;
        const taxes = line.taxes.map(() => 0);
        for (const one of back) {
          expect(one.amount).toBeLessThanOrEqual(0);
          amount += one.amount;
          expect(-amount).toBeLessThanOrEqual(line.amount);
          for (const [index, tax] of one.taxes.entries()) {
            expect(tax.amount).toBeLessThanOrEqual(0);
            taxes[index] = (taxes[index] ?? 0) + tax.amount;
            expect(-(taxes[index] ?? 0)).toBeLessThanOrEqual(line.taxes[index]?.amount ?? 0);
          }
        }
        expect(amount + line.amount).toBe(0);
        for (const [index, tax] of line.taxes.entries()) expect((taxes[index] ?? 0) + tax.amount).toBe(0);
        expect(
          sum(back.flatMap((one) => one.taxes.slice(0, 1).map((tax) => tax.base))) + (line.taxes[0]?.base ?? 0),
        ).toBe(0);
      }),
      { numRuns: RUNS },
    );
  });

  it('is within half a unit of its exact share at every step', () => {
    fc.assert(
      fc.property(arbitrarySold, fc.nat(6), parts, ({ order }, at, sizes) => {
        const line = order.lines[at % order.lines.length];
        if (!line) return;
        let [quantity, amount] = [0, 0];
        for (const one of inParts(order, line, sizes)) {
          quantity += one.quantity;
          amount -= one.amount;
          const off = BigInt(amount) * BigInt(line.quantity) - BigInt(line.amount) * BigInt(quantity);
          expect((off < 0n ? -off : off) * 2n <= BigInt(line.quantity)).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('leaves as returnable what is not yet back', () => {
    fc.assert(
      fc.property(arbitrarySold, fc.nat(6), fc.integer({ min: 1, max: 700 }), ({ order }, at, size) => {
        const line = order.lines[at % order.lines.length];
        if (!line) return;
        const [first] = inParts(order, line, [size]);
        if (!first) return;
        const paid = line.amount + (order.pricesIncludeTax ? 0 : sum(line.taxes.map((tax) => tax.amount)));
        const given = -first.amount - (order.pricesIncludeTax ? 0 : sum(first.taxes.map((tax) => tax.amount)));
        const left = returnablesOf(order, ORDER, [first]).find((one) => one.line.id === line.id);
        expect(left?.quantity).toBe(line.quantity - first.quantity);
        expect(left?.refund).toBe(paid - given);
      }),
      { numRuns: RUNS },
    );
  });

  it('gives back the same in either regime', () => {
    fc.assert(
      fc.property(arbitrarySold, fc.nat(6), ({ order }, at) => {
        const line = order.lines[at % order.lines.length];
        const [whole] = line ? inParts(order, line, []) : [];
        if (!whole) return;
        const other = inRegime(whole, order.pricesIncludeTax, !order.pricesIncludeTax);
        const tax = sum(whole.taxes.map((one) => one.amount));
        const withTax = (amount: number, included: boolean) => amount + (included ? 0 : tax);
        expect(withTax(other.amount, !order.pricesIncludeTax)).toBe(withTax(whole.amount, order.pricesIncludeTax));
      }),
      { numRuns: RUNS },
    );
  });
});
