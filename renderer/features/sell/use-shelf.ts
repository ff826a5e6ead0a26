import { useEffect, useMemo, useState } from 'react';
import type { Category } from '#domain/catalog/variant.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { follow } from '#renderer/app/follow.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { oneOfEach } from './product-options.ts';

/** How many tiles are fetched at a time. */
export const SHELF_PAGE = 60;

const NOTHING: readonly VariantCard[] = [];

type Categories = Awaited<ReturnType<TillStore['categories']>>;

/** The shop's categories that have goods in them, kept current. */
export function useCategories(): Categories {
  const all = useAllCategories();
  return useMemo(() => all.filter((category) => category.count > 0), [all]);
}

/** A category that unlisted items sell by. */
export type Department = Category & { taxCategory: string };

/** The shop's departments, kept current. */
export function useDepartments(): readonly Department[] {
  const all = useAllCategories();
  return useMemo(
    () => all.flatMap((one) => (one.taxCategory ? [{ ...one, taxCategory: one.taxCategory }] : [])),
    [all],
  );
}

function useAllCategories(): Categories {
  const store = useStore(useTill().store);
  const [categories, setCategories] = useState<Categories>([]);
  useEffect(() => {
    if (!store) return setCategories([]);
    return follow(
      async (wanted) => {
        const found = await store.categories();
        if (wanted()) setCategories(found);
      },
      [(listener) => store.onProgress(listener), (listener) => store.onChange((ids) => ids === null && listener())],
    );
  }, [store]);
  return categories;
}

/** The first `limit` goods of a category by name, kept current: figures change while one looks at them. */
export function useGoods(categoryId: string | null, limit: number): readonly VariantCard[] {
  const store = useStore(useTill().store);
  const [goods, setGoods] = useState<{ of: string | null; cards: readonly VariantCard[] }>({ of: null, cards: [] });
  useEffect(() => {
    if (!store || categoryId === null) return;
    return follow(
      async (wanted) => {
        const found = await store.browse(categoryId, 0, limit);
        if (wanted()) setGoods({ of: categoryId, cards: oneOfEach(found) });
      },
      [(listener) => store.onChange(listener)],
    );
  }, [store, categoryId, limit]);
  return goods.of === categoryId ? goods.cards : NOTHING;
}
