import type { RegisterConfig } from '#contracts/views/register-config.ts';

/** How what is sold here may reach its customer beside being carried out. */
export interface Deliverable {
  /** Stores where it can be collected. */
  stores: NonNullable<RegisterConfig['otherStores']>;
  ships: boolean;
}

/** What this till offers; null where nothing: the chain works no orders, has no other store and ships nothing, or somebody practises. */
export function mayDeliver(config: RegisterConfig, training: boolean): Deliverable | null {
  if (training || config.hasChannels !== true) return null;
  const { otherStores: stores = [], store } = config;
  const ships = store.postage !== undefined;
  return stores.length > 0 || ships ? { stores, ships } : null;
}
