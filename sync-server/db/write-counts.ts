import { type Kysely, sql } from 'kysely';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { CountEffect } from '#sync-server/ingest/count-effects.ts';

type Of<T extends CountEffect['type']> = Extract<CountEffect, { type: T }>;

/** Writes what facts say of counts: plans one by one, everything else a statement per table. */
export async function writeCounts(db: Kysely<Tables>, effects: readonly CountEffect[]): Promise<void> {
  if (effects.length === 0) return;
  const of = <T extends CountEffect['type']>(type: T) => effects.filter((each): each is Of<T> => each.type === type);
  for (const planned of of('count-planned')) await writePlan(db, planned);
  await writeSaid(db, of('count-said'));
  await writeApprovals(db, of('count-approved'));
}

async function writePlan(db: Kysely<Tables>, { plan, at, operatorId }: Of<'count-planned'>): Promise<void> {
  const { countId, locationId, round, status } = plan;
  const json = JSON.stringify(plan);
  await sql`insert into stock_count (count_id, location_id, plan, status, planned_at, planned_by)
    values (${countId}, ${locationId}, ${json}::jsonb, ${status}, ${at}, ${operatorId})
    on conflict (count_id) do update set plan = excluded.plan, status = excluded.status`.execute(db);
  await sql`insert into count_round (count_id, round, plan) values (${countId}, ${round}, ${json}::jsonb)
    on conflict (count_id, round) do update set plan = excluded.plan`.execute(db);
}

async function writeSaid(db: Kysely<Tables>, said: readonly Of<'count-said'>[]): Promise<void> {
  const columns = {
    journal_id: 'uuid',
    seq: 'int8',
    count_id: 'uuid',
    location_id: 'text',
    place_id: 'text',
    round: 'int4',
    operator_id: 'text',
    at: 'timestamptz',
    known: 'jsonb',
    complete: 'boolean',
  } as const;
  const rows = said.map((one) => ({
    journal_id: one.journalId,
    seq: one.seq,
    count_id: one.countId,
    location_id: one.locationId,
    place_id: one.placeId,
    round: one.round,
    operator_id: one.operatorId,
    at: one.at,
    known: JSON.stringify(one.known),
    complete: one.complete,
  }));
  await insertRows(db, 'count_said', columns, rows);
  const figures = said.flatMap(({ journalId, seq, countId, lines }) =>
    // Of a variant that a fact names twice the last holds, as it does of facts.
    [...new Map(lines.map(({ variantId, quantity }) => [variantId, quantity]))].map(([variant_id, quantity]) => {
      return { journal_id: journalId, seq, count_id: countId, variant_id, quantity };
    }),
  );
  const figure = { journal_id: 'uuid', seq: 'int8', count_id: 'uuid', variant_id: 'text', quantity: 'int8' } as const;
  await insertRows(db, 'count_figure', figure, figures);
}

async function writeApprovals(db: Kysely<Tables>, approvals: readonly Of<'count-approved'>[]): Promise<void> {
  const columns = {
    count_id: 'uuid',
    variant_id: 'text',
    journal_id: 'uuid',
    seq: 'int8',
    location_id: 'text',
    at: 'timestamptz',
    business_date: 'date',
    operator_id: 'text',
    quantity: 'int8',
    shrinkage: 'jsonb',
  } as const;
  const rows = approvals.map(({ adjustment, ...approval }) => ({
    count_id: approval.countId,
    variant_id: adjustment.variantId,
    journal_id: approval.journalId,
    seq: approval.seq,
    location_id: approval.locationId,
    at: approval.at,
    business_date: approval.businessDate,
    operator_id: approval.operatorId,
    quantity: adjustment.quantity,
    shrinkage: JSON.stringify(adjustment.shrinkage),
  }));
  await insertRows(db, 'count_approval', columns, rows);
}
