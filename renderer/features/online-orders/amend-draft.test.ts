import { expect, test } from 'vitest';
import { AmendChange, type OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { parse } from '#contracts/schema.ts';
import { type AmendDraft, amendChange, amendDraft, amendFaults } from './amend-draft.ts';

type Delivery = OnlineOrderDetail['deliveries'][number];
const ZONE = 'Europe/London';
const PICKUP: Delivery = { id: 'D1', method: 'pickup', storeId: 'LON', promisedBy: '2026-07-01T15:00:00.000Z' };
const SHIP: Delivery = { id: 'D1', method: 'ship', address: ['Zoë', '1 High St', 'N1 1AA London', 'GB'] };
const ORDER = { customer: { name: 'Zoë' } };
const ADDRESS = { lines: '2 Low Rd, Flat 3', postalCode: 'E1 2AB', city: 'London', country: 'gb' };

const changed = (delivery: Delivery, change: Partial<AmendDraft>) => {
  const draft = { ...amendDraft(delivery, ORDER, ZONE), ...change };
  return { faults: amendFaults(draft, delivery, ZONE), change: amendChange(draft, delivery, ZONE) };
};

test('what stands as it was is no change', () => {
  expect(changed(PICKUP, {})).toEqual({ faults: [], change: null });
  expect(changed(SHIP, {})).toEqual({ faults: [], change: null });
});

test('a minute is one of the store’s clocks', () => {
  expect(amendDraft(PICKUP, ORDER, ZONE).promisedBy).toBe('2026-07-01T16:00');
  const { change } = changed(PICKUP, { promisedBy: '2026-07-02T09:30' });
  expect(change).toEqual({ deliveryId: 'D1', promisedBy: '2026-07-02T08:30:00.000Z' });
});

test('another store, or sent instead, with a whole address', () => {
  expect(changed(PICKUP, { storeId: 'PAR' }).change).toEqual({ deliveryId: 'D1', storeId: 'PAR' });
  expect(changed(PICKUP, { method: 'ship' }).faults).toEqual(['address']);
  const { faults, change } = changed(PICKUP, { method: 'ship', ...ADDRESS });
  expect(faults).toEqual([]);
  expect(change).toMatchObject({ method: 'ship', address: { lines: ['2 Low Rd', 'Flat 3'], country: 'GB' } });
  expect(parse(AmendChange, { ...change, reason: 'changed-mind' }).ok).toBe(true);
});

test('what is sent may be fetched, in a store; half an address is none', () => {
  expect(changed(SHIP, { method: 'pickup' }).faults).toEqual(['store']);
  expect(changed(SHIP, { method: 'pickup', storeId: 'LON' }).change).toMatchObject({
    method: 'pickup',
    storeId: 'LON',
  });
  expect(changed(SHIP, { city: 'Leeds' }).faults).toEqual(['address']);
});
