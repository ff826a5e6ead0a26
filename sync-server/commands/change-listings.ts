import { type Kysely, sql } from 'kysely';
import type { ListingPublished, SafetyStockPublished } from '#contracts/facts/channel-facts.ts';
import type { ListingChange, ListingsAnswer, ListingsRequest } from '#contracts/http/channel-goods.ts';
import { NO_LISTING } from '#domain/fulfilment/listing.ts';
import { readChannel } from '#sync-server/channels/read-channel.ts';
import { readListings, readSafetyStock } from '#sync-server/channels/read-listings.ts';
import { type ListingGround, planListing } from '#sync-server/commands/plan-listing.ts';
import { beginOf } from '#sync-server/commands/plan-prices.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

interface Named {
  variant_id: string;
  sku: string;
  name: string;
}

/** Says what a channel offers of products: each is taken, or refused with why, by itself. Undefined: there is no such channel. */
export function changeListings(
  context: ServerContext,
  channelId: string,
  request: ListingsRequest,
  operatorId: string | null,
): Promise<ListingsAnswer | undefined> {
  return appendFacts<ListingsAnswer | undefined>(context, async ({ db }) => {
    const channel = await readChannel(db, channelId);
    if (!channel || channel.published.kind === 'till') return { facts: [], answer: undefined };
    const { changes, dryRun } = request;
    const now = context.now().toISOString();
    const effectiveAt = beginOf(request, now);
    const find = await findNamed(db, changes);
    const variantIds = changes.flatMap((change) => find(change)?.variant_id ?? []);
    const listings = await readListings(db, channelId, variantIds);
    const { ofVariant } = await readSafetyStock(db, channel.published, variantIds);
    const answer: ListingsAnswer = { done: [], refused: [] };
    const published: ListingPublished['listings'] = [];
    const entries: SafetyStockPublished['entries'] = [];
    const seen = new Set<string>();
    for (const change of changes) {
      const named = find(change);
      const { line = null } = change;
      const refuse = (code: string, reason: string) => {
        answer.refused.push({ line, key: named?.variant_id ?? keyOf(change), code, reason });
      };
      if (!named) {
        refuse('variant-unknown', `there is no product ${keyOf(change)}`);
        continue;
      }
      const { variant_id: variantId, sku, name } = named;
      if (seen.has(variantId)) {
        refuse('change-conflict', `${sku} is named twice`);
        continue;
      }
      seen.add(variantId);
      if (effectiveAt === 'past') {
        refuse('price-date-past', `${request.effectiveAt} is over`);
        continue;
      }
      const history = listings.get(variantId) ?? NO_LISTING;
      const ground: ListingGround = { variantId, history, safety: ofVariant.get(variantId) ?? {}, now, effectiveAt };
      const planned = planListing(change, ground);
      if (!planned) {
        refuse('change-conflict', `${sku} is no longer what it was`);
        continue;
      }
      if (planned.listing) published.push(planned.listing);
      entries.push(...planned.safety);
      const { before, after, back } = planned;
      answer.done.push({ line, variantId, sku, name, before, after, back });
    }
    const facts: ServerDraft[] = [];
    if (published.length > 0) {
      const at = effectiveAt === undefined || effectiveAt === 'past' ? {} : { effectiveAt };
      const payload: ListingPublished = { channelId, ...at, listings: published };
      facts.push({ kind: 'listing.published', payload, operatorId });
    }
    for (let at = 0; at < entries.length; at += ENTRIES_MAX) {
      const payload: SafetyStockPublished = { channelId, entries: entries.slice(at, at + ENTRIES_MAX) };
      facts.push({ kind: 'safety-stock.published', payload, operatorId });
    }
    return { facts: dryRun ? [] : facts, answer };
  });
}

/** Of one fact. */
const ENTRIES_MAX = 1000;

function keyOf({ variantId, sku }: ListingChange): string {
  return variantId ?? sku ?? '?';
}

async function findNamed(
  db: Kysely<Tables>,
  changes: readonly ListingChange[],
): Promise<(change: ListingChange) => Named | undefined> {
  const ids = changes.flatMap(({ variantId }) => variantId ?? []);
  const skus = changes.flatMap(({ sku }) => sku ?? []);
  const { rows } = await sql<Named>`select variant_id, sku, name from variant
    where variant_id = any(${ids}::text[]) or sku = any(${skus}::text[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.variant_id, row]));
  const bySku = new Map(rows.map((row) => [row.sku, row]));
  return ({ variantId, sku }) => (variantId === undefined ? bySku.get(sku ?? '') : byId.get(variantId));
}
