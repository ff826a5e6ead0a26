import type { Static } from 'typebox';
import type { ChangeConflict } from '#contracts/http/catalogue.ts';
import { parse } from '#contracts/schema.ts';
import { PublishedCategory } from '#contracts/views/catalogue.ts';
import { type Fields, spreadFields } from '#renderer/features/saving/fields.ts';
import { joinFields } from '#renderer/features/saving/merge-fields.ts';

export type CatalogueCategory = Static<typeof PublishedCategory>;

/** A category as somebody else left it. */
export interface CategoryNow {
  category: CatalogueCategory;
  revision: number;
  changedAt: string | null;
  changedBy: string | null;
}

/** A category field by field: `name`, `names.zh-CN`, `taxCategory`, `picture`. */
export function categoryFields({ categoryId: _, ...rest }: CatalogueCategory): Fields {
  return spreadFields(rest, ['names']);
}

/** Puts a category together again; null where it cannot be one. */
export function categoryFrom(categoryId: string, fields: Fields): CatalogueCategory | null {
  const parsed = parse(PublishedCategory, { ...joinFields(fields), categoryId });
  return parsed.ok ? parsed.value : null;
}

/** What a refused change says of a category as it is now; null where it says nothing that can be read. */
export function categoryNow(conflicts: readonly ChangeConflict[], categoryId: string): CategoryNow | null {
  const found = conflicts.find(({ entity, id }) => entity === 'category' && id === categoryId);
  const category = parse(PublishedCategory, found?.current);
  if (!found || !category.ok) return null;
  return { category: category.value, revision: found.revision, changedAt: found.at, changedBy: found.by };
}
