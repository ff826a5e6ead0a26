import type { CustomerEvent, CustomerFeed } from '#contracts/ipc/customer.ts';
import type { CustomerView, CustomerWindowSettings } from '#contracts/ipc/devices.ts';

/** What stands there now. */
export interface CustomerSource {
  settings(): CustomerWindowSettings | null;
  view(): CustomerView | null;
}

/** Tells the customer's screens what changed. `changed` may be called when nothing did: the same objects are told once. */
export function createCustomerFeed(source: CustomerSource): CustomerFeed & { changed(): void } {
  const listeners = new Set<(event: CustomerEvent) => void>();
  let settings = source.settings();
  let view = source.view();

  function tell(event: CustomerEvent): void {
    for (const listener of [...listeners]) listener(event);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      listener({ type: 'settings', settings: source.settings() });
      listener({ type: 'view', view: source.view() });
      return () => listeners.delete(listener);
    },
    changed() {
      const now = { settings: source.settings(), view: source.view() };
      if (now.settings !== settings) tell({ type: 'settings', settings: now.settings });
      if (now.view !== view) tell({ type: 'view', view: now.view });
      ({ settings, view } = now);
    },
  };
}
