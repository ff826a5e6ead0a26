import { expect, it } from 'vitest';
import { addItem, setItem, supplierDraft, supplierOf } from './supplier-draft.ts';

const tea = { variantId: 'tea', unit: 'each' as const };
const acme = { ...supplierDraft(null), name: ' Acme ', email: 'orders@acme.example' };

it('is saved without what was not said', () => {
  expect(supplierOf({ ...acme, email: ' ' }, 'a')).toEqual({
    ok: true,
    supplier: { supplierId: 'a', name: 'Acme', leadTimeDays: 7, items: [], status: 'active' },
  });
});

it('says what cannot be read', () => {
  const wrong = { ...acme, name: ' ', email: 'acme', leadTimeDays: 400 };
  expect(supplierOf(addItem(wrong, tea), 'a')).toEqual({ ok: false, wrong: ['name', 'email', 'lead-time', 'items'] });
});

it('keeps an item as it was when it is added again', () => {
  const priced = setItem(addItem(acme, tea), 'tea', { packSize: 6, packCost: 900, supplierSku: ' T-1 ' });
  const again = supplierOf(addItem(priced, tea), 'a');
  expect(again.ok && again.supplier.items).toEqual([
    { variantId: 'tea', supplierSku: 'T-1', packSize: 6, minimumQuantity: 0, packCost: 900 },
  ]);
  expect(again.ok && supplierOf(supplierDraft(again.supplier), 'a')).toEqual(again);
});
