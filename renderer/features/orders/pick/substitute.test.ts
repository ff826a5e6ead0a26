import { expect, test } from 'vitest';
import { ordered, orderLine } from '#renderer/features/orders/testing/ordered.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { consentsOf, substituteAmount, substituteDraft } from './substitute.ts';

const card = (amount: number | null): VariantCard => ({
  ...{ variantId: 'V9', productId: 'P9', sku: 'S9', name: 'Other', gtins: [], categoryId: 'C1', unit: 'each' },
  ...{ taxCategory: 'standard', stock: null },
  price: amount === null ? null : { variantId: 'V9', amount, version: 1 },
});
/** 3.00 for three. */
const line = orderLine('l1', 3, { amount: 300 });

test('a customer pays for a substitute what it sells for, never more than for the line', () => {
  expect(substituteAmount(line, card(80), 2)).toEqual({ line: 200, price: 160, amount: 160 });
  expect(substituteAmount(line, card(150), 2)).toEqual({ line: 200, price: 300, amount: 200 });
  expect(substituteAmount(line, card(null), 1)).toEqual({ line: 100, price: 100, amount: 100 });
});

test('consent is asked for unless it was given with the order; who wants none gets none', () => {
  expect(consentsOf({ substitution: 'none' })).toEqual([]);
  expect(consentsOf({ substitution: 'allowed' })[0]).toBe('agreed-before');
  expect([consentsOf({ substitution: 'ask' }), consentsOf({})].flat()).not.toContain('agreed-before');
});

test('the fact has the substitute’s own taxes, of what is paid for it', () => {
  const taxRules = {
    ...{ version: 1, pricesIncludeTax: true, rounding: 'line' as const },
    rates: { standard: [{ code: 'S', name: 'Standard', ratePpm: 200_000 }] },
  };
  const said = { line, card: card(60), quantity: 2, consent: 'phone' as const, taxRules };
  expect(substituteDraft(ordered({ lines: [line] }), said).payload).toMatchObject({
    lines: [
      {
        lineId: 'l1',
        substitute: {
          ...{ variantId: 'V9', quantity: 2, amount: 120, consent: 'phone' },
          taxes: [{ code: 'S', ratePpm: 200_000, base: 100, amount: 20 }],
        },
      },
    ],
  });
});
