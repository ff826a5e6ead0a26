import type { CatalogueChange, PriceChange, ProductListRow } from '#contracts/http/catalogue.ts';
import type { HomesChange } from '#contracts/http/places.ts';
import type { PictureRef } from '#domain/catalog/variant.ts';
import type { Minor } from '#domain/money/money.ts';
import { withEnding } from '#domain/pricing/price-ending.ts';
import { inParts } from '#renderer/features/many/send-parts.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import { standingPrice } from './standing-price.ts';
import type { CatalogueVariant } from './variant-fields.ts';

/** How prices of many products change. `ending` is what the last digits become, in minor units: 99 for .99. */
export interface PriceRule {
  /** Of one store; null for all. */
  storeId: string | null;
  how: { by: 'percent'; ppm: number } | { by: 'amount'; minor: Minor } | { by: 'set'; minor: Minor };
  ending: number | null;
  /** The instant they begin at; null for now. */
  from: string | null;
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
  /** Where they lie in the register's own store; null for nowhere. */
  placeId?: string | null;
}

export interface BulkRow {
  row: Pick<ProductListRow, 'variant' | 'revision'>;
  after: CatalogueVariant;
  isChanged: boolean;
  prices: BulkPrice[];
  /** Where it lies from then on; null where that does not change. */
  home: { before: string | null; after: string | null } | null;
}

export interface BulkPrice {
  storeId: string;
  version: number;
  /** The price that there would be without the change, now or from `from` on; null for none, which nothing brings back. */
  before: Minor | null;
  after: Minor;
  from: string | null;
  /** Whether a price that was to begin at the same instant gives way. */
  isReplaced: boolean;
}

/** Most of a change in one request, so that it stays well below what a request may hold. */
export const BULK_PART = 100;

/** Every row before and after; `digitsOf` gives the decimals of a store's currency. */
export function planBulk(
  rows: readonly ProductListRow[],
  edit: BulkEdit,
  digitsOf: (storeId: string) => number,
): BulkRow[] {
  return rows.map((row) => {
    const after = variantAfter(row.variant, edit);
    const prices = edit.price ? pricesAfter(row, edit.price, digitsOf) : [];
    return { row, after, isChanged: !isSameValue(row.variant, after), prices, home: homeAfter(row, edit) };
  });
}

/** Whether anything becomes of it. */
export function isBulkChange({ isChanged, prices, home }: BulkRow): boolean {
  return isChanged || prices.length > 0 || home !== null;
}

function homeAfter(row: ProductListRow, { placeId: after }: BulkEdit): BulkRow['home'] {
  const before = row.placeId ?? null;
  return after === undefined || after === before ? null : { before, after };
}

function pricesAfter(row: ProductListRow, rule: PriceRule, digitsOf: (storeId: string) => number): BulkPrice[] {
  const { from } = rule;
  return row.prices.flatMap((price) => {
    const { storeId } = price;
    const standing = standingPrice(price, from);
    if (standing === null || (rule.storeId !== null && rule.storeId !== storeId)) return [];
    const { amount: before, version, effectiveAt } = standing;
    const after = priceAfter(before, rule, digitsOf(storeId));
    const isReplaced = from !== null && effectiveAt === from;
    return before === after ? [] : [{ storeId, version, before, after, from, isReplaced }];
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
export function priceAfter(amount: Minor, { how, ending }: Pick<PriceRule, 'how' | 'ending'>, digits: number): Minor {
  if (how.by === 'set') return how.minor;
  if (amount === 0) return 0;
  const moved =
    how.by === 'percent' ? Math.round((amount * (1_000_000 + how.ppm)) / 1_000_000) : Math.max(0, amount + how.minor);
  return ending === null ? moved : withEnding(moved, ending, 10 ** digits);
}

/** The change in parts, each all or nothing. */
export function bulkChanges(plan: readonly BulkRow[], newId: () => string): CatalogueChange[] {
  const changed = plan.filter(({ isChanged, prices }) => isChanged || prices.length > 0);
  return inParts(changed, BULK_PART).map((part) => ({
    changeId: newId(),
    categories: [],
    variants: part.filter(({ isChanged }) => isChanged).map(({ row, after }) => ({ base: row.revision, after })),
    prices: part.flatMap(({ row, prices }) =>
      prices.map(({ storeId, version, after, from }) => ({
        storeId,
        variantId: row.variant.variantId,
        base: version,
        amount: after,
        ...(from === null ? {} : { effectiveAt: from }),
      })),
    ),
  }));
}

/** Where products of a plan lie from then on. */
export function homesOf(plan: readonly BulkRow[]): HomesChange['homes'] {
  return plan.flatMap(({ row, home }) =>
    home ? [{ variantId: row.variant.variantId, base: home.before, placeId: home.after }] : [],
  );
}

/** The change back at `now` of what was done, on the revisions that it led to: prices that are still ahead are taken back. */
export function undoChanges(
  plan: readonly BulkRow[],
  revisions: Readonly<Record<string, number>>,
  now: string,
  newId: () => string,
): CatalogueChange[] {
  const back = plan.map(({ row, prices }) => {
    const { variantId } = row.variant;
    const revision = revisions[`variant/${variantId}`];
    return {
      variants: revision === undefined ? [] : [{ base: revision, after: row.variant }],
      prices: prices.flatMap((price) => {
        const base = revisions[`price/${price.storeId}/${variantId}`];
        const back = priceBack(price, now);
        return base === undefined || !back ? [] : [{ storeId: price.storeId, variantId, base, ...back }];
      }),
    };
  });
  return inParts(
    back.filter(({ variants, prices }) => variants.length + prices.length > 0),
    BULK_PART,
  ).map((part) => ({
    changeId: newId(),
    categories: [],
    variants: part.flatMap(({ variants }) => variants),
    prices: part.flatMap(({ prices }) => prices),
  }));
}

function priceBack(
  { before, from, isReplaced }: BulkPrice,
  now: string,
): Pick<PriceChange, 'amount' | 'effectiveAt'> | null {
  if (from === null || from <= now) return before === null ? null : { amount: before };
  return { amount: isReplaced ? before : null, effectiveAt: from };
}
