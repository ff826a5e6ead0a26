import { expect, it } from 'vitest';
import { addPack, dropLine, entryOf, NO_ENTRY, orderLines, setLine } from './order-draft.ts';

const items = [{ variantId: 'tea', packSize: 6, minimumQuantity: 10, packCost: 900 }];
const tea = { variantId: 'tea', unit: 'each' as const };
const nuts = { variantId: 'nuts', unit: 'kg' as const };

it('begins with the least that the supplier delivers, then adds a pack', () => {
  const once = addPack(NO_ENTRY, tea, { items });
  expect(orderLines(once)).toEqual([{ variantId: 'tea', quantity: 12, packSize: 6, packCost: 900 }]);
  expect(orderLines(addPack(once, tea, { items }))?.[0]?.quantity).toBe(18);
});

it('orders by the unit what the supplier is not known to sell, once it is said what that costs', () => {
  const entry = addPack(NO_ENTRY, nuts, { items });
  expect(orderLines(entry)).toBeNull();
  expect(orderLines(setLine(entry, 'nuts', { packCost: 0 }))).toEqual([
    { variantId: 'nuts', quantity: 1000, packSize: 1000, packCost: 0 },
  ]);
});

it('is not read while packs are none or too many', () => {
  const entry = addPack(NO_ENTRY, tea, { items });
  for (const packs of [null, 0, 999_999_999]) expect(orderLines(setLine(entry, 'tea', { packs }))).toBeNull();
  expect(orderLines(dropLine(entry, 'tea'))).toEqual([]);
});

it('is again what was saved', () => {
  const lines = [{ variantId: 'tea', quantity: 12, packSize: 6, packCost: 900 }];
  const order = { purchaseOrderId: 'o', supplierId: 's', locationId: 'l', status: 'draft' as const, lines, note: 'n' };
  const entry = entryOf(order);
  expect([orderLines(entry), entry.note, entry.expectedOn]).toEqual([lines, 'n', '']);
});
