import { expect, test } from 'vitest';
import type { SaleStop } from '#domain/catalog/sale-stop.ts';
import { fakeHost, fakeStore, ITEM, selling } from './testing/checkout-till.ts';

const RECALL: SaleStop = { stopId: 's1', variantId: ITEM.variantId, kind: 'recall', reason: 'Glass' };

test('a cart with something recalled is not paid until that is taken out', async () => {
  const { host } = fakeHost();
  const stops = new Map<string, SaleStop[]>();
  const { sale, checkout, rung } = selling(host, fakeStore().store, { stops });
  rung();
  stops.set(RECALL.variantId, [RECALL]);
  checkout.begin();
  expect(checkout.stage.get().at).toBe('selling');
  expect(sale.view.get().notice).toEqual({ code: 'cart-recalled', params: { name: ITEM.name, reason: 'Glass' } });
  stops.clear();
  checkout.begin();
  expect(checkout.stage.get().at).toBe('paying');
});

test('what is recalled while it is being paid goes back to the cart, unless money was taken', async () => {
  const { host, journal } = fakeHost();
  const stops = new Map<string, SaleStop[]>();
  const { sale, checkout, rung, cash } = selling(host, fakeStore().store, { stops });
  rung();
  checkout.begin();
  stops.set(RECALL.variantId, [RECALL]);
  await cash(1000);
  expect([checkout.stage.get().at, sale.view.get().notice?.code, journal.length]).toEqual([
    'selling',
    'cart-recalled',
    0,
  ]);
  stops.clear();
  checkout.begin();
  await cash(100);
  stops.set(RECALL.variantId, [RECALL]);
  await cash(1000);
  expect([checkout.stage.get().at, journal.length]).toEqual(['paid', 1]);
});

test('what money was taken for can still be paid, or the money given back, once it is recalled', async () => {
  const { host } = fakeHost();
  const stops = new Map<string, SaleStop[]>();
  const { sale, checkout, rung, cash } = selling(host, fakeStore().store, { stops });
  rung();
  checkout.begin();
  await cash(100);
  checkout.back();
  stops.set(RECALL.variantId, [RECALL]);
  checkout.begin();
  expect([checkout.stage.get().at, sale.view.get().notice]).toEqual(['paying', null]);
});

test('no terminal is asked for money for what is recalled', () => {
  const { host } = fakeHost();
  const stops = new Map<string, SaleStop[]>();
  const { checkout, rung } = selling(host, fakeStore().store, { stops });
  rung();
  checkout.begin();
  expect(checkout.mayTake()).toBe(true);
  stops.set(RECALL.variantId, [RECALL]);
  expect([checkout.mayTake(), checkout.stage.get().at]).toEqual([false, 'selling']);
});
