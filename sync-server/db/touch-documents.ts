import { type Kysely, sql } from 'kysely';
import { pageOf } from '#domain/catalog/variant.ts';
import { unnest } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Touch } from '#sync-server/ingest/effects.ts';
import type { Moved } from '#sync-server/ingest/ingest-store.ts';

/** Tombstones of overlays this many positions back are removed: their page has long outranked what a reader may still hold. */
const TOMBSTONES_KEPT = 10_000;
/**
 * Nonces this many positions back are removed: weeks of a busy store. A reader that was away for longer is told that its
 * checkpoint is unknown, and pulls anew beside its old copy.
 */
export const NONCES_KEPT = 200_000;

/** `IngestTransaction.touch`: one statement per feed, feeds in sorted order, because each locks its counter until commit. */
export async function touchDocuments(
  db: Kysely<Tables>,
  documents: readonly (Touch & { deleted: boolean })[],
  nonce: () => string,
): Promise<Moved> {
  const feeds = new Map<string, (Touch & { deleted: boolean })[]>();
  for (const document of documents) feeds.set(document.feed, [...(feeds.get(document.feed) ?? []), document]);
  const moved = new Map<string, number>();
  for (const feed of [...feeds.keys()].sort()) {
    moved.set(feed, await touchFeed(db, feed, feeds.get(feed) ?? [], nonce()));
  }
  return moved;
}

async function touchFeed(
  db: Kysely<Tables>,
  feed: string,
  documents: readonly (Touch & { deleted: boolean })[],
  nonce: string,
): Promise<number> {
  const rows = documents.map(({ kind, key, deleted }, index) => {
    return { id: `${kind}/${key}`, kind, page: pageNumber(kind, key), deleted, place: index + 1 };
  });
  const columns = { id: 'text', kind: 'text', page: 'int4', deleted: 'boolean', place: 'int4' } as const;
  const result = await sql<{ position: number }>`
    with counter as (
      insert into feed (feed, position) values (${feed}, ${rows.length}::int8)
      on conflict (feed) do update set position = feed.position + excluded.position
      returning position
    ), drawn as (
      insert into feed_nonce (feed, position, nonce) select ${feed}, position, ${nonce} from counter
    ), placed as (
      insert into feed_document (feed, id, kind, page, position, deleted)
      select ${feed}, id, kind, page, counter.position - ${rows.length}::int8 + place, deleted
      from counter, ${unnest(columns, rows)} as touched (id, kind, page, deleted, place)
      on conflict (feed, id) do update set position = excluded.position, deleted = excluded.deleted
    ), swept as (
      delete from feed_document using counter
      where feed_document.feed = ${feed} and kind = 'stock-overlay' and deleted
        and page = any(${foldedPages(documents)}::int4[])
        and feed_document.position < counter.position - ${TOMBSTONES_KEPT}::int8
        and id <> all(${rows.map(({ id }) => id)}::text[])
    ), forgotten as (
      delete from feed_nonce using counter
      where feed_nonce.feed = ${feed} and feed_nonce.position < counter.position - ${NONCES_KEPT}::int8
    )
    select position from counter`.execute(db);
  const position = result.rows[0]?.position;
  if (position === undefined) throw new Error(`feed ${feed} has no counter`);
  return position;
}

function pageNumber(kind: string, key: string): number | null {
  if (kind === 'stock-overlay') return pageOf(key);
  return kind.endsWith('-page') ? Number(key) : null;
}

function foldedPages(documents: readonly Touch[]): number[] {
  return documents.flatMap(({ kind, key }) => (kind === 'stock-page' ? [Number(key)] : []));
}
