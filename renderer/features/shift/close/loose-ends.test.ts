import { describe, expect, it } from 'vitest';
import { FACT_KINDS } from '#contracts/facts/kinds.ts';
import type { ThirdPartyPayment } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import type { Cart } from '#domain/order/cart.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { abandonDrafts, allDecided, type LooseCart, loosePayments, totalOf } from './loose-ends.ts';

const RULES: TaxRules = {
  version: 1,
  pricesIncludeTax: true,
  rounding: 'line',
  rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }] },
};
const CART: Cart = {
  id: '0192f000-0000-7000-8000-0000000000c1',
  operatorId: 'ada',
  openedAt: '2026-11-21T10:00:00.000Z',
  discounts: [],
  lines: [
    {
      id: 'l1',
      variantId: 'mug',
      sku: 'MUG',
      name: 'Mug',
      unit: 'each',
      taxCategory: 'standard',
      quantity: 2,
      unitPrice: 510,
      priceVersion: 1,
      discounts: [],
    },
  ],
};
const PARK_ID = '0192f000-0000-7000-8000-0000000000d1';
const LEFT: LooseCart = { parkId: null, operatorId: 'ada', cart: CART };

const payment = (paymentId: string, state: ThirdPartyPayment['state']): ThirdPartyPayment => ({
  paymentId,
  cartId: CART.id,
  tender: 'card',
  direction: 'sale',
  amount: 1020,
  state,
  tip: 0,
  reference: null,
  message: null,
  qr: null,
});

describe('loose ends of a session', () => {
  it('are abandoned with what they held, a parked cart being taken up first', () => {
    const drafts = abandonDrafts({ ...LEFT, parkId: PARK_ID }, 'customer-left', RULES);
    expect(drafts.map(({ kind }) => kind)).toEqual(['cart.claimed', 'cart.abandoned']);
    for (const { kind, payload } of drafts) {
      const schema = FACT_KINDS[kind as 'cart.claimed' | 'cart.abandoned'][1];
      expect(parse(schema, payload)).toMatchObject({ ok: true });
    }
    expect(drafts[1]?.payload).toEqual({
      cartId: CART.id,
      reason: 'customer-left',
      total: 1020,
      lines: [{ variantId: 'mug', name: 'Mug', quantity: 2, amount: 1020 }],
    });
    expect(abandonDrafts(LEFT, 'test', RULES).map(({ kind }) => kind)).toEqual(['cart.abandoned']);
  });

  it('have no total when they can not be taxed any more', () => {
    expect(totalOf(CART, RULES)).toBe(1020);
    expect(totalOf(CART, { ...RULES, rates: {} })).toBe(0);
  });

  it('hold up closing until each of them is decided', () => {
    const none = loosePayments({ payments: [] });
    expect(allDecided(null, [], none)).toBe(false);
    expect(allDecided([], [], none)).toBe(true);
    expect(allDecided([LEFT], [], none)).toBe(false);
    expect(allDecided([LEFT], [CART.id], none)).toBe(true);
    const taken = loosePayments({ payments: [payment('p1', 'approved'), payment('p2', 'declined')] });
    expect(allDecided([], [], taken)).toBe(false);
    expect(allDecided([], ['p1'], taken)).toBe(true);
    const unknown = loosePayments({ payments: [payment('p1', 'unknown'), payment('p2', 'asked')] });
    expect(unknown.open).toHaveLength(2);
    expect(allDecided([], ['p1', 'p2'], unknown)).toBe(false);
  });
});
