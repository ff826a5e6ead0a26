import { type Kysely, sql } from 'kysely';
import type { CountRow } from '#contracts/http/counts.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { CountPlanView } from '#sync-server/views/render.ts';

/** Open counts as tills see them. */
export async function readCountPlans(db: Kysely<Tables>, countIds: readonly string[]): Promise<CountPlanView[]> {
  const rows = await db
    .selectFrom('stock_count')
    .select(['plan', 'planned_at'])
    .where('count_id', '=', sql<string>`any(${[...countIds]}::uuid[])`)
    .where('status', '=', 'open')
    .execute();
  return rows.map(({ plan, planned_at }) => ({ plan, at: planned_at.toISOString() }));
}

/** Most counts that a list shows. */
const LIST_MAX = 50;

/** A location's counts, or one of them, with how far each has come: open ones first, then the newest. */
export async function readCountRows(db: Kysely<Tables>, locationId: string, countId?: string): Promise<CountRow[]> {
  const rows = await db
    .selectFrom('stock_count')
    .selectAll()
    .where('location_id', '=', locationId)
    .$if(countId !== undefined, (query) => query.where('count_id', '=', countId ?? ''))
    .orderBy(sql`status = 'open'`, 'desc')
    .orderBy('planned_at', 'desc')
    .limit(LIST_MAX)
    .execute();
  const ids = rows.map(({ count_id }) => count_id);
  const places = await placesOf(db, ids);
  const figures = await figuresOf(db, ids);
  return rows.map(({ count_id, plan, planned_at, planned_by }) => {
    const { counted = 0, approved = 0 } = figures.get(count_id) ?? {};
    const heard = new Map((places.get(count_id) ?? []).map((place) => [place.placeId, place]));
    return {
      plan,
      plannedAt: planned_at.toISOString(),
      plannedBy: planned_by,
      places: plan.placeIds.map(
        (placeId) => heard.get(placeId) ?? { placeId, variants: 0, complete: false, operatorIds: [] },
      ),
      counted,
      approved,
    };
  });
}

async function placesOf(db: Kysely<Tables>, countIds: readonly string[]): Promise<Map<string, CountRow['places']>> {
  const { rows } = await sql<{
    count_id: string;
    place_id: string;
    variants: number;
    complete: boolean;
    operators: string[];
  }>`
    select said.count_id, said.place_id, count(distinct variant_id)::int8 as variants, bool_or(said.complete) as complete,
      array_agg(distinct said.operator_id) as operators
    from count_said as said
      join stock_count on stock_count.count_id = said.count_id and said.round = (stock_count.plan ->> 'round')::int4
      left join count_figure as figure using (journal_id, seq)
    where said.count_id = any(${[...countIds]}::uuid[])
    group by said.count_id, said.place_id`.execute(db);
  const places = new Map<string, CountRow['places']>();
  for (const { count_id, place_id, variants, complete, operators } of rows) {
    const place = { placeId: place_id, variants, complete, operatorIds: operators.filter((id) => id !== '') };
    places.set(count_id, [...(places.get(count_id) ?? []), place]);
  }
  return places;
}

async function figuresOf(db: Kysely<Tables>, countIds: readonly string[]) {
  const { rows } = await sql<{ count_id: string; counted: number; approved: number }>`
    select count_id, (select count(distinct variant_id) from count_figure as figure
        where figure.count_id = stock_count.count_id)::int8 as counted,
      (select count(*) from count_approval as approval where approval.count_id = stock_count.count_id)::int8 as approved
    from stock_count where count_id = any(${[...countIds]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.count_id, row]));
}

/** Places that were counted at a location before, the latest first. */
export async function readCountPlaces(db: Kysely<Tables>, locationId: string): Promise<string[]> {
  const { rows } = await sql<{ place_id: string }>`
    select place_id from count_said where location_id = ${locationId} group by place_id order by max(at) desc limit 100
  `.execute(db);
  return rows.map(({ place_id }) => place_id);
}
