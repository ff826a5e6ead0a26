import type { CatalogueChange, ProductListRow } from '#contracts/http/catalogue.ts';
import type { PictureRef } from '#domain/catalog/variant.ts';
import type { Minor } from '#domain/money/money.ts';
import { withEnding } from '#domain/pricing/price-ending.ts';
import type { CatalogueVariant } from './variant-fields.ts';
import { isSameValue } from './variant-fields.ts';

/** How prices of many products change. `ending` is what the last digits become, in minor units: 99 for .99. */
export interface PriceRule {
  /** Of one store; null for all. */
  storeId: string | null;
  how: { by: 'percent'; ppm: number } | { by: 'amount'; minor: Minor } | { by: 'set'; minor: Minor };
  ending: number | null;
}

/** What is done to all that were chosen; what is not named stays. */
export interface BulkEdit {
  categoryId?: string;
  taxCategory?: string;
  /** 0 takes the limit away. */
  minimumAge?: number;
  archived?: boolean;
  /** None takes them away. */
  pictures?: readonly PictureRef[];
  price?: PriceRule;
}

export interface BulkRow {
  row: ProductListRow;
  after: CatalogueVariant;
  isChanged: boolean;
  prices: { storeId: string; version: number; before: Minor; after: Minor }[];
}

/** Most of a change in one request, so that it stays well below what a request may hold. */
const PART = 100;

/** Every row before and after; `digitsOf` gives the decimals of a store's currency. */
export function planBulk(
  rows: readonly ProductListRow[],
  edit: BulkEdit,
  digitsOf: (storeId: string) => number,
): BulkRow[] {
  return rows.map((row) => {
    const after = variantAfter(row.variant, edit);
    const { price } = edit;
    const prices = row.prices
      .flatMap((one) => (one.amount === null ? [] : [{ ...one, amount: one.amount }]))
      .filter(({ storeId }) => price && (price.storeId === null || price.storeId === storeId))
      .map(({ storeId, version, amount }) => ({
        storeId,
        version,
        before: amount,
        after: price ? priceAfter(amount, price, digitsOf(storeId)) : amount,
      }))
      .filter((one) => one.before !== one.after);
    return { row, after, isChanged: !isSameValue(row.variant, after), prices };
  });
}

function variantAfter(variant: CatalogueVariant, edit: BulkEdit): CatalogueVariant {
  const { archived, rules, pictures, ...rest } = variant;
  const shown = edit.pictures ?? pictures ?? [];
  const { minimumAge, ...others } = rules ?? {};
  const age = edit.minimumAge ?? minimumAge ?? 0;
  const kept = { ...others, ...(age > 0 ? { minimumAge: age } : {}) };
  return {
    ...rest,
    categoryId: edit.categoryId ?? variant.categoryId,
    taxCategory: edit.taxCategory ?? variant.taxCategory,
    ...(Object.keys(kept).length > 0 ? { rules: kept } : {}),
    ...((edit.archived ?? archived) ? { archived: true as const } : {}),
    ...(shown.length > 0 ? { pictures: [...shown] } : {}),
  };
}

/** A price after a rule, never below zero; halves of a minor unit go up. A price of nothing is changed by being set alone. */
export function priceAfter(amount: Minor, { how, ending }: PriceRule, digits: number): Minor {
  if (how.by === 'set') return how.minor;
  if (amount === 0) return 0;
  const moved =
    how.by === 'percent' ? Math.round((amount * (1_000_000 + how.ppm)) / 1_000_000) : Math.max(0, amount + how.minor);
  return ending === null ? moved : withEnding(moved, ending, 10 ** digits);
}

/** The change in parts, each all or nothing. */
export function bulkChanges(plan: readonly BulkRow[], newId: () => string): CatalogueChange[] {
  const changed = plan.filter(({ isChanged, prices }) => isChanged || prices.length > 0);
  return partsOf(changed).map((part) => ({
    changeId: newId(),
    categories: [],
    variants: part.filter(({ isChanged }) => isChanged).map(({ row, after }) => ({ base: row.revision, after })),
    prices: part.flatMap(({ row, prices }) =>
      prices.map(({ storeId, version, after }) => ({
        storeId,
        variantId: row.variant.variantId,
        base: version,
        amount: after,
      })),
    ),
  }));
}

/** The change back of what was done, on the revisions that it led to. */
export function undoChanges(
  plan: readonly BulkRow[],
  revisions: Readonly<Record<string, number>>,
  newId: () => string,
): CatalogueChange[] {
  const back = plan.map(({ row, prices }) => {
    const { variantId } = row.variant;
    const revision = revisions[`variant/${variantId}`];
    return {
      variants: revision === undefined ? [] : [{ base: revision, after: row.variant }],
      prices: prices.flatMap(({ storeId, before }) => {
        const version = revisions[`price/${storeId}/${variantId}`];
        return version === undefined ? [] : [{ storeId, variantId, base: version, amount: before }];
      }),
    };
  });
  return partsOf(back.filter(({ variants, prices }) => variants.length + prices.length > 0)).map((part) => ({
    changeId: newId(),
    categories: [],
    variants: part.flatMap(({ variants }) => variants),
    prices: part.flatMap(({ prices }) => prices),
  }));
}

function partsOf<T>(all: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += PART) parts.push(all.slice(at, at + PART));
  return parts;
}
