import type { ListingPublished, SafetyStockPublished } from '#contracts/facts/channel-facts.ts';
import type { Listing, ListingChange } from '#contracts/http/channel-goods.ts';
import { type Dated, inForce, type ListingHistory } from '#domain/fulfilment/listing.ts';

type ListingDraft = ListingPublished['listings'][number];
type SafetyDraft = SafetyStockPublished['entries'][number];

/** What a change of a product in a channel is compared with. */
export interface ListingGround {
  variantId: string;
  history: ListingHistory;
  /** Of the product alone, by location; '' for each. */
  safety: Readonly<Record<string, number>>;
  now: string;
  /** Undefined: at once. */
  effectiveAt: string | undefined;
}

export interface PlannedListing {
  before: Listing;
  after: Listing;
  /** What is to be published; null where nothing is. */
  listing: ListingDraft | null;
  safety: SafetyDraft[];
  back: ListingChange | null;
}

interface Field<T> {
  before: T | null;
  after: T | null;
  said?: { to: T | null } | 'withdrawn';
  back?: { was?: T | null; to?: T | null };
}

/** What a change comes to: each field by itself. Null where a field that it changes is no longer what it was. */
export function planListing(change: ListingChange, ground: ListingGround): PlannedListing | null {
  const status = planField(change.status, ground.history.status, ground);
  const amount = planField(change.amount, ground.history.amount, ground);
  const safety = planSafety(change.safetyStock ?? [], ground);
  if (!status || !amount || !safety) return null;
  const { variantId } = ground;
  const withdrawn = (['status', 'amount'] as const).filter((field) => {
    return (field === 'status' ? status : amount).said === 'withdrawn';
  });
  const listing: ListingDraft = {
    variantId,
    ...(typeof status.said === 'object' ? { status: status.said.to } : {}),
    ...(typeof amount.said === 'object' ? { amount: amount.said.to } : {}),
    ...(withdrawn.length > 0 ? { withdrawn } : {}),
  };
  const isListing = status.said !== undefined || amount.said !== undefined;
  return {
    before: { status: status.before, amount: amount.before, safetyStock: entriesOf(ground.safety) },
    after: { status: status.after, amount: amount.after, safetyStock: entriesOf(safety.after) },
    listing: isListing ? listing : null,
    safety: safety.entries,
    back:
      isListing || safety.entries.length > 0
        ? {
            variantId,
            ...(status.back ? { status: status.back } : {}),
            ...(amount.back ? { amount: amount.back } : {}),
            ...(safety.entries.length > 0 ? { safetyStock: safety.back } : {}),
          }
        : null,
  };
}

/** A field at its instant. Null: somebody changed it meanwhile. */
function planField<T>(
  change: { was?: T | null; to?: T | null } | undefined,
  said: readonly Dated<T>[],
  { now, effectiveAt }: ListingGround,
): Field<T> | null {
  const standing = inForce(said, effectiveAt ?? now);
  if (!change) return { before: standing, after: standing };
  const begun = effectiveAt === undefined ? undefined : said.find((one) => one.effectiveAt === effectiveAt);
  const { was, to } = change;
  if (to === undefined) {
    if (!begun) return { before: standing, after: standing };
    if (was !== undefined && begun.value !== was) return null;
    const after = inForce(
      said.filter((one) => one !== begun),
      effectiveAt ?? now,
    );
    return { before: standing, after, said: 'withdrawn', back: { was: after, to: begun.value } };
  }
  if (standing === to) return { before: standing, after: standing };
  if (was !== undefined && standing !== was) return null;
  const back = effectiveAt === undefined || begun ? { was: to, to: standing } : { was: to };
  return { before: standing, after: to, said: { to }, back };
}

type SafetyChange = NonNullable<ListingChange['safetyStock']>;

function planSafety(
  changes: SafetyChange,
  { variantId, safety }: ListingGround,
): { entries: SafetyDraft[]; back: SafetyChange; after: Readonly<Record<string, number>> } | null {
  const after = new Map(Object.entries(safety));
  const entries: SafetyDraft[] = [];
  const back: SafetyChange = [];
  for (const { locationId, was, to } of changes) {
    const key = locationId ?? '';
    const standing = after.get(key) ?? null;
    if (standing === to) continue;
    if (was !== undefined && was !== standing) return null;
    entries.push({ variantId, locationId, quantity: to });
    back.push({ locationId, was: to, to: standing });
    if (to === null) after.delete(key);
    else after.set(key, to);
  }
  return { entries, back, after: Object.fromEntries(after) };
}

/** Safety stock of a product as it is shown. */
export function entriesOf(safety: Readonly<Record<string, number>>): Listing['safetyStock'] {
  return Object.entries(safety)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([locationId, quantity]) => ({ locationId: locationId === '' ? null : locationId, quantity }));
}
