import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { CloseRules } from './close-draft.ts';

/** What of a store's settings closing needs. */
export function closeRules({ store }: RegisterConfig): CloseRules {
  const { tenders, session } = storePolicy(store);
  return {
    tenders,
    denominations: store.denominations,
    digits: store.currency.digits,
    tolerance: session.tolerance,
    float: session.float,
    reasons: session.reasons.overShort,
  };
}
