import { parse } from '#contracts/schema.ts';
import { PublishedVariant } from '#contracts/views/catalogue.ts';
import type { Fields } from '#renderer/features/saving/fields.ts';
import {
  type Choice,
  joinFields,
  type Merge,
  mergedFields,
  mergeFields,
} from '#renderer/features/saving/merge-fields.ts';
import { type CatalogueVariant, fieldsOf } from './variant-fields.ts';

/** Lays the other person's version beside one's own; `base` is what both began with. */
export function mergeOf(base: CatalogueVariant, mine: CatalogueVariant, theirs: CatalogueVariant): Merge {
  return mergeFields(fieldsOf(base), fieldsOf(mine), fieldsOf(theirs));
}

/** Their version with one's own changes, and where both changed something, what was chosen; null where that fits no variant. */
export function mergedVariant(
  base: CatalogueVariant,
  mine: CatalogueVariant,
  theirs: CatalogueVariant,
  choices: Readonly<Record<string, Choice>>,
): CatalogueVariant | null {
  return variantFrom(mine.variantId, mergedFields(fieldsOf(base), fieldsOf(mine), fieldsOf(theirs), choices));
}

/** Puts fields together again. */
function variantFrom(variantId: string, fields: Fields): CatalogueVariant | null {
  const parsed = parse(PublishedVariant, { ...joinFields(fields), variantId });
  return parsed.ok ? parsed.value : null;
}
