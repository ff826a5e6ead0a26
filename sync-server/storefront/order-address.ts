import type { Site } from './site.ts';

/** Where an order is looked at: an address that only its customer has. */
export function orderAddress(site: Site, ref: string): string {
  return `/shop/orders/${ref}/${tokenOf(site, ref)}`;
}

/** Whether an address of an order is the one that was given to its customer. */
export function isOrderToken(site: Site, ref: string, token: string): boolean {
  return site.isSigned(`order\n${ref}`, token);
}

function tokenOf(site: Site, ref: string): string {
  return site.sign(`order\n${ref}`);
}
