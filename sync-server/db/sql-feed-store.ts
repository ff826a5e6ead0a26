import { type Kysely, sql } from 'kysely';
import { readCountPlans } from '#sync-server/db/read-counts.ts';
import { readParkedCarts } from '#sync-server/db/read-parked-carts.ts';
import { readCategory, readVariant, VARIANT_COLUMNS } from '#sync-server/db/read-variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readProfiles } from '#sync-server/db/vault.ts';
import { SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';
import type { FeedSnapshot, FeedStore } from '#sync-server/views/feed-store.ts';

/** Pulling's storage in PostgreSQL or PGlite. */
export function sqlFeedStore(db: Kysely<Tables>): FeedStore {
  return {
    snapshot: (work) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((tx) => work(feedSnapshot(tx))),
  };
}

function feedSnapshot(db: Kysely<Tables>): FeedSnapshot {
  return {
    async position(feed) {
      const row = await db.selectFrom('feed').select('position').where('feed', '=', feed).executeTakeFirst();
      return row?.position ?? 0;
    },
    async nonceAt(feed, position) {
      const row = await db
        .selectFrom('feed_nonce')
        .select('nonce')
        .where('feed', '=', feed)
        .where('position', '>=', position)
        .orderBy('position')
        .limit(1)
        .executeTakeFirst();
      return row?.nonce;
    },
    documentsAfter(feed, position, limit) {
      return db
        .selectFrom('feed_document')
        .select(['id', 'kind', 'position', 'deleted'])
        .where('feed', '=', feed)
        .where('position', '>', position)
        .$if(position === 0, (query) => query.where('deleted', '=', false))
        .orderBy('position')
        .limit(limit)
        .execute();
    },
    async countAfter(feed, position) {
      const { count } = await db
        .selectFrom('feed_document')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('feed', '=', feed)
        .where('position', '>', position)
        .executeTakeFirstOrThrow();
      return count;
    },
    async marks(storeId) {
      const rows = await db
        .selectFrom('journal')
        .select(['journal_id', 'watermark'])
        .where('store_id', 'in', [storeId, SERVER_STORE])
        .execute();
      return Object.fromEntries(rows.map(({ journal_id, watermark }) => [journal_id, watermark]));
    },
    ...catalogueOf(db),
    ...storeOf(db),
    members: (memberIds) => membersOf(db, memberIds),
    parkedCarts: (parkIds) => readParkedCarts(db, parkIds),
    countPlans: (countIds) => readCountPlans(db, countIds),
  };
}

function catalogueOf(db: Kysely<Tables>): Pick<FeedSnapshot, 'variants' | 'categories'> {
  return {
    async variants(pages) {
      const rows = await db
        .selectFrom('variant')
        .select(VARIANT_COLUMNS)
        .where('page', '=', sql<number>`any(${[...pages]}::int4[])`)
        .orderBy('variant_id')
        .execute();
      return rows.map(readVariant);
    },
    async categories() {
      const rows = await db.selectFrom('category').selectAll().orderBy('category_id').execute();
      return rows.map(readCategory);
    },
  };
}

function storeOf(db: Kysely<Tables>): Pick<FeedSnapshot, 'prices' | 'lows' | 'stock' | 'watermarks'> {
  return {
    async prices(storeId, pages) {
      const rows = await db
        .selectFrom('price')
        .select(['variant_id', 'amount', 'version'])
        .where('store_id', '=', storeId)
        .where('page', '=', sql<number>`any(${[...pages]}::int4[])`)
        .orderBy('variant_id')
        .execute();
      return rows.map(({ variant_id, amount, version }) => ({ variantId: variant_id, amount, version }));
    },
    lows: (storeId, pages, since) => lowsOf(db, storeId, pages, since),
    async stock(storeId, pages, variantIds) {
      const rows = await db
        .selectFrom('stock')
        .innerJoin('store', 'store.location_id', 'stock.location_id')
        .select(['variant_id', 'on_hand', 'committed'])
        .where('store_id', '=', storeId)
        .where((where) =>
          where.or([
            where('page', '=', sql<number>`any(${[...pages]}::int4[])`),
            where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`),
          ]),
        )
        .orderBy('variant_id')
        .execute();
      return rows.map(({ variant_id, on_hand, committed }) => ({ variantId: variant_id, onHand: on_hand, committed }));
    },
    async watermarks(journalIds) {
      const rows = await db
        .selectFrom('journal')
        .select(['journal_id', 'register_id', 'watermark'])
        .where('journal_id', 'in', [...journalIds])
        .execute();
      return rows.map((row) => ({ journalId: row.journal_id, registerId: row.register_id, seq: row.watermark }));
    },
  };
}

/** Of every variant of the pages whose price was lower at or after `since` than it is now: the lowest. */
async function lowsOf(db: Kysely<Tables>, storeId: string, pages: readonly number[], since: string) {
  const { rows } = await sql<{ variant_id: string; low: number }>`
    select price.variant_id, min(past.amount) as low
    from price join price_history as past on past.store_id = price.store_id and past.variant_id = price.variant_id
      and past.version < price.version and past.amount < price.amount
    where price.store_id = ${storeId} and price.page = any(${[...pages]}::int4[])
      and (past.published_at >= ${since}::timestamptz or past.version = (
        select max(version) from price_history as before where before.store_id = price.store_id
          and before.variant_id = price.variant_id and before.published_at < ${since}::timestamptz))
    group by price.variant_id order by price.variant_id`.execute(db);
  return rows.map(({ variant_id, low }) => ({ variantId: variant_id, amount: low }));
}

/** Cards with the least data: a member whose profile was erased shows by the card's number. */
async function membersOf(db: Kysely<Tables>, memberIds: readonly string[]) {
  const rows = await db
    .selectFrom('member')
    .selectAll()
    .where('member_id', 'in', [...memberIds])
    .execute();
  const profiles = await readProfiles(
    db,
    rows.map(({ subject_id }) => subject_id),
  );
  return rows.map(({ member_id, subject_id, card_number }) => ({
    memberId: member_id,
    name: profiles.get(subject_id)?.name ?? card_number,
    cardNumber: card_number,
  }));
}
