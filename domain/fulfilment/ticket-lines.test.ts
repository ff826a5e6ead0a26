import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountOfFirst } from './part-amount.ts';
import { lineIdOf, substituteLineId, taxesOf, ticketLine } from './ticket-lines.ts';

const named = { id: 'L1', variantId: 'V1', sku: 'S1', name: 'Mug', unit: 'each' as const, taxCategory: 'standard' };

test('all parts of a line come to what was paid for it, and to its taxes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000 }),
      fc.constantFrom(0, 50_000, 200_000, 250_000),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (whole, ratePpm, parts, included) => {
        const of = parts.reduce((sum, part) => sum + part, 0);
        const tax = Math.round((whole * ratePpm) / (1_000_000 + ratePpm));
        const taxes = [{ code: 'S', ratePpm, base: whole - tax, amount: tax }];
        let [left, before] = [0, 0];
        const lines = parts.map((quantity) => {
          left += quantity;
          const amount = amountOfFirst(whole, left, of) - before;
          const line = ticketLine({ ...named, quantity, amount, before, whole, taxes }, included);
          before += amount;
          expect(line.taxes.every((each) => each.base + each.amount === amount)).toBe(true);
          return line;
        });
        const [sum] = taxesOf(lines);
        expect(sum).toEqual({ code: 'S', ratePpm, base: whole - tax, amount: tax });
        expect(lines.reduce((all, { amount }) => all + amount, 0)).toBe(included ? whole : whole - tax);
      },
    ),
  );
});

test('a line of a substitute is known by the line that it stands for', () => {
  expect(lineIdOf(substituteLineId('L1~2', 'V9'))).toBe('L1~2');
  expect(lineIdOf('L1~2')).toBe('L1~2');
});

test('taxes of a ticket stand in the order of their codes and rates', () => {
  const tax = (code: string, ratePpm: number) => ({ taxes: [{ code, ratePpm, base: 10, amount: 1 }] });
  expect(taxesOf([tax('S', 2), tax('A', 9), tax('S', 1), tax('S', 2)])).toEqual([
    { code: 'A', ratePpm: 9, base: 10, amount: 1 },
    { code: 'S', ratePpm: 1, base: 10, amount: 1 },
    { code: 'S', ratePpm: 2, base: 20, amount: 2 },
  ]);
});
