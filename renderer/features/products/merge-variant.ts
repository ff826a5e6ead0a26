import { parse } from '#contracts/schema.ts';
import { PublishedVariant } from '#contracts/views/catalogue.ts';
import { type CatalogueVariant, differences, fieldsOf, isSameValue, type VariantFields } from './variant-fields.ts';

/** A field that two people changed, each to something else. */
export interface FieldConflict {
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface Merge {
  /** What both changed; somebody has to say which is right. */
  conflicts: FieldConflict[];
  /** What only the other person changed: it is kept. */
  taken: { field: string; mine: unknown; theirs: unknown }[];
}

export type Choice = 'mine' | 'theirs';

/** Lays the other person's version beside one's own; `base` is what both began with. */
export function mergeOf(base: CatalogueVariant, mine: CatalogueVariant, theirs: CatalogueVariant): Merge {
  const [was, own, other] = [fieldsOf(base), fieldsOf(mine), fieldsOf(theirs)];
  const merge: Merge = { conflicts: [], taken: [] };
  for (const { field, after } of differences(was, other)) {
    if (isSameValue(own[field], after)) continue;
    if (isSameValue(own[field], was[field])) merge.taken.push({ field, mine: own[field], theirs: after });
    else merge.conflicts.push({ field, base: was[field], mine: own[field], theirs: after });
  }
  return merge;
}

/** Their version with one's own changes, and where both changed something, what was chosen; null where that fits no variant. */
export function mergedVariant(
  base: CatalogueVariant,
  mine: CatalogueVariant,
  theirs: CatalogueVariant,
  choices: Readonly<Record<string, Choice>>,
): CatalogueVariant | null {
  const merged: Record<string, unknown> = { ...fieldsOf(theirs) };
  for (const { field, after } of differences(fieldsOf(base), fieldsOf(mine))) {
    if (choices[field] !== 'theirs') merged[field] = after;
  }
  return variantFrom(mine.variantId, merged);
}

/** Puts fields together again. */
export function variantFrom(variantId: string, fields: VariantFields): CatalogueVariant | null {
  const variant: Record<string, unknown> = { variantId };
  const parts: Record<string, Record<string, unknown>> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const dot = field.indexOf('.');
    if (dot < 0) variant[field] = value;
    else parts[field.slice(0, dot)] = { ...parts[field.slice(0, dot)], [field.slice(dot + 1)]: value };
  }
  const parsed = parse(PublishedVariant, { ...variant, ...parts });
  return parsed.ok ? parsed.value : null;
}
