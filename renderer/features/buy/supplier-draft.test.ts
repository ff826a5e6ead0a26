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

it('keeps how it is ordered from, and what is not said is as usual', () => {
  const draft = { ...acme, reviewDays: 14, serviceLevel: 97_50 };
  const saved = supplierOf(draft, 'a');
  expect(saved.ok && saved.supplier).toMatchObject({ reviewDays: 14, serviceLevelPpm: 975_000 });
  expect(saved.ok && 'coverDays' in saved.supplier).toBe(false);
  expect(saved.ok && supplierOf(supplierDraft(saved.supplier), 'a')).toEqual(saved);
  for (const wrong of [{ serviceLevel: 49_99 }, { serviceLevel: 100_00 }, { reviewDays: 366 }, { coverDays: 366 }]) {
    expect(supplierOf({ ...acme, ...wrong }, 'a')).toEqual({ ok: false, wrong: ['terms'] });
  }
});
