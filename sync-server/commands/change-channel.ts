import type { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import type { ChannelAnswer, ChannelChange } from '#contracts/http/channels.ts';
import { keepSecret } from '#sync-server/channels/channel-secrets.ts';
import { receiptSeriesOf } from '#sync-server/commands/enrol-register.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

type Decided = { facts: readonly ServerDraft[]; answer: ChannelAnswer };

/**
 * Makes or changes a channel, from the revision that was seen. A new one is a register of its store whose journal the server keeps. What
 * its shop system is signed in to with is sealed and stands in no fact.
 */
export function changeChannel(
  context: ServerContext,
  channelId: string,
  { revision, channel, secret }: ChannelChange,
  operatorId: string | null,
): Promise<ChannelAnswer> {
  return appendFacts<ChannelAnswer>(context, async (tx): Promise<Decided> => {
    const known = await channelOf(tx, channelId);
    if ((known?.revision ?? 0) !== revision) {
      return answered({ ok: false, now: known ?? null, revision: known?.revision ?? 0 });
    }
    const fault = await faultOf(tx, channel, known, secret);
    if (fault) return answered({ ok: false, fault });
    const at = context.now().toISOString();
    if (secret) await keepSecret(tx.db, context, { channelId, secret, at });
    const journal = known
      ? { journalId: known.journalId, facts: [] }
      : await journalOf(context, tx, channelId, channel);
    const payload: ChannelPublished = {
      ...channel,
      ...{ channelId, journalId: journal.journalId, revision: revision + 1 },
    };
    if (known && isSame({ ...payload, revision }, known)) return answered({ ok: true, revision });
    return {
      facts: [...journal.facts, { kind: 'channel.published', payload, operatorId }],
      answer: { ok: true, revision: revision + 1 },
    };
  });
}

function answered(answer: ChannelAnswer): Decided {
  return { facts: [], answer };
}

async function channelOf({ db }: SqlIngestTransaction, channelId: string): Promise<ChannelPublished | undefined> {
  const row = await db.selectFrom('channel').select('channel').where('channel_id', '=', channelId).executeTakeFirst();
  return row?.channel;
}

async function faultOf(
  { db }: SqlIngestTransaction,
  { kind, storeId, locationIds, url }: ChannelChange['channel'],
  known: ChannelPublished | undefined,
  secret: ChannelChange['secret'],
): Promise<string | null> {
  if (known && (known.kind !== kind || known.storeId !== storeId)) return 'channel-kind-stays';
  if (secret && secret.kind !== kind) return 'channel-secret-invalid';
  const needsUrl = kind === 'woocommerce' || kind === 'shopify';
  if (needsUrl && !isShopUrl(url)) return 'channel-url-invalid';
  const stores = await db.selectFrom('store').select(['store_id', 'location_id']).execute();
  if (!stores.some(({ store_id }) => store_id === storeId)) return 'not-found';
  const isElsewhere = locationIds.some((id) => !stores.some(({ location_id }) => location_id === id));
  return isElsewhere ? 'not-found' : null;
}

/** A shop system is reached by TLS: keys and customers' addresses travel. On the machine itself it may be plain. */
function isShopUrl(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false;
  const { protocol, hostname, username } = new URL(url);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return username === '' && (protocol === 'https:' || (protocol === 'http:' && isLocal));
}

/** The journal of a new channel, as that of a device without a host. */
async function journalOf(
  context: ServerContext,
  { db }: SqlIngestTransaction,
  channelId: string,
  { storeId, name }: ChannelChange['channel'],
): Promise<{ journalId: string; facts: ServerDraft[] }> {
  const journalId = context.newId();
  const { publicKey } = await db
    .selectFrom('journal')
    .select('public_key as publicKey')
    .where('journal_id', '=', context.keys.journalId)
    .executeTakeFirstOrThrow();
  const taken = await db.selectFrom('journal').select('receipt_series').execute();
  const registerId = `${channelId}-web`;
  const receiptSeries = receiptSeriesOf(registerId, 1, new Set(taken.map(({ receipt_series }) => receipt_series)));
  const payload = { registerId, storeId, name, journalId, incarnation: 1, receiptSeries, publicKey };
  return { journalId, facts: [{ kind: 'register.enrolled', payload: { ...payload, hostless: true } }] };
}
