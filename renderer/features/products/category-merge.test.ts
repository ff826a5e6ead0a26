import { expect, it } from 'vitest';
import { mergedFields, mergeFields } from '#renderer/features/saving/merge-fields.ts';
import { type CatalogueCategory, categoryFields, categoryFrom, categoryNow } from './category-merge.ts';

const base: CatalogueCategory = {
  categoryId: 'tea',
  name: 'Tea',
  names: { 'zh-CN': '茶' },
  taxCategory: 'reduced',
};

it('is whole again from its fields', () => {
  expect(categoryFrom('tea', categoryFields(base))).toEqual(base);
});

it('asks about a name that both changed, and keeps what only one did', () => {
  const mine = { ...base, name: 'Teas', names: { 'zh-CN': '茶', en: 'Teas' } };
  const theirs = { ...base, name: 'Tea leaves', taxCategory: 'standard' };
  const [was, own, other] = [categoryFields(base), categoryFields(mine), categoryFields(theirs)];
  const merge = mergeFields(was, own, other);
  expect(merge.conflicts).toEqual([{ field: 'name', base: 'Tea', mine: 'Teas', theirs: 'Tea leaves' }]);
  expect(merge.taken.map(({ field }) => field)).toEqual(['taxCategory']);
  const kept = categoryFrom('tea', mergedFields(was, own, other, { name: 'theirs' }));
  expect(kept).toEqual({ ...theirs, names: { 'zh-CN': '茶', en: 'Teas' } });
});

it('reads what a refused change says of it, and nothing of another thing', () => {
  const conflict = { entity: 'category' as const, id: 'tea', revision: 3, current: base, by: 'boss', at: null };
  expect(categoryNow([conflict], 'tea')).toEqual({ category: base, revision: 3, changedAt: null, changedBy: 'boss' });
  expect(categoryNow([conflict], 'mugs')).toBeNull();
  expect(categoryNow([{ ...conflict, entity: 'variant' }], 'tea')).toBeNull();
  expect(categoryNow([{ ...conflict, current: null }], 'tea')).toBeNull();
});
