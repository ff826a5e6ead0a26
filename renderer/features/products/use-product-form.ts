import { useEffect, useState } from 'react';
import { v7 as uuid } from 'uuid';
import { type CategoryListAnswer, type ProductListRow, VariantHistory } from '#contracts/http/catalogue.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { instantAt } from '#domain/session/store-minute.ts';
import { priceOf, priceText } from '#renderer/app/price-entry.ts';
import { askServer } from '#renderer/app/server-api.ts';
import type { Choice, Merge } from '#renderer/features/saving/merge-fields.ts';
import { unsent } from '#renderer/features/saving/save-end.ts';
import { changeOf, isEmptyChange } from './draft-change.ts';
import type { ProductSeed } from './form-parts.ts';
import { mergedVariant, mergeOf } from './merge-variant.ts';
import type { PriceTexts } from './prices-section.tsx';
import { draftOf, emptyDraft, faultsOf, type ProductDraft, variantOfDraft } from './product-draft.ts';
import { type ChangeEnd, useChange } from './use-change.ts';
import { useSiblings } from './use-siblings.ts';
import type { CatalogueVariant } from './variant-fields.ts';
import { keyOf } from './variant-grid.ts';
import { type GridDraft, wantedCells } from './wanted-cells.ts';

interface FormStart {
  config: RegisterConfig;
  catalogue: CategoryListAnswer;
  /** The product as it is; null for a new one. */
  row: ProductListRow | null;
  seed: ProductSeed;
}

/** What the other person made of a product that is being changed here. */
export interface ProductConflict {
  row: ProductListRow;
  merge: Merge;
  prices: { storeId: string; base: string; mine: string; theirs: string }[];
}

