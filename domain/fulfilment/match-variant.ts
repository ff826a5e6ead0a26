/** What a shop system says of a variant that may be found here. */
export interface SoldElsewhere {
  externalVariantId: string;
  sku?: string | null;
  gtin?: string | null;
}

/** A variant here, by what it is found. GTINs have 14 digits. */
export interface Findable {
  variantId: string;
  sku: string;
  gtins: readonly string[];
}

export type VariantMatch =
  | { status: 'matched'; variantId: string }
  | { status: 'ambiguous'; variantIds: readonly string[] }
  | { status: 'unmatched' };

/**
 * A GTIN of 8, 12, 13 or 14 digits in 14 (GS1 General Specifications, section 3.2: leading zeros), whatever stands between the digits;
 * null for what is none.
 */
export function gtin14(text: string | null | undefined): string | null {
  const digits = (text ?? '').replace(/[\s-]/g, '');
  return /^(\d{8}|\d{12,14})$/.test(digits) ? digits.padStart(14, '0') : null;
}

/**
 * What a shop system's variant is here: the one variant that has its sku, or its GTIN. Several, or one by sku and another by
 * GTIN, are for a person to decide. Skus are compared as they stand, without blanks around them.
 */
export function matchVariant({ sku, gtin }: SoldElsewhere, candidates: readonly Findable[]): VariantMatch {
  const code = sku?.trim() ?? '';
  const number = gtin14(gtin);
  const found = candidates.filter(
    (one) => (code !== '' && one.sku === code) || (number !== null && one.gtins.includes(number)),
  );
  const [first, ...others] = found;
  if (!first) return { status: 'unmatched' };
  if (others.length > 0) return { status: 'ambiguous', variantIds: found.map(({ variantId }) => variantId) };
  return { status: 'matched', variantId: first.variantId };
}
