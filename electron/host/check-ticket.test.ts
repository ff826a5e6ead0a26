import { expect, it } from 'vitest';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Cart } from '#domain/order/cart.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { uuid } from '#tests/fixtures/fact-drafts.ts';
import { testHostConfig } from '#tests/fixtures/host-config.ts';
import { ticketFault } from './check-ticket.ts';

const plain = testHostConfig({});
const RULES = plain.config.taxRules;
const AHEAD: TaxRules = {
  ...RULES,
  version: 2,
  from: '2027-01-01',
  rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 250_000 }] },
};
const known = { ...plain, config: { ...plain.config, taxVersions: [RULES, AHEAD] } };

/** A sale settled by rules, which says it was by those of a version. */
function sale(rules: TaxRules, taxVersion = rules.version): FactDraft {
  const item = { id: '1', variantId: 'mug', sku: 'MUG', name: 'Mug', unit: 'each' as const, quantity: 1 };
  const line = { ...item, taxCategory: 'standard', unitPrice: 600, priceVersion: 1, discounts: [] };
  const cart: Cart = {
    id: uuid(1),
    operatorId: 'ann',
    openedAt: '2027-01-01T09:00:00.000Z',
    lines: [line],
    discounts: [],
  };
  const result = settle(cart, rules);
  if (!result.ok) throw new Error('not settled');
  const payments = [{ id: uuid(2), tender: 'cash', tendered: 600, change: 0, amount: 600 }];
  const { code: currency } = plain.config.store.currency;
  const order = draftOrder({ cart, settled: result.settled, rules, currency, payments, rounding: 0 });
  return { id: cart.id, kind: 'order.completed', version: 1, payload: { ...order, taxVersion } };
}

it('checks a ticket by the tax rules of the version it names: in force, ahead, and of one it does not know only the sums', () => {
  expect(ticketFault(sale(RULES), known)).toBeNull();
  expect(ticketFault(sale(AHEAD), known)).toBeNull();
  expect(ticketFault(sale(RULES, 2), known)).toMatchObject({ code: 'draft-invalid' });
  expect(ticketFault(sale(AHEAD, 1), known)).toMatchObject({ code: 'draft-invalid' });
  expect(ticketFault(sale(AHEAD, 3), known)).toBeNull();
});
