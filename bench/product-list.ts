import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { ProductQuery } from '#contracts/http/catalogue.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { openServer } from '#sync-server/server.ts';
import { readProductList } from '#sync-server/views/product-list.ts';
import { createDatabase, openTestPostgres } from '#tests/fixtures/postgres.ts';
import { fillTestShop, STORE } from '#tests/fixtures/test-shop.ts';
import { type Spread, spreadOf } from './spread.ts';

const PRODUCTS = 100_000;
const ROUNDS = 20;

const QUESTIONS: Readonly<Record<string, ProductQuery>> = {
  'first window by name': {},
  'window 50,000 by name': { offset: 50_000 },
  'search, 20,000 found': { search: 'lantern' },
  'search, none found': { search: 'nothing at all' },
  'first window by category': { sort: 'category' },
  'first window by price': { sort: 'price' },
  'window 50,000 by price': { sort: 'price', offset: 50_000 },
  'first window by on hand': { sort: 'on-hand' },
  'latest changes': { sort: 'changed', descending: true },
};

export interface ListFigures {
  /** Milliseconds per question. */
  questions: Record<string, Spread>;
  /** The yardstick: one bare look at every product. */
  scan: Spread;
}

/** How long the product list of 100,000 products takes to answer, on PostgreSQL where it is there, and embedded. */
export async function productList(): Promise<Record<string, ListFigures>> {
  const embedded = await onDatabase();
  const postgres = await openTestPostgres();
  if (typeof postgres === 'string') return { embedded };
  try {
    return { embedded, postgresql: await onDatabase(postgres.url) };
  } finally {
    await postgres.stop();
  }
}

async function onDatabase(url?: string): Promise<ListFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'product-list-'));
  const database = url ? await createDatabase(url) : undefined;
  const server = await openServer({ dataDir: folder, port: 0, databaseUrl: database?.url });
  try {
    const { db, now } = server.context;
    await fillTestShop(server.context);
    await fill(db);
    const scan = await measured(() => sql`select count(*) from variant where search like '%zzz%'`.execute(db));
    const questions: Record<string, Spread> = {};
    for (const [name, query] of Object.entries(QUESTIONS)) {
      questions[name] = await measured(() => readProductList(db, { storeId: STORE, now: now() }, query));
    }
    return { questions, scan };
  } finally {
    await server.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured(ask: () => Promise<unknown>): Promise<Spread> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  return spreadOf(times);
}

/** Products with two names and prices in two stores, one in twenty with another price ahead. */
async function fill(db: Kysely<Tables>): Promise<void> {
  await sql`insert into variant
      (variant_id, page, product_id, sku, name, names, gtins, category_id, unit, tax_category, changed_at)
    select 'v' || i, i % 256, 'v' || i, 'SKU-' || i * 7919 % ${PRODUCTS}::int,
      md5(i::text) || ' ' || (array['mug','plate','candle','hanger','lantern'])[1 + i % 5],
      jsonb_build_object('zh-CN', '商品' || i), array[lpad(i::text, 14, '0')], (array['teas', 'cups'])[1 + i % 2],
      'each', 'standard', now() - i * interval '1 second'
    from generate_series(1, ${PRODUCTS}::int) as i`.execute(db);
  await sql`insert into price (store_id, variant_id, page, amount, version)
    select store_id, 'v' || i, i % 256, i * 31 % 9999, 1 from store, generate_series(1, ${PRODUCTS}::int) as i`.execute(
    db,
  );
  await sql`insert into price_history (store_id, variant_id, version, amount, published_at, effective_at, ahead)
    select ${STORE}, 'v' || i, 2, 5, now(), now() + i % 3 * interval '1 day', true
    from generate_series(1, ${PRODUCTS}::int, 20) as i`.execute(db);
  await sql`insert into stock (location_id, variant_id, page, on_hand)
    select location_id, 'v' || i, i % 256, i % 50 from store, generate_series(1, ${PRODUCTS}::int) as i
    where store_id = ${STORE}`.execute(db);
  await sql`vacuum analyze`.execute(db);
}
