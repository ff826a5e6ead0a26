import type { TillStore } from '#renderer/store/till-store.ts';

export interface FetchAheadPorts {
  store: Pick<TillStore, 'categories' | 'browse' | 'cards'>;
  /** Fetches the thumbnail of a picture, so that the host keeps it; false where the server was not reached. */
  fetch: (hash: string) => Promise<boolean>;
  /** Waits until nothing else wants to be done. */
  rest: () => Promise<void>;
}

/** Goods of each category whose tiles show at once; the rest come when somebody scrolls to them. */
const GOODS = 60;
/** What is fetched in all: a fraction of what the host keeps. */
const PICTURES_MAX = 4000;

/**
 * Fetches the thumbnails of what stands on tiles ahead of need, one at a time and only while nothing else is done. What came
 * before is left out. Each ends at the first that cannot be had, or when `wanted` says so.
 */
export function createFetchAhead({ store, fetch, rest }: FetchAheadPorts): {
  /** Of all tiles. */
  all: (wanted: () => boolean) => Promise<void>;
  /** Of products that changed. */
  of: (variantIds: readonly string[], wanted: () => boolean) => Promise<void>;
} {
  const done = new Set<string>();

  async function take(hashes: readonly (string | undefined)[], wanted: () => boolean): Promise<boolean> {
    for (const hash of hashes) {
      if (hash === undefined || done.has(hash)) continue;
      await rest();
      if (!wanted() || done.size >= PICTURES_MAX || !(await fetch(hash))) return false;
      done.add(hash);
    }
    return true;
  }

  return {
    async of(variantIds, wanted) {
      const cards = await store.cards(variantIds);
      await take(
        cards.map((card) => card?.pictures?.[0]?.hash),
        wanted,
      );
    },
    async all(wanted) {
      const categories = (await store.categories()).filter(({ count }) => count > 0);
      const faces = categories.map(({ picture }) => picture?.hash);
      if (!(await take(faces, wanted))) return;
      for (const { categoryId } of categories) {
        await rest();
        if (!wanted()) return;
        const goods = await store.browse(categoryId, 0, GOODS);
        const hashes = goods.map(({ pictures }) => pictures?.[0]?.hash);
        if (!(await take(hashes, wanted))) return;
      }
    },
  };
}
