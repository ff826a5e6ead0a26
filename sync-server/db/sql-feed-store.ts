import { type Kysely, sql } from 'kysely';
import { shownName } from '#domain/member/profile.ts';
import { readCountPlans } from '#sync-server/db/read-counts.ts';
import { readFulfilmentViews } from '#sync-server/db/read-fulfilments.ts';
import { readMemberPoints } from '#sync-server/db/read-member-points.ts';
import { readParkedCarts } from '#sync-server/db/read-parked-carts.ts';
import { readCustomerGroupViews, readPriceListPages, readPriceListViews } from '#sync-server/db/read-price-lists.ts';
import { readPricePages } from '#sync-server/db/read-price-pages.ts';
import { readSaleStopViews } from '#sync-server/db/read-sale-stops.ts';
import { readCategory, readVariant, VARIANT_COLUMNS } from '#sync-server/db/read-variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readProfiles } from '#sync-server/db/vault.ts';
import { SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';
import type { FeedSnapshot, FeedStore } from '#sync-server/views/feed-store.ts';
import type { MemberCard } from '#sync-server/views/render.ts';

/** Pulling's storage in PostgreSQL or PGlite. */
export function sqlFeedStore(db: Kysely<Tables>, now: () => Date): FeedStore {
  return {
    snapshot: (work) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((tx) => work(feedSnapshot(tx, now))),
  };
}

function feedSnapshot(db: Kysely<Tables>, now: () => Date): FeedSnapshot {
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
    members: (memberIds) => membersOf(db, memberIds, now()),
    parkedCarts: (parkIds) => readParkedCarts(db, parkIds),
    countPlans: (countIds) => readCountPlans(db, countIds),
    fulfilments: (storeId, fulfilmentIds) => readFulfilmentViews(db, storeId, fulfilmentIds),
    saleStops: (stopIds) => readSaleStopViews(db, stopIds),
    customerGroups: (groupIds) => readCustomerGroupViews(db, groupIds),
    priceLists: (listIds) => readPriceListViews(db, listIds),
    listEntries: (pages) => readPriceListPages(db, pages),
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

function storeOf(db: Kysely<Tables>): Pick<FeedSnapshot, 'prices' | 'stock' | 'watermarks'> {
  return {
    prices: (storeId, pages, at) => readPricePages(db, storeId, pages, at),
    async stock(storeId, pages, variantIds) {
      const rows = await db
        .selectFrom('stock')
        .innerJoin('store', 'store.location_id', 'stock.location_id')
        .select(['variant_id', 'on_hand', 'committed', 'staged'])
        .where('store_id', '=', storeId)
        .where((where) =>
          where.or([
            where('page', '=', sql<number>`any(${[...pages]}::int4[])`),
            where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`),
          ]),
        )
        .orderBy('variant_id')
        .execute();
      // What lies ready for somebody is as little for sale as what is promised.
      return rows.map(({ variant_id, on_hand, committed, staged }) => {
        return { variantId: variant_id, onHand: on_hand, committed: committed + staged };
      });
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

/** Cards with the least data (ADR 33): a member whose profile was erased shows by the card's number. */
async function membersOf(db: Kysely<Tables>, memberIds: readonly string[], now: Date): Promise<MemberCard[]> {
  const rows = await db
    .selectFrom('member')
    .selectAll()
    .where('member_id', 'in', [...memberIds])
    .execute();
  const profiles = await readProfiles(
    db,
    rows.map(({ subject_id }) => subject_id),
  );
  const contacts = await db
    .selectFrom('member_contact')
    .selectAll()
    .where('member_id', 'in', [...memberIds])
    .orderBy('kind')
    .execute();
  const points = await readMemberPoints(db, memberIds, now);
  return rows.map((row) => {
    const { member_id, subject_id, card_number, group_id } = row;
    const own = contacts.filter((contact) => contact.member_id === member_id);
    const phoneEnd = own.find(({ phone_end }) => phone_end !== null)?.phone_end;
    return {
      memberId: member_id,
      name: shownName(profiles.get(subject_id) ?? {}, card_number),
      cardNumber: card_number,
      revision: row.revision,
      ...(row.root_id === null ? {} : { mergedInto: row.root_id }),
      ...(group_id === null ? {} : { groupId: group_id }),
      ...(phoneEnd == null ? {} : { phoneEnd }),
      ...(own.length === 0 ? {} : { keys: own.map(({ contact_key }) => contact_key) }),
      ...(row.tags.length === 0 ? {} : { tags: row.tags }),
      ...points.get(member_id),
    };
  });
}
