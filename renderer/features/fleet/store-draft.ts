/** What a new store is made of, as entered. */
export interface StoreDraft {
  copyOf: string;
  name: string;
  address: readonly string[];
  storeId: string;
  prices: boolean;
}

const STORE_ID = /^[A-Za-z0-9][A-Za-z0-9-]{1,29}$/;

/** Whether a text can be a store's short name. */
export function isStoreId(text: string): boolean {
  return STORE_ID.test(text);
}

/** A short name made of a name, without accents; empty where it has no letter that can stand in one. */
export function shortNameOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30)
    .replace(/-+$/, '');
}

export type StoreDraftFault = 'name' | 'short';

/** What is not right yet. */
export function storeDraftFaults({ name, storeId }: StoreDraft): StoreDraftFault[] {
  const faults: StoreDraftFault[] = [];
  if (name.trim() === '') faults.push('name');
  if (!isStoreId(storeId)) faults.push('short');
  return faults;
}
