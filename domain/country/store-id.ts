/** Registers' ids are made from it: together they fit an id. */
const LENGTH_MAX = 40;

/** `chain` is the server's own place in journals and feeds, `all` every store of a report. */
const RESERVED: ReadonlySet<string> = new Set(['chain', 'all']);

/** Whether no store can have an id, however it is written: it means something else. */
export function isReservedStoreId(storeId: string): boolean {
  return RESERVED.has(storeId.toLowerCase());
}

/**
 * The id of a store from its name: letters and figures of the Latin alphabet without marks, `Café Nº 5` gives `cafe-no-5`; `shop`
 * where none are left, and `chain-shop` where the name's own is reserved.
 */
export function storeIdOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain
    .replace(/ß/g, 'ss')
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const storeId = words.join('-').slice(0, LENGTH_MAX).replace(/-+$/, '') || 'shop';
  return isReservedStoreId(storeId) ? `${storeId}-shop` : storeId;
}
