import { describe, expect, it } from 'vitest';
import { returnWithoutReceipt, type UnreceiptedReturn } from '#domain/order/return-without-receipt.ts';
import { percent, taxRules } from '#tests/fixtures/golden-cart.ts';

const ASKED: UnreceiptedReturn = {
  id: 'r',
  variant: { variantId: 'mug', sku: 'MUG', name: 'Mug', unit: 'each', taxCategory: 'S' },
  quantity: 2,
  prices: [1200, 900, 1000],
  reason: 'unwanted',
  condition: 'restock',
};
const INCLUDED = taxRules(true, 'line', { S: [percent('S', 20)] });
const ANY = Number.POSITIVE_INFINITY;

describe('returnWithoutReceipt', () => {
  it('gives the lowest price back, with the tax in it', () => {
    const result = returnWithoutReceipt(ASKED, INCLUDED, ANY);
    expect(result).toMatchObject({
      ok: true,
      refund: 1800,
      line: { source: null, quantity: 2, amount: -1800, taxes: [{ code: 'S', base: -1500, amount: -300 }] },
    });
  });

  it('gives the tax back on top where prices exclude it', () => {
    const result = returnWithoutReceipt(ASKED, taxRules(false, 'line', { S: [percent('S', 20)] }), ANY);
    expect(result).toMatchObject({
      ok: true,
      refund: 2160,
      line: { amount: -1800, taxes: [{ base: -1800, amount: -360 }] },
    });
  });

  it('gives at most the cap back, tax included', () => {
    expect(returnWithoutReceipt(ASKED, INCLUDED, 1800)).toMatchObject({ ok: true });
    expect(returnWithoutReceipt(ASKED, INCLUDED, 1799)).toEqual({
      ok: false,
      code: 'return-exceeds',
      refund: 1800,
      cap: 1799,
    });
  });

  it.each<[string, Partial<UnreceiptedReturn>]>([
    ['price-missing', { prices: [] }],
    ['quantity-invalid', { quantity: 0 }],
    ['item-not-returnable', { variant: { ...ASKED.variant, rules: { unreturnable: true } } }],
    ['item-not-returnable', { variant: { ...ASKED.variant, rules: { storedValue: 'gift-card' } } }],
    ['tax-category-unknown', { variant: { ...ASKED.variant, taxCategory: 'constructor' } }],
  ])('refuses with %s', (code, own) => {
    expect(returnWithoutReceipt({ ...ASKED, ...own }, INCLUDED, ANY)).toEqual({ ok: false, code });
  });

  it('moves the parts of a bundle, and nothing for a service', () => {
    const parts = [{ variantId: 'cup', quantity: 2 }];
    const bundle = { ...ASKED, variant: { ...ASKED.variant, rules: { parts } } };
    expect(returnWithoutReceipt(bundle, INCLUDED, ANY)).toMatchObject({ line: { parts } });
    const service = { ...ASKED, variant: { ...ASKED.variant, rules: { service: true } } };
    expect(returnWithoutReceipt(service, INCLUDED, ANY)).toMatchObject({ line: { parts: [] } });
  });
});
