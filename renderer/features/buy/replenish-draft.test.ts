import { expect, it } from 'vitest';
import type { SupplierProposals } from '#contracts/http/replenishment.ts';
import { draftOrders, editPacks, packsOf, proposedLines } from './replenish-draft.ts';

function row(variantId: string, packs: number, packSize = 6) {
  const words = { variantId, sku: variantId, name: variantId, unit: 'each' as const };
  return { ...words, packs, quantity: packs * packSize, packSize, packCost: 900, onHand: 1, explain: [] };
}

function group(supplierId: string, ...proposals: SupplierProposals['proposals']): SupplierProposals {
  const supplier = { supplierId, name: supplierId, leadTimeDays: 3, items: [], status: 'active' as const };
  return { supplier, proposals };
}

const [tea, mug] = [row('tea', 2), row('mug', 5, 1)];
const at = { locationId: 'here', today: '2026-11-29', idOf: (id: string, no: number) => `${id}-${no}` };

it('orders what is proposed, or what a person makes of it; nothing of what is set to none', () => {
  const edits = editPacks(editPacks(new Map(), tea, 3), mug, 0);
  expect(packsOf(tea, edits)).toBe(3);
  expect(proposedLines(group('acme', tea, mug), edits)).toEqual([
    { variantId: 'tea', quantity: 18, packSize: 6, packCost: 900 },
  ]);
  expect(editPacks(editPacks(edits, tea, 2), mug, 5).size).toBe(0);
});

it('makes one draft for each supplier of which something is ordered', () => {
  const orders = draftOrders([group('acme', tea), group('cups', mug)], editPacks(new Map(), mug, 0), at);
  expect(orders).toEqual([
    {
      purchaseOrderId: 'acme-0',
      supplierId: 'acme',
      locationId: 'here',
      status: 'draft',
      expectedOn: '2026-12-02',
      lines: [{ variantId: 'tea', quantity: 12, packSize: 6, packCost: 900 }],
    },
  ]);
  expect(draftOrders([group('acme', tea)], editPacks(new Map(), tea, null), at)).toBeNull();
});

it('begins another order where one cannot hold more', () => {
  const many = Array.from({ length: 1001 }, (_, index) => row(`p${index}`, 1));
  const orders = draftOrders([group('acme', ...many)], new Map(), at) ?? [];
  expect(orders.map(({ purchaseOrderId, lines }) => [purchaseOrderId, lines.length])).toEqual([
    ['acme-0', 1000],
    ['acme-1', 1],
  ]);
});
