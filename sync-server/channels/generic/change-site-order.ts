import type { Kysely } from 'kysely';
import type { ChannelOrder } from '#domain/fulfilment/channel-order.ts';
import { orderAllows } from '#domain/fulfilment/order-state.ts';
import { decideOrder } from '#sync-server/channels/book-channel-order.ts';
import { type Channel, orderIdOf } from '#sync-server/channels/read-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { appendTo, type KeptDraft } from '#sync-server/ingest/append-facts.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';
import { keepSiteOrder, readSiteOrder } from './generic-orders.ts';

/** Why a site's request is not done. */
export type SiteFault =
  | 'not-found'
  | 'request-repeated'
  | 'order-too-far'
  | 'variant-unknown'
  | 'price-missing'
  | 'body-invalid';

/** What a request makes of an order: as it is from now on (undefined: as it was), and facts that go with it. */
export type SiteDecision =
  | { ok: true; order?: ChannelOrder; more?: readonly KeptDraft[] }
  | { ok: false; code: SiteFault; detail: string };

export interface SiteOrderNow {
  db: Kysely<Tables>;
  /** As the site has it; undefined where it placed none such. */
  order: ChannelOrder | undefined;
  /** Whether its states allow an action; of one that is not placed everything is. */
  allows(action: 'amend' | 'cancel' | 'ask-return'): boolean;
  /** When this happens: after all that happened to it before. */
  at: string;
}

export interface SiteRequest {
  orderRef: string;
  /** What names the request; null where doing it again changes nothing. */
  key: string | null;
  body: unknown;
}

/**
 * Does what a site asks of an order, once for each key: its own state of it, what is known of it, and the facts that follow are written in one
 * transaction. The same key with another request is refused.
 */
export async function changeSiteOrder(
  context: ServerContext,
  channel: Channel,
  { orderRef, key, body }: SiteRequest,
  decide: (now: SiteOrderNow) => Promise<SiteDecision>,
): Promise<{ ok: true } | { ok: false; code: SiteFault; detail: string }> {
  const { channelId } = channel;
  type Answer = { ok: true } | { ok: false; code: SiteFault; detail: string };
  const { answer } = await appendTo<Answer>(context, channel, async (tx) => {
    const hash = hashOfText(JSON.stringify([orderRef, body]));
    const repeated = key === null ? null : await requestOf(tx, channelId, key);
    if (repeated) return { facts: [], answer: repeated === hash ? { ok: true } : REPEATED };
    const order = await readSiteOrder(tx.db, channelId, orderRef);
    const states = await statesOf(tx.db, orderIdOf(channelId, orderRef));
    const at = laterThan(order?.updatedAt, context.now());
    const allows: SiteOrderNow['allows'] = (action) => !states || orderAllows(action, states);
    const decided = await decide({ db: tx.db, order, allows, at });
    if (!decided.ok) return { facts: [], answer: decided };
    if (key !== null) await noteRequest(tx, { channelId, key, hash, at });
    const changed = decided.order && { ...decided.order, updatedAt: at };
    if (changed) await keepSiteOrder(tx.db, context, channelId, changed);
    const followed = changed ? (await decideOrder(context, tx, channel, changed)).facts : [];
    return { facts: [...followed, ...(decided.more ?? [])], answer: { ok: true } };
  });
  return answer;
}

const REPEATED = {
  ok: false,
  code: 'request-repeated',
  detail: 'this idempotency key named another request before',
} as const;

/** The time of a change: never that of one before, so that the order of changes shows. */
function laterThan(before: string | undefined, now: Date): string {
  const earliest = before === undefined ? 0 : Date.parse(before) + 1;
  return new Date(Math.max(now.getTime(), earliest)).toISOString();
}

async function requestOf({ db }: SqlIngestTransaction, channelId: string, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('channel_request')
    .select('request_hash')
    .where('channel_id', '=', channelId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return row?.request_hash;
}

async function noteRequest(
  { db }: SqlIngestTransaction,
  { channelId, key, hash, at }: { channelId: string; key: string; hash: string; at: string },
): Promise<void> {
  const row = { channel_id: channelId, idempotency_key: key, request_hash: hash, at };
  await db.insertInto('channel_request').values(row).execute();
}

async function statesOf(db: Kysely<Tables>, orderId: string) {
  const row = await db
    .selectFrom('online_order')
    .select(['fulfilment_state', 'payment_state', 'return_state'])
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  return row && { fulfilment: row.fulfilment_state, payment: row.payment_state, return: row.return_state };
}
