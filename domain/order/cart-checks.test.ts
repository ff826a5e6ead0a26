import { describe, expect, it } from 'vitest';
import { itemFault } from '#domain/order/cart-checks.ts';
import { linesOf } from '#tests/fixtures/golden-cart.ts';

const TODAY = '2026-11-22';
const item = { variantId: 'milk', quantity: 1 };

describe('itemFault', () => {
  it('stops what is past its last day of sale', () => {
    expect(itemFault(null, { ...item, expiry: '2026-11-21' }, TODAY)).toEqual({
      code: 'item-expired',
      expiry: '2026-11-21',
    });
    expect(itemFault(null, { ...item, expiry: TODAY }, TODAY)).toBeNull();
    expect(itemFault(null, item, TODAY)).toBeNull();
  });

  it('stops a piece that is already in the cart, of the same item only', () => {
    const lines = linesOf([[100, 1, 'S', { variantId: 'phone', serial: 'A1' }]]);
    const phone = { variantId: 'phone', quantity: 1 };
    expect(itemFault({ lines }, { ...phone, serial: 'A1' }, TODAY)).toEqual({
      code: 'serial-repeated',
      serial: 'A1',
      lineId: 'line-0',
    });
    expect(itemFault({ lines }, { ...phone, serial: 'A2' }, TODAY)).toBeNull();
    expect(itemFault({ lines }, { variantId: 'case', quantity: 1, serial: 'A1' }, TODAY)).toBeNull();
  });

  it('takes one piece per serial number', () => {
    expect(itemFault(null, { ...item, quantity: 3, serial: 'A1' }, TODAY)).toEqual({ code: 'quantity-invalid' });
  });
});
