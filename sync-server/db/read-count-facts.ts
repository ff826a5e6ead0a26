import { type Kysely, sql } from 'kysely';
import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import type { CountRecording, JournalHeard } from '#domain/stock/count.ts';
import type { Marks } from '#domain/stock/position.ts';
import type { PlaceComplete } from '#domain/stock/round-recordings.ts';
import type { LedgerMovement } from '#domain/stock/stock-ledger.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';

/** A difference that was booked. */
export interface BookedCount {
  variantId: string;
  quantity: number;
  operatorId: string;
  shrinkage: { reason: string; quantity: number }[];
}

/** All that facts say of one count. */
export interface CountFacts {
  plan: CountPlanned;
  /** By round, as it was planned. */
  rounds: ReadonlyMap<number, CountPlanned>;
  recordings: readonly CountRecording[];
  completes: readonly PlaceComplete[];
  approvals: ReadonlyMap<string, BookedCount>;
  /** What must have been heard: the location's journals that can still sell, and the server's. */
  journals: readonly (JournalHeard & { name: string; heard: string | null })[];
}

/**
 * What facts say of a count; undefined where the location has none of that id. Journals are read before what they say, so that
 * nothing counts as heard that is not here.
 */
export async function readCountFacts(
  db: Kysely<Tables>,
  { countId, locationId, now }: { countId: string; locationId: string; now: string },
): Promise<CountFacts | undefined> {
  const journals = await journalsOf(db, locationId, now);
  const count = await db
    .selectFrom('stock_count')
    .select('plan')
    .where('count_id', '=', countId)
    .where('location_id', '=', locationId)
    .executeTakeFirst();
  if (!count) return undefined;
  const rounds = await db.selectFrom('count_round').selectAll().where('count_id', '=', countId).execute();
  const approvals = await db.selectFrom('count_approval').selectAll().where('count_id', '=', countId).execute();
  return {
    plan: count.plan,
    rounds: new Map(rounds.map(({ round, plan }) => [round, plan])),
    ...(await saidOf(db, countId, locationId)),
    approvals: new Map(
      approvals.map((row) => [
        row.variant_id,
        { variantId: row.variant_id, quantity: row.quantity, operatorId: row.operator_id, shrinkage: row.shrinkage },
      ]),
    ),
    journals,
  };
}

/** What was said for a count by registers of the store that sells from its location; others cannot know what lies there. */
async function saidOf(
  db: Kysely<Tables>,
  countId: string,
  locationId: string,
): Promise<Pick<CountFacts, 'recordings' | 'completes'>> {
  const said = await db
    .selectFrom('count_said')
    .innerJoin('journal', 'journal.journal_id', 'count_said.journal_id')
    .innerJoin('store', 'store.store_id', 'journal.store_id')
    .selectAll('count_said')
    .where('count_id', '=', countId)
    .where('store.location_id', '=', locationId)
    .execute();
  const figures = await db.selectFrom('count_figure').selectAll().where('count_id', '=', countId).execute();
  const facts = new Map(
    said.map((row) => {
      const { journal_id: journalId, seq, place_id: placeId, round, operator_id: operatorId, known } = row;
      const fact = { journalId, seq, placeId, round, operatorId, known, at: row.at.toISOString() };
      return [`${journalId}/${seq}`, { fact, complete: row.complete }];
    }),
  );
  return {
    recordings: figures.flatMap(({ journal_id, seq, variant_id, quantity }): CountRecording[] => {
      const one = facts.get(`${journal_id}/${seq}`);
      return one ? [{ ...one.fact, variantId: variant_id, quantity }] : [];
    }),
    completes: [...facts.values()].flatMap(({ fact, complete }) => (complete ? [fact] : [])),
  };
}

/**
 * Journals of the store that sells from a location, as far as they are in service: the newest of each register that was not
 * revoked must have been heard, an older one only as far as somebody knew it. The server hears what it keeps itself.
 */
async function journalsOf(db: Kysely<Tables>, locationId: string, now: string): Promise<CountFacts['journals']> {
  const { rows } = await sql<{
    journal_id: string;
    watermark: number;
    heard_until: Date | null;
    name: string | null;
    own: boolean;
    in_service: boolean;
  }>`
    select journal.journal_id, watermark, heard_until, register.name,
      journal.store_id = ${SERVER_STORE} or device.journal_id is not null
        or exists (select from channel where channel.journal_id = journal.journal_id) as own,
      revoked_at is null and not exists (select from journal as later where later.register_id = journal.register_id
        and later.incarnation > journal.incarnation) as in_service
    from journal left join journal_contact using (journal_id) left join device using (journal_id)
      left join register on register.register_id = journal.register_id
    where journal.store_id = ${SERVER_STORE}
      or journal.store_id in (select store_id from store where location_id = ${locationId})
    order by journal.journal_id`.execute(db);
  return rows.map(({ journal_id, watermark, heard_until, name, own, in_service }) => {
    const heard = heard_until?.toISOString() ?? null;
    const heardUntil = own || !in_service ? now : (heard ?? '');
    return { journalId: journal_id, watermark, heardUntil, heard, name: name ?? journal_id };
  });
}

/** A variant's stock, and the movements that some figure of a count may not have known. */
export interface CountedStock {
  onHand: number;
  movements: LedgerMovement[];
}

/**
 * Stock of variants at a location with all movements beyond `known` and all adjustments of counts; one statement, so that on hand
 * is the sum of what was before and these.
 */
export async function readCountedStock(
  db: Kysely<Tables>,
  locationId: string,
  variantIds: readonly string[],
  known: Marks,
): Promise<Map<string, CountedStock>> {
  const { rows } = await sql<{
    variant_id: string;
    on_hand: number | null;
    journal_id: string | null;
    seq: number;
    movement_no: number;
    quantity: number;
    at: Date;
    place_id: string | null;
    as_of: Marks | null;
  }>`
    with known as (
      select key as journal_id, value::int8 as seq from jsonb_each_text(${JSON.stringify(known)}::jsonb)
    ), beyond as (
      select movement.* from journal
        left join known on known.journal_id = journal.journal_id::text
        join movement on movement.location_id = ${locationId} and movement.journal_id = journal.journal_id
          and movement.seq > coalesce(known.seq, 0)
      where as_of is null
      union all
      select * from movement where location_id = ${locationId} and as_of is not null
    )
    select wanted.variant_id, stock.on_hand, beyond.journal_id, beyond.seq, movement_no, quantity, at, place_id, as_of
    from unnest(${[...variantIds]}::text[]) as wanted (variant_id)
      left join stock on stock.variant_id = wanted.variant_id and stock.location_id = ${locationId}
      left join beyond on beyond.variant_id = wanted.variant_id`.execute(db);
  const stock = new Map<string, CountedStock>();
  for (const row of rows) {
    const one = stock.get(row.variant_id) ?? { onHand: row.on_hand ?? 0, movements: [] };
    stock.set(row.variant_id, one);
    if (row.journal_id === null) continue;
    one.movements.push({
      journalId: row.journal_id,
      seq: row.seq,
      no: row.movement_no,
      variantId: row.variant_id,
      quantity: row.quantity,
      at: row.at.toISOString(),
      ...(row.place_id === null ? {} : { placeId: row.place_id }),
      ...(row.as_of === null ? {} : { asOf: row.as_of }),
    });
  }
  return stock;
}
