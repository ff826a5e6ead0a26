import { sql } from 'kysely';
import type { ChannelVariantRow, MappingsAnswer, MappingsRequest } from '#contracts/http/channels.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { lookAtWaiting } from './work-channel.ts';

interface KnownRow {
  external_variant_id: string;
  name: string;
  status: ChannelVariantRow['status'];
  sku: string | null;
}

/** Says of many of a shop system's variants what they are here. What nothing is said of any more is matched when it is read again. */
export async function importMappings(
  context: ServerContext,
  channelId: string,
  { rows, dryRun }: MappingsRequest,
): Promise<MappingsAnswer> {
  const { db } = context;
  const externalIds = rows.map(({ mapping }) => mapping.externalVariantId);
  const { rows: known } = await sql<KnownRow>`
    select external_variant_id, channel_variant.name, status, variant.sku from channel_variant
    left join variant on variant.variant_id = channel_variant.variant_id
    where channel_id = ${channelId} and external_variant_id = any(${externalIds}::text[])`.execute(db);
  const skus = rows.flatMap(({ mapping }) => mapping.sku ?? []);
  const { rows: variants } = await sql<{ variant_id: string; sku: string }>`
    select variant_id, sku from variant where sku = any(${skus}::text[])`.execute(db);
  const answer: MappingsAnswer = { done: [], refused: [] };
  const mapped: string[] = [];
  for (const { line, mapping } of rows) {
    const { externalVariantId, sku } = mapping;
    const row = known.find((one) => one.external_variant_id === externalVariantId);
    const variant = variants.find((one) => one.sku === sku);
    if (!row) {
      answer.refused.push({ line, code: 'not-found', reason: `the shop system has no ${externalVariantId}` });
      continue;
    }
    if (typeof sku === 'string' && !variant) {
      answer.refused.push({ line, code: 'variant-unknown', reason: `there is no product with sku ${sku}` });
      continue;
    }
    const before = { externalVariantId, ...saidOf(row) };
    const changed = before.sku !== sku;
    answer.done.push({ line, name: row.name, before, after: mapping, changed });
    if (dryRun || !changed) continue;
    const status = sku === undefined ? 'unmatched' : sku === null ? 'ignored' : 'chosen';
    await db
      .updateTable('channel_variant')
      .set({ status, variant_id: variant?.variant_id ?? null })
      .where('channel_id', '=', channelId)
      .where('external_variant_id', '=', externalVariantId)
      .execute();
    if (variant) mapped.push(externalVariantId);
  }
  await lookAtWaiting(context, channelId, mapped);
  if (!dryRun && answer.done.some(({ after, changed }) => changed && after.sku === undefined)) {
    await db.updateTable('channel_state').set({ variants_at: null }).where('channel_id', '=', channelId).execute();
  }
  return answer;
}

/** What a person said of it; nothing where it was matched, or not. */
function saidOf({ status, sku }: KnownRow): { sku?: string | null } {
  if (status === 'ignored') return { sku: null };
  return status === 'chosen' && sku !== null ? { sku } : {};
}
