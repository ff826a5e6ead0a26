import type { MemberLookups } from '#sync-server/ingest/member-effects.ts';
import type { MoneyLookups } from '#sync-server/ingest/money-effects.ts';
import type { PricingLookups } from '#sync-server/ingest/pricing-effects.ts';

/** What a server looked up before it booked, where nothing is known yet. */
export function noMoneyLookups(): MoneyLookups {
  return {
    values: new Map(),
    leases: new Map(),
    movedBy: new Set(),
    payments: new Map(),
    tickets: new Map(),
    openByCart: new Map(),
    looseByJournal: new Map(),
  };
}

/** The same of prices. */
export function noPricingLookups(): PricingLookups {
  return { lists: new Map(), entries: new Map(), memberGroups: new Map(), categories: new Map() };
}

/** The same of members. */
export function noMemberLookups(): MemberLookups {
  return { known: new Map() };
}
