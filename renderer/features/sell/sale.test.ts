import { describe, expect, it, vi } from 'vitest';
import { OVERRIDE_ID, till } from './testing/sale-till.ts';

describe('permissions', () => {
  it('are asked for discounts and prices by how large they are, and the decision stays with them', async () => {
    const { sale, asked } = till();
    await sale.enter('MUG');
    const lineId = sale.view.get().selected ?? '';
    await sale.ask({
      type: 'discount-line',
      lineId,
      discount: { id: 'd', kind: 'amount', value: 125, reason: 'staff' },
    });
    await sale.ask({ type: 'price', lineId, asked: { unitPrice: 400, reason: 'damaged' } });
    expect(asked).toEqual([
      ['discount', 250_000],
      ['price-override', 200_000],
    ]);
    expect(sale.view.get().cart?.lines).toMatchObject([
      {
        unitPrice: 400,
        priceOverride: { listPrice: 500, overrideId: OVERRIDE_ID },
        discounts: [{ overrideId: OVERRIDE_ID }],
      },
    ]);
  });

  it('that are refused leave the cart as it was', async () => {
    const { sale, lines } = till({ refused: ['line-void', 'tax-exempt', 'cart-abandon'] });
    await sale.enter('MUG');
    const lineId = sale.view.get().selected ?? '';
    expect(await sale.ask({ type: 'remove', lineId })).toBe(false);
    expect(await sale.ask({ type: 'exempt', exemption: { reason: 'export' } })).toBe(false);
    expect(await sale.ask({ type: 'clear', reason: 'test' })).toBe(false);
    expect(lines()).toEqual([['mug', 1, 500]]);
  });
});

describe('the journal beside a sale', () => {
  it('has its first line, what was taken out, and that it was cleared', async () => {
    const { sale, told } = till();
    await sale.enter('MUG');
    const cartId = sale.view.get().cart?.id;
    const lineId = sale.view.get().selected ?? '';
    sale.edit({ type: 'quantity', lineId, quantity: 3 });
    await sale.ask({ type: 'quantity', lineId, quantity: 1 });
    await sale.ask({ type: 'clear', reason: 'customer-left' });
    expect(told.map(({ kind, payload }) => [kind, payload])).toEqual([
      ['cart.opened', expect.objectContaining({ cartId })],
      ['line.voided', { cartId, variantId: 'mug', name: 'mug', quantity: 2, amount: 1000 }],
      [
        'cart.abandoned',
        {
          cartId,
          reason: 'customer-left',
          total: 500,
          lines: [{ variantId: 'mug', name: 'mug', quantity: 1, amount: 500 }],
        },
      ],
    ]);
  });

  it('and a cart for which money was taken can’t be emptied', async () => {
    const { sale, lines, notice } = till({ money: true });
    await sale.enter('MUG');
    await sale.ask({ type: 'remove', lineId: sale.view.get().selected ?? '' });
    expect([lines().length, notice()]).toEqual([1, 'payments-open']);
  });

  it('keeps its member once money was taken: it may be on that member’s account', async () => {
    const { sale, notice } = till({ money: true });
    await sale.enter('MUG');
    sale.edit({ type: 'member', memberId: 'm2' });
    expect([sale.view.get().cart?.memberId, notice()]).toEqual([undefined, 'payments-open']);
  });
});

describe('a price that changes during a sale', () => {
  it('is, for the whole cart, the one that was in force at its first line', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T09:09:59.000Z') });
    try {
      const { sale, lines } = till();
      await sale.enter('MUG');
      vi.setSystemTime('2026-11-21T09:10:30.000Z');
      await sale.enter('MILK');
      expect(lines()).toEqual([
        ['mug', 1, 500],
        ['milk', 1, 500],
      ]);
      expect(sale.view.get().cart?.lines[1]?.priceVersion).toBe(1);
      await sale.ask({ type: 'clear', reason: 'test' });
      await sale.enter('MILK');
      expect(lines()).toEqual([['milk', 1, 400]]);
      expect(sale.view.get().cart?.lines[0]?.priceVersion).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });
});
