import type { Minor } from '#domain/money/money.ts';

const key = (registerId: string): string => `omnitill-left-${registerId}`;

/** What the last close on this machine left in the drawer; `null` when it is not known. */
export function lastLeft(storage: Pick<Storage, 'getItem'>, registerId: string): Minor | null {
  const text = storage.getItem(key(registerId));
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

export function keepLeft(storage: Pick<Storage, 'setItem'>, registerId: string, left: Minor): void {
  storage.setItem(key(registerId), String(left));
}
