import { expect, it } from 'vitest';
import { differences } from '#renderer/features/saving/fields.ts';
import { mergedVariant, mergeOf } from './merge-variant.ts';
import { type CatalogueVariant, fieldsOf } from './variant-fields.ts';

const BASE: CatalogueVariant = {
  variantId: 'v',
  productId: 'p',
  sku: 'S1',
  name: 'Tea',
  names: { 'zh-CN': '茶' },
  gtins: ['04006381333931'],
  categoryId: 'food',
  unit: 'each',
  taxCategory: 'zero',
  rules: { minimumAge: 16 },
};

it('tells a variant apart field by field, whatever the order of entries', () => {
  const after = { ...BASE, name: 'Green tea', names: { de: 'Tee' }, rules: { plu: '7', minimumAge: 16 } };
  expect(differences(fieldsOf(BASE), fieldsOf(after))).toEqual([
    { field: 'name', before: 'Tea', after: 'Green tea' },
    { field: 'names.zh-CN', before: '茶', after: undefined },
    { field: 'names.de', before: undefined, after: 'Tee' },
    { field: 'rules.plu', before: undefined, after: '7' },
  ]);
});

it('keeps what each changed alone, and asks where both changed the same thing', () => {
  const mine = { ...BASE, name: 'Black tea', taxCategory: 'standard' };
  const theirs: CatalogueVariant = { ...BASE, name: 'Green tea', rules: {}, archived: true };
  expect(mergeOf(BASE, mine, theirs)).toEqual({
    conflicts: [{ field: 'name', base: 'Tea', mine: 'Black tea', theirs: 'Green tea' }],
    taken: [
      { field: 'rules.minimumAge', mine: 16, theirs: undefined },
      { field: 'archived', mine: undefined, theirs: true },
    ],
  });
  const { rules: _, ...rest } = BASE;
  const both = { ...rest, taxCategory: 'standard', archived: true };
  expect(mergedVariant(BASE, mine, theirs, { name: 'theirs' })).toEqual({ ...both, name: 'Green tea' });
  expect(mergedVariant(BASE, mine, theirs, { name: 'mine' })).toEqual({ ...both, name: 'Black tea' });
});

it('the same change by both is no conflict', () => {
  const both = { ...BASE, gtins: [] };
  expect(mergeOf(BASE, both, both)).toEqual({ conflicts: [], taken: [] });
});
