import type { CatalogueChange, PriceChange, StorePrice } from '#contracts/http/catalogue.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import { type ProductDraft, variantOfDraft } from './product-draft.ts';
import { standingPrice } from './standing-price.ts';
import type { CatalogueVariant } from './variant-fields.ts';
import type { GridCell } from './variant-grid.ts';

/** Prices as typed by store; `from` is an instant, null for now. */
export interface PriceDraft {
  texts: Readonly<Record<string, string>>;
  from: string | null;
}

export interface StoreDigits {
  storeId: string;
  digits: number;
}

/** A variant that a grid adds. */
export interface NewCell extends GridCell {
  variantId: string;
  gtin: string | null;
}

export interface ChangeParts {
  draft: ProductDraft;
  /** The variant that the form began with; null for a new one. */
  base: { variant: CatalogueVariant; revision: number } | null;
  prices: PriceDraft;
  known: readonly StorePrice[];
  stores: readonly StoreDigits[];
  cells: readonly NewCell[];
  changeId: string;
  newCategoryId: string;
}

/** What saving a form asks for. With cells a new product is those variants, and one that is there gets them beside it. */
export function changeOf(parts: ChangeParts): CatalogueChange {
  const { draft, base, cells, changeId, newCategoryId } = parts;
  const isNewCategory = draft.categoryId === '';
  const own = variantOfDraft(draft, isNewCategory ? newCategoryId : draft.categoryId);
  const added = cells.map((cell) => cellVariant(own, cell));
  const single = base !== null || cells.length === 0;
  const variants = [
    ...(single && !isSameValue(own, base?.variant) ? [{ base: base?.revision ?? 0, after: own }] : []),
    ...added.map((after) => ({ base: 0, after })),
  ];
  return {
    changeId,
    categories: isNewCategory
      ? [{ base: 0, after: { categoryId: newCategoryId, name: draft.newCategory.trim() } }]
      : [],
    variants,
    prices: pricesOf(parts, single ? own.variantId : null, added),
  };
}

function cellVariant(own: CatalogueVariant, cell: NewCell): CatalogueVariant {
  const { names, ...rest } = own;
  const values = Object.values(cell.options).join(' ');
  const { plu: _plu, options: _options, ...rules } = own.rules ?? {};
  const productName = rules.productName ?? own.name;
  return {
    ...rest,
    variantId: cell.variantId,
    sku: cell.sku,
    name: cell.name,
    ...(names
      ? { names: Object.fromEntries(Object.entries(names).map(([tag, name]) => [tag, `${name} ${values}`])) }
      : {}),
    gtins: cell.gtin === null ? [] : [cell.gtin],
    rules: { ...rules, productName, options: cell.options },
  };
}

/** Prices that were entered and are not what holds; new variants begin with what was entered. */
function pricesOf(
  { prices, known, stores }: ChangeParts,
  variantId: string | null,
  added: readonly CatalogueVariant[],
): PriceChange[] {
  return stores.flatMap(({ storeId, digits }) => {
    const amount = priceOf(prices.texts[storeId] ?? '', digits);
    if (amount === null) return [];
    const now = known.find((price) => price.storeId === storeId);
    const later = prices.from === null ? {} : { effectiveAt: prices.from };
    const own =
      variantId === null || now?.amount === amount
        ? []
        : [{ storeId, variantId, base: standingPrice(now, prices.from)?.version ?? 0, amount, ...(now ? later : {}) }];
    return [...own, ...added.map((variant) => ({ storeId, variantId: variant.variantId, base: 0, amount }))];
  });
}

/** Whether a form holds something that is not saved yet. */
export function isEmptyChange({ categories, variants, prices }: CatalogueChange): boolean {
  return categories.length + variants.length + prices.length === 0;
}
