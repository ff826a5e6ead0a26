import type { Static } from 'typebox';
import type { PublishedVariant } from '#contracts/views/catalogue.ts';
import { type Fields, spreadFields } from '#renderer/features/saving/fields.ts';

export type CatalogueVariant = Static<typeof PublishedVariant>;

/** Parts of a variant whose entries are fields of their own. */
const SPREAD = ['names', 'descriptions', 'rules'] as const;

export function fieldsOf(variant: CatalogueVariant): Fields {
  const { variantId: _, ...rest } = variant;
  return spreadFields(rest, SPREAD);
}
