import { type Kysely, sql } from 'kysely';
import { pageOf } from '#domain/catalog/variant.ts';
import { insertRows, lastOf, unnest } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';

/**
 * Prices as published. `price` has what was in force at the last publication of its store; what comes into force later stands
 * `ahead` in the history until a publication finds that its time has come. Who reads a price of now looks at both.
 */
export async function writePrices(
  db: Kysely<Tables>,
  { prices, withdrawals }: Pick<Effects, 'prices' | 'withdrawals'>,
): Promise<void> {
  const published = lastOf(
    [
      ...prices.map(({ storeId, publishedAt }) => ({ store_id: storeId, at: publishedAt })),
      ...withdrawals.map(({ storeId, at }) => ({ store_id: storeId, at })),
    ],
    ({ store_id }) => store_id,
  );
  if (published.length === 0) return;
  await bringIntoForce(db, published);
  await addPrices(db, prices);
  await withdraw(db, withdrawals);
}

/** What was ahead and whose time has come by the time of the publication. */
async function bringIntoForce(
  db: Kysely<Tables>,
  published: readonly { store_id: string; at: string }[],
): Promise<void> {
  const columns = { store_id: 'text', at: 'timestamptz' } as const;
  const { rows } = await sql<{ store_id: string; variant_id: string; version: number; amount: number }>`
    update price_history set ahead = false from ${unnest(columns, published)} as published (store_id, at)
    where price_history.store_id = published.store_id and ahead and effective_at <= published.at
    returning price_history.store_id, variant_id, version, amount, effective_at`.execute(db);
  if (rows.length === 0) return;
  const { rows: due } = await sql<{ store_id: string; variant_id: string; version: number; amount: number }>`
    select distinct on (store_id, variant_id) store_id, variant_id, version, amount
    from price_history join ${unnest({ store_id: 'text', variant_id: 'text', version: 'int8' } as const, rows)}
      as due (store_id, variant_id, version) using (store_id, variant_id, version)
    order by store_id, variant_id, effective_at desc, version desc`.execute(db);
  await putInForce(db, due, sql`true`);
}

async function addPrices(db: Kysely<Tables>, prices: Effects['prices']): Promise<void> {
  const rows = prices.map(({ storeId, variantId, amount, version, publishedAt, effectiveAt, by }) => ({
    store_id: storeId,
    variant_id: variantId,
    version,
    amount,
    published_at: publishedAt,
    effective_at: effectiveAt,
    published_by: by,
    ahead: effectiveAt !== null,
  }));
  const columns = {
    store_id: 'text',
    variant_id: 'text',
    version: 'int8',
    amount: 'int8',
    published_at: 'timestamptz',
    effective_at: 'timestamptz',
    published_by: 'text',
    ahead: 'boolean',
  } as const;
  await insertRows(db, 'price_history', columns, rows, sql`do nothing`);
  const newest = lastOf(
    rows.filter(({ ahead }) => !ahead).sort((a, b) => a.version - b.version),
    (row) => `${row.store_id}\n${row.variant_id}`,
  );
  await putInForce(db, newest, sql`excluded.version > price.version`);
}

type PriceRow = Pick<Tables['price'], 'store_id' | 'variant_id' | 'version' | 'amount'>;

async function putInForce(db: Kysely<Tables>, rows: readonly PriceRow[], where: ReturnType<typeof sql>) {
  const columns = { store_id: 'text', variant_id: 'text', page: 'int4', version: 'int8', amount: 'int8' } as const;
  const replace = sql`(store_id, variant_id) do update set amount = excluded.amount, version = excluded.version
    where ${where}`;
  const placed = rows.map((row) => ({ ...row, page: pageOf(row.variant_id) }));
  await insertRows(db, 'price', columns, placed, replace);
}

async function withdraw(db: Kysely<Tables>, withdrawals: Effects['withdrawals']): Promise<void> {
  const columns = { store_id: 'text', variant_id: 'text', version: 'int8', at: 'timestamptz', by: 'text' } as const;
  const rows = withdrawals.map(({ storeId, variantId, version, at, by }) => {
    return { store_id: storeId, variant_id: variantId, version, at, by };
  });
  if (rows.length === 0) return;
  await sql`update price_history set ahead = false, withdrawn_at = withdrawn.at, withdrawn_by = withdrawn.by
    from ${unnest(columns, rows)} as withdrawn (store_id, variant_id, version, at, by)
    where price_history.store_id = withdrawn.store_id and price_history.variant_id = withdrawn.variant_id
      and price_history.version = withdrawn.version and ahead`.execute(db);
}
