import { sql } from 'kysely';
import type { ProductListRow } from '#contracts/http/catalogue.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { inForce, type ListingHistory, type ListingStatus } from '#domain/fulfilment/listing.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readProductRows } from '#sync-server/views/product-list.ts';
import { type ChannelConnector, type ChannelFault, wordsOf } from './channel-port.ts';
import { grossOf, rulesOf } from './generic/site-lines.ts';
import type { Channel } from './read-channel.ts';
import { readListings } from './read-listings.ts';

const AT_ONCE = 200;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** What a channel is to believe of a variant: null stays as its shop system has it. */
interface Wanted {
  status: ListingStatus | null;
  amount: number | null;
}

const NOTHING: Wanted = { status: null, amount: null };

/**
 * Tells a channel what it offers of every variant that something is said of and that it believes something else of: dates that came,
 * and prices of the store that changed, too. What it refuses is noted and told again later, each time after twice as long. Answers
 * what stopped it: the shop system itself.
 */
export async function tellListings(
  context: ServerContext,
  channel: Channel,
  connector: ChannelConnector,
): Promise<ChannelFault | null> {
  const listings = [...(await readListings(context.db, channel.channelId))].sort(([a], [b]) => (a < b ? -1 : 1));
  for (let at = 0; at < listings.length; at += AT_ONCE) {
    const fault = await tellSome(context, channel, connector, new Map(listings.slice(at, at + AT_ONCE)));
    if (fault) return fault;
  }
  return null;
}

async function tellSome(
  context: ServerContext,
  channel: Channel,
  connector: ChannelConnector,
  listings: ReadonlyMap<string, ListingHistory>,
): Promise<ChannelFault | null> {
  const { db } = context;
  const now = context.now();
  const { storeId, channelId } = channel;
  const variantIds = [...listings.keys()];
  const isAmong = sql<string>`any(${variantIds}::text[])`;
  const rules = await rulesOf(db, storeId, now);
  const told = await db
    .selectFrom('channel_listing_told')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('variant_id', '=', isAmong)
    .execute();
  for (const row of await readProductRows(db, { storeId, now }, variantIds)) {
    const { variantId, unit } = row.variant;
    const history = listings.get(variantId);
    if (!history) continue;
    const price = row.prices.find((one) => one.storeId === storeId)?.amount ?? null;
    const storeAmount = price === null ? null : grossOf(row.variant, price, UNIT_SCALE[unit], rules);
    const wanted = wantedOf(history, { now, storeAmount, isArchived: row.variant.archived === true });
    const last = told.find((one) => one.variant_id === variantId);
    const isDue = last?.next_at != null && last.next_at <= now;
    if (isAs(last ?? NOTHING, wanted) && !isDue) continue;
    const turn = (last?.turn ?? 0) + 1;
    const itemId = `${variantId} ${turn} ${wanted.status ?? ''} ${wanted.amount ?? ''}`;
    const fault = await tellOne(context, channel, connector, { row, wanted, itemId });
    if (fault && fault.why !== 'refused') return fault;
    await noteTold(context, channelId, { variantId, wanted, turn, tries: last?.tries ?? 0, fault });
  }
  return null;
}

/** Of one that is hidden the price does not matter; of any other that something is said of it is the channel's, or the store's. */
function wantedOf(
  { status, amount }: ListingHistory,
  { now, storeAmount, isArchived }: { now: Date; storeAmount: number | null; isArchived: boolean },
): Wanted {
  const at = now.toISOString();
  if (![...status, ...amount].some(({ effectiveAt }) => effectiveAt <= at)) return NOTHING;
  const said = inForce(status, at);
  const isHidden = said === 'unpublished' || (said === 'published' && isArchived);
  if (isHidden) return { status: 'unpublished', amount: null };
  return { status: said, amount: inForce(amount, at) ?? storeAmount };
}

function isAs(one: Wanted, other: Wanted): boolean {
  return one.status === other.status && one.amount === other.amount;
}

/** One variant, under each name that the shop system has for it; one that it does not have is made there when it is published. */
async function tellOne(
  { db, now }: ServerContext,
  { channelId, published: { kind } }: Channel,
  connector: ChannelConnector,
  { row, wanted, itemId }: { row: ProductListRow; wanted: Wanted; itemId: string },
): Promise<ChannelFault | null> {
  const { variantId, sku, gtins, name, descriptions } = row.variant;
  const listing = {
    ...{ variantId, sku, name, amount: wanted.amount },
    published: wanted.status === null ? null : wanted.status === 'published',
    ...(gtins[0] === undefined ? {} : { gtin: gtins[0] }),
    ...(descriptions ? { description: Object.values(descriptions)[0] ?? '' } : {}),
  };
  if (kind === 'generic') {
    const said = await connector.tellListing(
      { ...listing, externalVariantId: variantId, siblingPublished: false },
      itemId,
    );
    return said.ok ? null : said.fault;
  }
  const { rows: known } = await sql<{ external_variant_id: string; sibling: boolean }>`
    select external_variant_id, exists (
      select 1 from channel_variant as other left join channel_listing_told as told
        on told.channel_id = other.channel_id and told.variant_id = other.variant_id
      where other.channel_id = own.channel_id and other.external_product_id = own.external_product_id
        and other.external_variant_id <> own.external_variant_id and told.status is distinct from 'unpublished') as sibling
    from channel_variant as own where channel_id = ${channelId} and variant_id = ${variantId}
    order by external_variant_id`.execute(db);
  for (const { external_variant_id: externalVariantId, sibling: siblingPublished } of known) {
    const said = await connector.tellListing({ ...listing, externalVariantId, siblingPublished }, itemId);
    if (!said.ok) return said.fault;
  }
  if (known.length > 0 || wanted.status !== 'published') return null;
  if (wanted.amount === null) return { why: 'refused', status: 0, detail: `${sku} has no price in the store` };
  const made = await connector.tellListing({ ...listing, externalVariantId: null, siblingPublished: false }, itemId);
  if (!made.ok) return made.fault;
  const { externalVariantId } = made.value;
  const mapped = { sku, gtin: gtins[0] ?? null, name, status: 'matched' as const, variant_id: variantId };
  await db
    .insertInto('channel_variant')
    .values({
      ...{ channel_id: channelId, external_variant_id: externalVariantId, external_product_id: externalVariantId },
      ...{ ...mapped, seen_at: now().toISOString() },
    })
    .onConflict((one) => one.columns(['channel_id', 'external_variant_id']).doUpdateSet(mapped))
    .execute();
  return null;
}

async function noteTold(
  { db, now }: ServerContext,
  channelId: string,
  told: { variantId: string; wanted: Wanted; turn: number; tries: number; fault: ChannelFault | null },
): Promise<void> {
  const { variantId, wanted, turn, fault } = told;
  const tries = fault ? told.tries + 1 : 0;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(told.tries, 20));
  const row = {
    ...{ ...wanted, turn, tries, told_at: now().toISOString() },
    fault: fault && wordsOf(fault).slice(0, 500),
    next_at: fault && new Date(now().getTime() + waitMs).toISOString(),
  };
  await db
    .insertInto('channel_listing_told')
    .values({ channel_id: channelId, variant_id: variantId, ...row })
    .onConflict((one) => one.columns(['channel_id', 'variant_id']).doUpdateSet(row))
    .execute();
}
