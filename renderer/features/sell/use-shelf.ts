import { useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { TillStore, VariantCard } from '#renderer/store/till-store.ts';

/** How many tiles are fetched at a time. */
export const SHELF_PAGE = 60;

const NOTHING: readonly VariantCard[] = [];

type Categories = Awaited<ReturnType<TillStore['categories']>>;

/** The shop's categories that have goods in them, kept current. */
export function useCategories(): Categories {
  const store = useStore(useTill().store);
  const [categories, setCategories] = useState<Categories>([]);
  useEffect(() => {
    if (!store) return setCategories([]);
    return follow(
      async (wanted) => {
        const found = await store.categories();
        if (wanted()) setCategories(found.filter((category) => category.count > 0));
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
        if (wanted()) setGoods({ of: categoryId, cards: found });
      },
      [(listener) => store.onChange(listener)],
    );
  }, [store, categoryId, limit]);
  return goods.of === categoryId ? goods.cards : NOTHING;
}

/** Reads now and after every change, one read at a time; changes during a read lead to one more. */
function follow(
  read: (wanted: () => boolean) => Promise<void>,
  sources: ((listener: () => void) => () => void)[],
): () => void {
  let wanted = true;
  let state: 'idle' | 'reading' | 'stale' = 'idle';
  const run = async (): Promise<void> => {
    if (state !== 'idle') {
      state = 'stale';
      return;
    }
    do {
      state = 'reading';
      await read(() => wanted);
    } while (wanted && (state as string) === 'stale');
    state = 'idle';
  };
  void run();
  const stops = sources.map((source) => source(() => void run()));
  return () => {
    wanted = false;
    for (const stop of stops) stop();
  };
}
