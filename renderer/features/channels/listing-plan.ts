import type { ChannelGoods, Listing, ListingChange } from '#contracts/http/channel-goods.ts';
import { mulDiv } from '#domain/money/money.ts';

/** What is done to products of a channel together. */
export interface ListingEdit {
  /** `unsaid` takes back what was said. */
  status: 'keep' | 'published' | 'unpublished' | 'unsaid';
  /** `percent`: so many parts per million more or less than in the store. */
  price: { how: 'keep' } | { how: 'store' } | { how: 'set'; amount: number } | { how: 'percent'; ppm: number };
  /** At a location, or (null) at each that has none of its own. */
  safety: { how: 'keep' } | { how: 'set'; quantity: number } | { how: 'unsaid' };
  locationId: string | null;
  /** Undefined: at once. */
  effectiveAt: string | undefined;
}

export interface PlannedListing {
  row: ChannelGoods;
  before: Listing;
  after: Listing;
  /** Null: it stays as it is. */
  change: ListingChange | null;
}

const MILLION = 1_000_000;

/** What an edit makes of products, each from what is said of it at the instant. */
export function planListings(rows: readonly ChannelGoods[], edit: ListingEdit): PlannedListing[] {
  return rows.map((row) => {
    const before = standingOf(row, edit.effectiveAt);
    const status = edit.status === 'keep' ? before.status : edit.status === 'unsaid' ? null : edit.status;
    const amount = amountOf(edit.price, before.amount, row.storeAmount);
    const own = before.safetyStock.find(({ locationId }) => locationId === edit.locationId)?.quantity ?? null;
    const quantity = edit.safety.how === 'keep' ? own : edit.safety.how === 'set' ? edit.safety.quantity : null;
    const { locationId } = edit;
    const others = before.safetyStock.filter((one) => one.locationId !== locationId);
    const after = {
      ...{ status, amount },
      safetyStock:
        quantity === own ? before.safetyStock : [...others, ...(quantity === null ? [] : [{ locationId, quantity }])],
    };
    const change: ListingChange = {
      variantId: row.variantId,
      ...(status === before.status ? {} : { status: { was: before.status, to: status } }),
      ...(amount === before.amount ? {} : { amount: { was: before.amount, to: amount } }),
      ...(quantity === own ? {} : { safetyStock: [{ locationId, was: own, to: quantity }] }),
    };
    return { row, before, after, change: Object.keys(change).length > 1 ? change : null };
  });
}

/** What is said of a product at an instant: now, or with what follows until then. */
function standingOf({ listing, ahead }: ChannelGoods, effectiveAt: string | undefined): Listing {
  if (effectiveAt === undefined) return listing;
  const until = ahead.filter((one) => one.effectiveAt <= effectiveAt);
  const { status = listing.status } = until.findLast((one) => one.status !== undefined) ?? {};
  const { amount = listing.amount } = until.findLast((one) => one.amount !== undefined) ?? {};
  return { ...listing, status, amount };
}

function amountOf(price: ListingEdit['price'], before: number | null, storeAmount: number | null): number | null {
  if (price.how === 'keep') return before;
  if (price.how === 'store') return null;
  if (price.how === 'set') return price.amount;
  return storeAmount === null ? before : mulDiv(storeAmount, MILLION + price.ppm, MILLION);
}
