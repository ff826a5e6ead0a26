import type { CustomerEvent } from '#contracts/ipc/customer.ts';
import type { CustomerView } from '#contracts/ipc/devices.ts';

/** What the page shows. */
export interface CustomerShown {
  /** Null before anything was shown. */
  view: CustomerView | null;
  pictures: readonly string[];
}

export const BEFORE_ANYTHING: CustomerShown = { view: null, pictures: [] };

export function shownAfter(shown: CustomerShown, event: CustomerEvent): CustomerShown {
  return event.type === 'view'
    ? { ...shown, view: event.view }
    : { ...shown, pictures: event.settings?.pictures ?? [] };
}
