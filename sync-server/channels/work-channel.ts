import { sql } from 'kysely';
import type { ServerContext } from '#sync-server/context.ts';
import { tellAgain } from './channel-goods.ts';
import type { ChannelConnector, ChannelFault } from './channel-port.ts';
import { readSecret } from './channel-secrets.ts';
import { askToLook, noteFault, noteWell, readState } from './channel-state.ts';
import { sendEvents } from './generic/send-events.ts';
import { lookAtDue, reconcile } from './look-at-orders.ts';
import { noteVariants } from './map-variants.ts';
import type { Channel } from './read-channel.ts';
import { tellListings } from './tell-listings.ts';
import { tellOutbox } from './tell-outbox.ts';
import { stockToken, tellStock } from './tell-stock.ts';

/** How often each is done at most, in milliseconds. */
export interface WorkTimes {
  reconcileMs: number;
  stockMs: number;
  variantsMs: number;
}

export const WORK_TIMES: WorkTimes = { reconcileMs: 60_000, stockMs: 10_000, variantsMs: 3_600_000 };

/** When all of a channel's stock was last looked at, and what it stood at then (`stockToken`). */
export interface StockTold {
  at: number;
  all: number;
  token: string;
}

export const NEVER_TOLD: StockTold = { at: Number.NEGATIVE_INFINITY, all: Number.NEGATIVE_INFINITY, token: '' };
/** However little changed: registers are silent for longer. */
const STOCK_ALL_MS = 300_000;
const DAY_MS = 86_400_000;
const KEPT_DAYS = { deliveries: 7, requests: 30, events: 30 };
const VARIANT_PAGES = 100;

/**
 * Does once what is due of a channel, in this order: looks at orders that a webhook named, tells what happened to orders, reads what
 * changed meanwhile, reads products, tells what is offered and what of it may be sold. The first answer that its shop system does not give ends it: then it is left alone
 * for a while.
 */
export async function workChannel(
  context: ServerContext,
  channel: Channel,
  connector: ChannelConnector,
  stockTold: StockTold,
  times: WorkTimes = WORK_TIMES,
): Promise<void> {
  const { db, now } = context;
  const { channelId } = channel;
  const state = await readState(db, channelId);
  const isSince = (at: Date | null, ms: number) => now().getTime() - (at?.getTime() ?? Number.NEGATIVE_INFINITY) >= ms;
  if (state.retry_at && state.retry_at > now()) return;
  const steps: (() => Promise<ChannelFault | null>)[] = [
    () => lookAtDue(context, channel, connector),
    () => tellOutbox(context, channel, connector),
  ];
  if (isSince(state.reconciled_at, times.reconcileMs)) {
    steps.push(async () => (await reconcile(context, channel, connector, state.cursor)).fault);
  }
  if (isSince(state.variants_at, times.variantsMs)) steps.push(() => readVariants(context, channel, connector));
  if (now().getTime() - stockTold.at >= times.stockMs)
    steps.push(() => tellChanged(context, channel, connector, stockTold));
  for (const step of steps) {
    const fault = await step();
    if (fault) return noteFault(db, channelId, fault, now());
  }
  await noteWell(db, channelId, now());
  if (channel.published.kind === 'generic') await sendToSite(context, channel);
  if (isSince(state.variants_at, times.variantsMs)) await cleanUp(context, channelId);
}

/** Tells what is offered and what of it may be sold, where anything changed that it follows from. */
async function tellChanged(
  context: ServerContext,
  channel: Channel,
  connector: ChannelConnector,
  told: StockTold,
): Promise<ChannelFault | null> {
  const at = context.now().getTime();
  const token = await stockToken(context.db, channel, context.now());
  told.at = at;
  if (token === told.token && at - told.all < STOCK_ALL_MS) return null;
  const fault = (await tellListings(context, channel, connector)) ?? (await tellStock(context, channel, connector));
  if (!fault) Object.assign(told, { all: at, token: await stockToken(context.db, channel, context.now()) });
  return fault;
}

/** Notes all variants of the shop system, and looks anew at orders whose lines are known now. */
async function readVariants(
  context: ServerContext,
  { channelId }: Channel,
  connector: ChannelConnector,
): Promise<ChannelFault | null> {
  const { db, now } = context;
  const at = now().toISOString();
  let cursor: string | null = null;
  for (let page = 0; page < VARIANT_PAGES; page++) {
    const answer = await connector.variantsSince(cursor);
    if (!answer.ok) return answer.fault;
    const mapped = await noteVariants(db, channelId, answer.value.variants, at);
    await lookAtWaiting(context, channelId, mapped);
    cursor = answer.value.cursor;
    if (cursor === null) break;
  }
  await db.updateTable('channel_state').set({ variants_at: at }).where('channel_id', '=', channelId).execute();
  return null;
}

/**
 * Variants of a shop system that are something here now: orders that wait for them are looked at anew, and what they are is told again,
 * which under another name was told before.
 */
export async function lookAtWaiting(
  context: Pick<ServerContext, 'db' | 'now'>,
  channelId: string,
  externalVariantIds: readonly string[],
): Promise<void> {
  if (externalVariantIds.length === 0) return;
  const { db, now } = context;
  const known = await db
    .selectFrom('channel_variant')
    .select('variant_id')
    .where('channel_id', '=', channelId)
    .where('external_variant_id', '=', sql<string>`any(${[...externalVariantIds]}::text[])`)
    .execute();
  const variantIds = known.flatMap(({ variant_id }) => variant_id ?? []);
  await tellAgain(context, channelId, variantIds);
  const { rows } = await sql<{ channel_order_id: string }>`
    select distinct channel_order_id from channel_order, jsonb_array_elements(unmapped) as line
    where channel_id = ${channelId} and line ->> 'externalVariantId' = any(${[...externalVariantIds]}::text[])`.execute(
    db,
  );
  const ids = rows.map(({ channel_order_id }) => channel_order_id);
  await askToLook(db, channelId, ids, now().toISOString());
}

async function sendToSite(context: ServerContext, { channelId }: Channel): Promise<void> {
  const { db } = context;
  const secret = await readSecret(db, context, channelId);
  const url = secret?.kind === 'generic' ? secret.webhookUrl : null;
  if (secret?.kind === 'generic' && url !== null) {
    await sendEvents(context, channelId, { url, secret: secret.webhookSecret });
    return;
  }
  // Nobody is to be told: whoever asks for events still finds them.
  await db
    .updateTable('channel_event')
    .set({ due_at: null })
    .where('channel_id', '=', channelId)
    .where('due_at', 'is not', null)
    .execute();
}

async function cleanUp({ db, now }: ServerContext, channelId: string): Promise<void> {
  const before = (days: number) => sql<Date>`${new Date(now().getTime() - days * DAY_MS).toISOString()}::timestamptz`;
  const { deliveries, requests, events } = KEPT_DAYS;
  await db
    .deleteFrom('channel_delivery')
    .where('channel_id', '=', channelId)
    .where('at', '<', before(deliveries))
    .execute();
  await db.deleteFrom('channel_event').where('channel_id', '=', channelId).where('at', '<', before(events)).execute();
  await db
    .deleteFrom('channel_request')
    .where('channel_id', '=', channelId)
    .where('idempotency_key', 'not like', 'place %')
    .where('at', '<', before(requests))
    .execute();
}
