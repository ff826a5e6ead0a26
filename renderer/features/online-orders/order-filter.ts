import type { OnlineOrderSort } from '#contracts/http/online-orders.ts';

/** Which orders are looked at; an empty text is all. `open`: only what somebody has yet to do something about. */
export interface OrderFilter {
  search: string;
  fulfilment: string;
  payment: string;
  return: string;
  channel: string;
  store: string;
  open: boolean;
}

/** What is looked at first: what is still to be done. */
export const FIRST_FILTER: OrderFilter = {
  ...{ search: '', fulfilment: '', payment: '', return: '', channel: '', store: '' },
  open: true,
};

export interface OrderOrder {
  sort: OnlineOrderSort;
  descending: boolean;
}

/** The newest first. */
export const FIRST_ORDER: OrderOrder = { sort: 'placed', descending: true };

/** What the server is asked; what is empty narrows nothing. A search looks among all orders, done or not. */
export function orderQuery({ open, ...texts }: OrderFilter): Record<string, string> {
  const said = Object.entries(texts).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]]));
  return { ...Object.fromEntries(said), ...(open && texts.search.trim() === '' ? { open: 'true' } : {}) };
}

/** Whether anything is narrowed beside what is looked at first. */
export function isNarrowed({ open: _, ...texts }: OrderFilter): boolean {
  return Object.values(texts).some((text) => text.trim() !== '');
}
