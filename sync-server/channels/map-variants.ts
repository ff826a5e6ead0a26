import { type Kysely, sql } from 'kysely';
import type { ChannelOrder } from '#domain/fulfilment/channel-order.ts';
import type { MappedVariant } from '#domain/fulfilment/compare-channel-order.ts';
import { type Findable, gtin14, matchVariant, type SoldElsewhere } from '#domain/fulfilment/match-variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { ExternalVariant } from './channel-port.ts';

/** What each of a shop system's variants is here, as far as anybody knows. */
export type VariantMap = ReadonlyMap<string, MappedVariant>;

/**
 * Notes variants of a shop system, and what each is here. What a person chose, or left alone, stays. Answers those that were not mapped
 * before and are now.
 */
export async function noteVariants(
  db: Kysely<Tables>,
  channelId: string,
  seen: readonly ExternalVariant[],
  at: string,
): Promise<string[]> {
  if (seen.length === 0) return [];
  const candidates = await findCandidates(db, seen);
  const ids = seen.map(({ externalVariantId }) => externalVariantId);
  const before = new Map(
    (
      await db
        .selectFrom('channel_variant')
        .select(['external_variant_id', 'status', 'variant_id'])
        .where('channel_id', '=', channelId)
        .where('external_variant_id', '=', sql<string>`any(${ids}::text[])`)
        .execute()
    ).map((row) => [row.external_variant_id, row]),
  );
  const mapped: string[] = [];
  for (const one of new Map(seen.map((each) => [each.externalVariantId, each])).values()) {
    const known = before.get(one.externalVariantId);
    const isDecided = known?.status === 'chosen' || known?.status === 'ignored';
    const match = matchVariant(one, candidates);
    const variantId = isDecided ? known.variant_id : match.status === 'matched' ? match.variantId : null;
    const row = {
      external_product_id: one.externalProductId,
      sku: one.sku ?? null,
      gtin: gtin14(one.gtin),
      name: one.name.slice(0, 500),
      status: isDecided ? known.status : match.status,
      variant_id: variantId,
      seen_at: at,
    };
    await db
      .insertInto('channel_variant')
      .values({ channel_id: channelId, external_variant_id: one.externalVariantId, ...row })
      .onConflict((conflict) => conflict.columns(['channel_id', 'external_variant_id']).doUpdateSet(row))
      .execute();
    if (variantId !== null && known?.variant_id !== variantId) mapped.push(one.externalVariantId);
  }
  return mapped;
}

/** What the lines of an order are here. A line whose variant was not seen before is noted. */
export async function mapLines(
  db: Kysely<Tables>,
  channelId: string,
  { lines }: ChannelOrder,
  at: string,
): Promise<VariantMap> {
  const seen = lines.map((line): ExternalVariant => {
    const { externalVariantId, sku, gtin, name } = line;
    return {
      ...{ externalVariantId, externalProductId: externalVariantId, name },
      ...(sku ? { sku } : {}),
      ...(gtin ? { gtin } : {}),
    };
  });
  const ids = seen.map(({ externalVariantId }) => externalVariantId);
  const known = await readMapped(db, channelId, ids);
  const fresh = seen.filter(({ externalVariantId }) => !known.has(externalVariantId));
  if (fresh.length === 0) return known;
  await noteVariants(db, channelId, fresh, at);
  return readMapped(db, channelId, ids);
}

async function readMapped(db: Kysely<Tables>, channelId: string, ids: readonly string[]): Promise<VariantMap> {
  const rows = await db
    .selectFrom('channel_variant')
    .innerJoin('variant', 'variant.variant_id', 'channel_variant.variant_id')
    .select([
      'external_variant_id',
      'variant.variant_id',
      'variant.sku',
      'variant.name',
      'unit',
      'tax_category',
      'rules',
    ])
    .where('channel_id', '=', channelId)
    .where('external_variant_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.external_variant_id,
      {
        variantId: row.variant_id,
        sku: row.sku,
        name: row.name,
        unit: row.unit,
        taxCategory: row.tax_category,
        ...(row.rules?.minimumAge === undefined ? {} : { minimumAge: row.rules.minimumAge }),
      },
    ]),
  );
}

async function findCandidates(db: Kysely<Tables>, seen: readonly SoldElsewhere[]): Promise<Findable[]> {
  const skus = seen.flatMap(({ sku }) => (sku?.trim() ? [sku.trim()] : []));
  const gtins = seen.flatMap(({ gtin }) => gtin14(gtin) ?? []);
  const rows = await db
    .selectFrom('variant')
    .select(['variant_id', 'sku', 'gtins'])
    .where('archived', '=', false)
    .where((where) =>
      where.or([where('sku', '=', sql<string>`any(${skus}::text[])`), sql<boolean>`gtins && ${gtins}::text[]`]),
    )
    .execute();
  return rows.map(({ variant_id, sku, gtins: own }) => ({ variantId: variant_id, sku, gtins: own }));
}
