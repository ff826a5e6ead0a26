import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { FixList } from '#contracts/http/reports.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';

const ROWS_MAX = 200;
/** Photos of so many are sent along: each may be some 100 KB. */
const PHOTOS_MAX = 20;

interface Row {
  code: string | null;
  problem: string;
  name: string | null;
  category_id: string | null;
  price: number | null;
  photo_id: string | null;
  times: number;
  last_at: Date;
}

/** What was reported in a store and no product answers yet. */
export function openProblems(storeId: string): RawBuilder<unknown> {
  return sql`select * from problem
    where store_id = ${storeId} and not (problem = 'unlisted-item' and code is not null
      and exists (select from variant where lpad(problem.code, 14, '0') = any(variant.gtins) or variant.sku = problem.code))`;
}

/** What is reported again of the same code is one problem; of what has no code, each is. */
export const ONE_PROBLEM = sql`code, problem, case when code is null then journal_id::text || seq end`;

/** Barcodes that no product of the catalogue has, with what was said of them last, the most frequent first. What has a product by now is done. */
export async function readFixList(db: Kysely<Tables>, storeId: string): Promise<FixList> {
  const { rows } = await sql<Row>`
    select code, problem, count(*)::int8 as times, max(at) as last_at,
      (array_agg(name order by at desc) filter (where name is not null))[1] as name,
      (array_agg(category_id order by at desc) filter (where category_id is not null))[1] as category_id,
      (array_agg(price order by at desc) filter (where price is not null))[1] as price,
      (array_agg(photo_id order by at desc) filter (where photo_id is not null))[1] as photo_id
    from (${openProblems(storeId)}) as problem group by ${ONE_PROBLEM}
    order by times desc, last_at desc limit ${ROWS_MAX}`.execute(db);
  const photos = await readTexts(db, rows.flatMap(({ photo_id }) => photo_id ?? []).slice(0, PHOTOS_MAX));
  return {
    problems: rows.map(({ code, problem, name, category_id, price, photo_id, times, last_at }) => ({
      code,
      problem,
      name,
      categoryId: category_id,
      price,
      times,
      lastAt: last_at.toISOString(),
      photo: photos.get(photo_id ?? '') ?? null,
    })),
  };
}