/** A product form: what was entered, what saving it asks for, and what came of it. */
export function useProductForm({ config, catalogue, row: first, seed }: FormStart) {
  const { stores } = catalogue;
  const { storeId: ownStore, timeZone } = config.store;
  const [start] = useState(() => beginning(first, seed, catalogue, ownStore));
  const [row, setRow] = useState(first);
  const [draft, setDraft] = useState<ProductDraft>(start.draft);
  const [prices, setPrices] = useState<PriceTexts>(start.prices);
  const [grid, setGrid] = useState<GridDraft>({ axes: [], cells: {} });
  const [ids] = useState(() => ({ category: uuid(), cells: new Map<string, string>() }));
  const [tried, setTried] = useState(false);
  const [end, setEnd] = useState<ChangeEnd | null>(null);
  const [conflict, setConflict] = useState<ProductConflict | null>(null);
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const desk = useChange();
  // Read anew, as after a planned price was taken back: prices stand as they are now, what is entered stays.
  useEffect(() => setRow((current) => current && first && { ...current, prices: first.prices }), [first]);
  const siblings = useSiblings(draft.productId, first === null);

  function cellsOf(from: ProductDraft, now: ProductListRow | null) {
    const there = new Set(siblings.map((card) => keyOf(card.rules?.options ?? {})));
    if (now) there.add(keyOf(from.options));
    return wantedCells(grid, from.productName.trim() || from.name.trim(), from.sku, there);
  }

  function changeFrom(from: ProductDraft, texts: PriceTexts, now: ProductListRow | null) {
    const cells = cellsOf(from, now).map((cell) => {
      const variantId = ids.cells.get(cell.key) ?? uuid();
      ids.cells.set(cell.key, variantId);
      return { ...cell, variantId };
    });
    const { changeId: _, ...change } = changeOf({
      draft: from,
      base: now && { variant: now.variant, revision: now.revision },
      prices: { texts: texts.texts, from: texts.when === 'later' ? instantAt(texts.from, timeZone) : null },
      known: now?.prices ?? [],
      stores,
      cells,
      changeId: '',
      newCategoryId: ids.category,
    });
    return change;
  }

  const faults = faultsOf(draft);
  // One that gets others beside it must say which of them it is itself.
  if (row && cellsOf(draft, row).length > 0 && grid.axes.some(({ name }) => !draft.options[name.trim()]?.trim())) {
    faults.push('options');
  }
  const wrongPrice = stores.some(({ storeId, digits }) => {
    const text = prices.texts[storeId] ?? '';
    return text.trim() !== '' && priceOf(text, digits) === null;
  });
  const wrongTime = prices.when === 'later' && instantAt(prices.from, timeZone) === null;
  const isDirty =
    JSON.stringify([draft, prices, grid]) !== JSON.stringify([start.draft, start.prices, { axes: [], cells: {} }]);

  /** Sends the change; true when it is done, or when there is nothing to do. */
  async function send(from: ProductDraft, texts: PriceTexts, now: ProductListRow | null): Promise<boolean> {
    const change = changeFrom(from, texts, now);
    if (isEmptyChange({ ...change, changeId: '' })) return true;
    const ended = await desk.send(change);
    setEnd(ended);
    if (ended.end === 'done') return true;
    if (ended.end === 'refused' && ended.conflicts.length > 0 && now) await lookAgain(from, texts, now);
    return false;
  }

  /** Asks what the product is now, to lay it beside what was entered. */
  async function lookAgain(from: ProductDraft, texts: PriceTexts, now: ProductListRow): Promise<void> {
    const answer = await askServer(`/catalogue/variants/${now.variant.variantId}`, VariantHistory);
    if (!answer.ok) {
      setEnd(unsent(answer));
      return;
    }
    const theirs = answer.value.row;
    const mine = variantOfDraft(from, from.categoryId === '' ? ids.category : from.categoryId);
    setChoices({});
    setConflict({
      row: theirs,
      merge: mergeOf(now.variant, mine, theirs.variant),
      prices: stores.flatMap(({ storeId, digits }) => {
        const [base, other] = [priceIn(now, storeId, digits), priceIn(theirs, storeId, digits)];
        const own = texts.texts[storeId] ?? '';
        return other !== base && own !== base && own !== other ? [{ storeId, base, mine: own, theirs: other }] : [];
      }),
    });
  }

  return {
    row,
    draft,
    edit: (change: Partial<ProductDraft>) => setDraft((current) => ({ ...current, ...change })),
    prices,
    setPrices,
    grid,
    setGrid,
    tried,
    faults,
    isDirty,
    busy: desk.busy,
    end,
    conflict,
    choices,
    choose: (field: string, choice: Choice) => setChoices((current) => ({ ...current, [field]: choice })),
    leaveConflict: () => setConflict(null),
    desk,
    setEnd,
    async save(): Promise<boolean> {
      setTried(true);
      if (faults.length > 0 || wrongPrice || wrongTime) return false;
      return send(draft, prices, row);
    },
    /** Saves on top of what the other person made of it. */
    async saveResolved(): Promise<boolean> {
      if (!conflict || !row) return false;
      const own: CatalogueVariant = variantOfDraft(draft, draft.categoryId === '' ? ids.category : draft.categoryId);
      const merged = mergedVariant(row.variant, own, conflict.row.variant, choices);
      if (!merged) return false;
      const texts = { ...prices.texts };
      for (const { storeId, digits } of stores) {
        const [base, other] = [priceIn(row, storeId, digits), priceIn(conflict.row, storeId, digits)];
        if (texts[storeId] === base || choices[`price/${storeId}`] === 'theirs') texts[storeId] = other;
      }
      const resolved = { ...draftOf({ variant: merged }), newCategory: draft.newCategory };
      if (merged.categoryId === ids.category) resolved.categoryId = '';
      setRow(conflict.row);
      setDraft(resolved);
      setPrices({ ...prices, texts });
      setConflict(null);
      return send(resolved, { ...prices, texts }, conflict.row);
    },
  };
}

function beginning(
  row: ProductListRow | null,
  seed: ProductSeed,
  { stores, taxCategories, categories }: CategoryListAnswer,
  ownStore: string,
): { draft: ProductDraft; prices: PriceTexts } {
  const texts = Object.fromEntries(
    stores.map(({ storeId, digits }) => {
      if (row) return [storeId, priceIn(row, storeId, digits)];
      return [storeId, storeId === ownStore && seed.price !== undefined ? priceText(seed.price, digits) : ''];
    }),
  );
  const prices: PriceTexts = { texts, when: 'now', from: '' };
  if (row) return { draft: draftOf(row), prices };
  const usual = taxCategories.includes('standard') ? 'standard' : (taxCategories[0] ?? '');
  const category = categories.find((one) => one.category.categoryId === seed.categoryId)?.category;
  return {
    draft: {
      ...emptyDraft(uuid(), uuid(), category?.taxCategory ?? usual),
      name: seed.name ?? '',
      gtins: seed.gtin === undefined ? [] : [seed.gtin],
      categoryId: category?.categoryId ?? categories[0]?.category.categoryId ?? '',
    },
    prices,
  };
}

function priceIn({ prices }: ProductListRow, storeId: string, digits: number): string {
  const amount = prices.find((price) => price.storeId === storeId)?.amount ?? null;
  return amount === null ? '' : priceText(amount, digits);
}
