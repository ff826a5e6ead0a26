import type { Static } from 'typebox';
import type { PublishedVariant } from '#contracts/views/catalogue.ts';

export type CatalogueVariant = Static<typeof PublishedVariant>;

/** A variant field by field: `name`, `names.zh-CN`, `descriptions.en`, `rules.minimumAge`. What is not there is as good as undefined. */
export type VariantFields = Readonly<Record<string, unknown>>;

export interface FieldDifference {
  field: string;
  before: unknown;
  after: unknown;
}

/** Parts of a variant whose entries are fields of their own. */
const SPREAD = ['names', 'descriptions', 'rules'] as const;

export function fieldsOf(variant: CatalogueVariant): VariantFields {
  const { variantId: _, ...rest } = variant;
  return spreadFields(rest, SPREAD);
}

/** Anything field by field; the entries of `parts` are fields of their own. */
export function spreadFields(whole: object, parts: readonly string[]): VariantFields {
  const fields: Record<string, unknown> = { ...whole };
  for (const part of parts) {
    const entries = Object.entries(fields[part] ?? {});
    delete fields[part];
    for (const [key, value] of entries) fields[`${part}.${key}`] = value;
  }
  return fields;
}

/** What changed, in the order of the fields of the variant before, then of the one after. */
export function differences(before: VariantFields, after: VariantFields): FieldDifference[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .filter((field) => !isSameValue(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** Whether two values are equal; the order of an object's entries does not matter, that of a list does. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) as string;
}
