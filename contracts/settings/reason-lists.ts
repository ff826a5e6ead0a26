import type { StoreSettings } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';

/** Where a store's reasons are offered, by the path of their list in its settings. */
export const REASON_LISTS = [
  'discountReasons',
  'overrideReasons',
  'exemptReasons',
  'abandonReasons',
  'returns.reasons',
  'session.reasons.cashIn',
  'session.reasons.cashOut',
  'session.reasons.noSale',
  'session.reasons.overShort',
] as const;
export type ReasonList = (typeof REASON_LISTS)[number];

/** A store's reasons by list, as they hold. */
export function reasonsByList(store: StoreSettings): Record<ReasonList, readonly string[]> {
  const { overrideReasons, exemptReasons, abandonReasons, returns, session } = storePolicy(store);
  return {
    discountReasons: store.discountReasons,
    overrideReasons,
    exemptReasons,
    abandonReasons,
    'returns.reasons': returns.reasons,
    'session.reasons.cashIn': session.reasons.cashIn,
    'session.reasons.cashOut': session.reasons.cashOut,
    'session.reasons.noSale': session.reasons.noSale,
    'session.reasons.overShort': session.reasons.overShort,
  };
}
