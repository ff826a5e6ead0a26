import type { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import { receiptSeriesOf } from '#sync-server/commands/enrol-register.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

/** A channel as somebody wants it; its journal and its revision are the server's. */
export type ChannelDraft = Omit<ChannelPublished, 'journalId' | 'revision'>;

export type PublishChannelResult =
  | { ok: true; channel: ChannelPublished }
  | { ok: false; code: 'conflict'; now: ChannelPublished }
  | { ok: false; code: 'store-unknown' };

/**
 * Publishes a channel, whole, from the revision that its author had seen (0: a new one). A new channel gets a register of its store,
 * whose journal the server keeps: what it sells stands there as the tickets of any till do. Its store stays what it is.
 */
export function publishChannel(
  context: ServerContext,
  draft: ChannelDraft,
  { baseRevision = 0, operatorId = null }: { baseRevision?: number; operatorId?: string | null } = {},
): Promise<PublishChannelResult> {
  return appendFacts<PublishChannelResult>(context, async (tx) => {
    const before = await tx.db
      .selectFrom('channel')
      .select('channel')
      .where('channel_id', '=', draft.channelId)
      .executeTakeFirst();
    const revision = before?.channel.revision ?? 0;
    if (before && revision !== baseRevision) {
      return { facts: [], answer: { ok: false, code: 'conflict', now: before.channel } };
    }
    const store = await tx.db
      .selectFrom('store')
      .select('store_id')
      .where('store_id', '=', before?.channel.storeId ?? draft.storeId)
      .executeTakeFirst();
    if (!store) return { facts: [], answer: { ok: false, code: 'store-unknown' } };
    const journalId = before?.channel.journalId ?? context.newId();
    const channel = { ...draft, storeId: store.store_id, journalId, revision: revision + 1 };
    const published: ServerDraft = { kind: 'channel.published', payload: channel, operatorId };
    const enrolled = before ? [] : [await registerOf(context, tx, channel)];
    return { facts: [...enrolled, published], answer: { ok: true, channel } };
  });
}

/** The register that a channel is; it signs with the server's own key. */
async function registerOf(
  context: ServerContext,
  { db }: SqlIngestTransaction,
  { storeId, name, journalId }: ChannelPublished,
): Promise<ServerDraft> {
  const { public_key: publicKey } = await db
    .selectFrom('journal')
    .select('public_key')
    .where('journal_id', '=', context.keys.journalId)
    .executeTakeFirstOrThrow();
  const registers = await db.selectFrom('register').select('register_id').execute();
  const inUse = new Set(registers.map(({ register_id }) => register_id));
  let number = 1;
  while (inUse.has(`${storeId}-W${number}`)) number++;
  const registerId = `${storeId}-W${number}`;
  const taken = await db.selectFrom('journal').select('receipt_series').execute();
  const series = new Set(taken.map(({ receipt_series }) => receipt_series));
  const receiptSeries = receiptSeriesOf(registerId, 1, series);
  const payload = { registerId, storeId, name, journalId, incarnation: 1, receiptSeries, publicKey };
  return { kind: 'register.enrolled', payload: { ...payload, hostless: true } };
}
