import { expect, it } from 'vitest';
import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import { mergedFields, mergeFields } from '#renderer/features/saving/merge-fields.ts';
import { supplierFields, supplierFrom } from './supplier-merge.ts';

const tea = { variantId: 'tea', packSize: 6, minimumQuantity: 12, packCost: 900 };
const mug = { variantId: 'mug', supplierSku: 'M-1', packSize: 1, minimumQuantity: 0, packCost: 250 };
const base: SupplierPublished = {
  supplierId: 'acme',
  name: 'Acme',
  email: 'orders@acme.example',
  leadTimeDays: 7,
  items: [tea, mug],
  status: 'active',
};

it('is whole again from its fields', () => {
  expect(supplierFrom('acme', supplierFields(base))).toEqual(base);
});

it('keeps what two people changed of different products, and asks about the same', () => {
  const mine = { ...base, items: [{ ...tea, packCost: 950 }, mug], leadTimeDays: 5 };
  const theirs = {
    ...base,
    items: [
      { ...tea, packCost: 990 },
      { ...mug, packSize: 4 },
    ],
  };
  const [was, own, other] = [supplierFields(base), supplierFields(mine), supplierFields(theirs)];
  const merge = mergeFields(was, own, other);
  expect(merge.conflicts.map(({ field }) => field)).toEqual(['items.tea']);
  expect(merge.taken.map(({ field }) => field)).toEqual(['items.mug']);
  const kept = supplierFrom('acme', mergedFields(was, own, other, { 'items.tea': 'theirs' }));
  expect(kept).toEqual({ ...theirs, leadTimeDays: 5 });
});

it('leaves out what one of them took off, and an e-mail address that is gone', () => {
  const { email: _, ...unmailed } = base;
  const mine = { ...unmailed, items: [tea] };
  const theirs = { ...base, name: 'Acme Teas' };
  const [was, own, other] = [supplierFields(base), supplierFields(mine), supplierFields(theirs)];
  expect(supplierFrom('acme', mergedFields(was, own, other, {}))).toEqual({ ...mine, name: 'Acme Teas' });
});

it('is none where what is left cannot be one', () => {
  expect(supplierFrom('acme', { name: 'Acme' })).toBeNull();
});
