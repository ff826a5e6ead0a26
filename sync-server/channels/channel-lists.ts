import { type Kysely, sql } from 'kysely';
import type { ChannelVariantList, ChannelVariantRow } from '#contracts/http/channels.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { lookAtWaiting } from './work-channel.ts';

const ROWS_MAX = 200;

/** Variants of a shop system by their ids, and how many lines of orders wait for each; only those of a status where one is named. */
export async function readChannelVariants(
  db: Kysely<Tables>,
  channelId: string,
  { status, after = '' }: { status?: string | undefined; after?: string | undefined },
): Promise<ChannelVariantList> {
  const { rows } = await sql<{
    external_variant_id: string;
    external_product_id: string;
    sku: string | null;
    gtin: string | null;
    name: string;
    status: ChannelVariantRow['status'];
    variant_id: string | null;
    waiting: number;
  }>`
    with waiting as (
      select line ->> 'externalVariantId' as id, count(*)::int8 as lines
      from channel_order, jsonb_array_elements(unmapped) as line where channel_id = ${channelId} group by 1)
    select external_variant_id, external_product_id, sku, gtin, name, status, variant_id, coalesce(lines, 0) as waiting
    from channel_variant left join waiting on waiting.id = external_variant_id
    where channel_id = ${channelId} and external_variant_id > ${after}
      and (${status ?? null}::text is null or status = ${status ?? null})
    order by external_variant_id
    limit ${ROWS_MAX + 1}`.execute(db);
  const shown = rows.slice(0, ROWS_MAX).map((row) => ({
    externalVariantId: row.external_variant_id,
    externalProductId: row.external_product_id,
    ...{ sku: row.sku, gtin: row.gtin, name: row.name, status: row.status },
    ...{ variantId: row.variant_id, waiting: row.waiting },
  }));
  return { variants: shown, more: rows.length > ROWS_MAX };
}

/**
 * Says what a shop system's variant is here; null: nothing, it is left alone. Orders that wait for it are looked at anew. Answers why
 * not: there is no such variant, there or here.
 */
export async function chooseVariant(
  context: ServerContext,
  channelId: string,
  { externalVariantId, variantId }: { externalVariantId: string; variantId: string | null },
): Promise<'done' | 'not-found' | 'variant-unknown'> {
  const { db } = context;
  if (variantId !== null) {
    const variant = db.selectFrom('variant').select('variant_id').where('variant_id', '=', variantId);
    if (!(await variant.executeTakeFirst())) return 'variant-unknown';
  }
  const changed = await db
    .updateTable('channel_variant')
    .set({ status: variantId === null ? 'ignored' : 'chosen', variant_id: variantId })
    .where('channel_id', '=', channelId)
    .where('external_variant_id', '=', externalVariantId)
    .returning('external_variant_id')
    .execute();
  if (changed.length === 0) return 'not-found';
  if (variantId !== null) await lookAtWaiting(context, channelId, [externalVariantId]);
  return 'done';
}
