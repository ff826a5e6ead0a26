import { type Kysely, sql } from 'kysely';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { mulDiv, PPM } from '#domain/money/money.ts';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { DayEffect, Witnessed } from '#sync-server/ingest/day-effects.ts';

type Of<T extends DayEffect['type']> = Extract<DayEffect, { type: T }>;

/** Writes what facts of a cashier's day change: one statement per table, sessions one by one. */
export async function writeDay(db: Kysely<Tables>, effects: readonly DayEffect[], receivedAt: string): Promise<void> {
  if (effects.length === 0) return;
  const of = <T extends DayEffect['type']>(type: T) => effects.filter((each): each is Of<T> => each.type === type);
  await writeAudit(db, of('audit'));
  await writeOverrides(db, of('override'));
  await writePostVoids(db, of('post-void'));
  await writeCash(db, of('cash'));
  await writeProblems(db, of('problem'));
  await writeParkings(db, of('cart-parked'));
  await writeMail(db, of('mail'), receivedAt);
  for (const effect of effects) await writeState(db, effect);
}

const WITNESSED = {
  journal_id: 'uuid',
  seq: 'int8',
  store_id: 'text',
  register_id: 'text',
  operator_id: 'text',
  at: 'timestamptz',
} as const;
const DATED = { ...WITNESSED, business_date: 'date' } as const;

function witnessedRow({ journalId, seq, storeId, registerId, operatorId, at }: Witnessed) {
  return { journal_id: journalId, seq, store_id: storeId, register_id: registerId, operator_id: operatorId, at };
}

function datedRow(row: Witnessed) {
  return { ...witnessedRow(row), business_date: row.businessDate };
}

async function writeAudit(db: Kysely<Tables>, entries: readonly Of<'audit'>[]): Promise<void> {
  const columns = { ...DATED, kind: 'text', amount: 'int8', detail: 'jsonb' } as const;
  const rows = entries.map((entry) => {
    return { ...datedRow(entry), kind: entry.kind, amount: entry.amount, detail: JSON.stringify(entry.detail) };
  });
  await insertRows(db, 'audit', columns, rows);
}

async function writeOverrides(db: Kysely<Tables>, decisions: readonly Of<'override'>[]): Promise<void> {
  const columns = {
    override_id: 'uuid',
    journal_id: 'uuid',
    seq: 'int8',
    store_id: 'text',
    permission: 'text',
    asker_id: 'text',
    decider_id: 'text',
    verdict: 'text',
    size: 'int8',
    subject_id: 'uuid',
    scope: 'jsonb',
  } as const;
  const rows = decisions.map((decision) => ({
    override_id: decision.overrideId,
    journal_id: decision.journalId,
    seq: decision.seq,
    store_id: decision.storeId,
    permission: decision.permission,
    asker_id: decision.askerId,
    decider_id: decision.deciderId,
    verdict: decision.verdict,
    size: decision.size,
    subject_id: decision.subjectId,
    scope: decision.scope && JSON.stringify(decision.scope),
  }));
  await insertRows(db, 'override', columns, rows, sql`do nothing`);
}

async function writePostVoids(db: Kysely<Tables>, voids: readonly Of<'post-void'>[]): Promise<void> {
  const columns = { journal_id: 'uuid', seq: 'int8', order_id: 'uuid', return_id: 'uuid' } as const;
  const rows = voids.map(({ journalId, seq, orderId, returnId }) => {
    return { journal_id: journalId, seq, order_id: orderId, return_id: returnId };
  });
  await insertRows(db, 'post_void', columns, rows);
}

async function writeCash(db: Kysely<Tables>, moves: readonly Of<'cash'>[]): Promise<void> {
  const columns = { ...DATED, kind: 'text', amount: 'int8', detail: 'jsonb' } as const;
  const rows = moves.map((move) => {
    return { ...datedRow(move), kind: move.kind, amount: move.amount, detail: JSON.stringify(move.detail) };
  });
  await insertRows(db, 'cash_move', columns, rows);
}

async function writeProblems(db: Kysely<Tables>, problems: readonly Of<'problem'>[]): Promise<void> {
  const columns = {
    journal_id: 'uuid',
    seq: 'int8',
    store_id: 'text',
    at: 'timestamptz',
    problem: 'text',
    code: 'text',
    name: 'text',
    category_id: 'text',
    price: 'int8',
    photo_id: 'uuid',
  } as const;
  const rows = problems.map(({ journalId, seq, storeId, at, problem, code, name, categoryId, price, photoId }) => ({
    journal_id: journalId,
    seq,
    store_id: storeId,
    at,
    problem,
    code,
    name,
    category_id: categoryId,
    price,
    photo_id: photoId,
  }));
  await insertRows(db, 'problem', columns, rows);
}

async function writeParkings(db: Kysely<Tables>, parkings: readonly Of<'cart-parked'>[]): Promise<void> {
  const columns = { ...WITNESSED, park_id: 'uuid', cart_id: 'uuid', total: 'int8', cart: 'jsonb' } as const;
  const rows = parkings.map((parking) => ({
    ...witnessedRow(parking),
    operator_id: parking.operatorId ?? parking.cart.operatorId,
    park_id: parking.parkId,
    cart_id: parking.cart.id,
    total: parking.total,
    cart: JSON.stringify(parking.cart),
  }));
  await insertRows(db, 'parked_cart', columns, rows, sql`do nothing`);
}

async function writeMail(db: Kysely<Tables>, orders: readonly Of<'mail'>[], queuedAt: string): Promise<void> {
  const columns = {
    journal_id: 'uuid',
    seq: 'int8',
    order_id: 'uuid',
    address_id: 'uuid',
    queued_at: 'timestamptz',
    due_at: 'timestamptz',
    copy: 'int4',
    form: 'text',
  } as const;
  const rows = orders.map(({ journalId, seq, orderId, addressId, copy, form }) => {
    const times = { queued_at: queuedAt, due_at: queuedAt };
    return { journal_id: journalId, seq, order_id: orderId, address_id: addressId, copy, form, ...times };
  });
  await insertRows(db, 'mail', columns, rows);
}

/** What changes a row that is there, in the order of the facts. */
async function writeState(db: Kysely<Tables>, effect: DayEffect): Promise<void> {
  if (effect.type === 'session-opened') await openSession(db, effect);
  if (effect.type === 'session-closed') await closeSession(db, effect);
  if (effect.type === 'session-handed-over') {
    await db
      .updateTable('session')
      .set({ accountable: effect.to })
      .where('session_id', '=', effect.sessionId)
      .where('journal_id', '=', effect.journalId)
      .execute();
  }
  if (effect.type === 'cart-taken') {
    await db.updateTable('parked_cart').set({ claimed_by: effect.by }).where('park_id', '=', effect.parkId).execute();
  }
  if (effect.type === 'day-closed') await closeDay(db, effect);
}

async function openSession(db: Kysely<Tables>, opening: Of<'session-opened'>): Promise<void> {
  await db
    .insertInto('session')
    .values({
      session_id: opening.sessionId,
      journal_id: opening.journalId,
      store_id: opening.storeId,
      register_id: opening.registerId,
      business_date: opening.businessDate,
      opened_seq: opening.seq,
      opened_at: opening.at,
      opened_by: opening.operatorId,
      accountable: opening.accountable,
      float: opening.float,
      recovers: opening.recovers,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function closeSession(db: Kysely<Tables>, { sessionId, closedSeq, at, z }: Of<'session-closed'>): Promise<void> {
  const foreign = await foreignTenders(db, sessionId);
  await db
    .updateTable('session')
    .set({
      closed_seq: closedSeq,
      closed_at: at,
      z_number: z.zNumber,
      series: z.series,
      z: JSON.stringify(z),
      over_short: z.differences
        .map(({ tender, amount }) => mulDiv(amount, foreign.get(tender) ?? PPM, PPM))
        .reduce((sum, amount) => sum + amount, 0),
      carried: z.left,
      from_server: z.fromServer ?? false,
    })
    .where('session_id', '=', sessionId)
    .where('closed_seq', 'is', null)
    .execute();
}

/** What one minor unit of each foreign cash is worth in the store of a session, in millionths of its own minor unit. */
async function foreignTenders(db: Kysely<Tables>, sessionId: string): Promise<Map<string, number>> {
  const row = await db
    .selectFrom('session')
    .innerJoin('store', 'store.store_id', 'session.store_id')
    .select('store.settings')
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  const tenders = row ? storePolicy(row.settings).tenders : [];
  return new Map(
    tenders.flatMap(({ tenderId, foreign }): [string, number][] => (foreign ? [[tenderId, foreign.ratePpm]] : [])),
  );
}

async function closeDay(db: Kysely<Tables>, { at, closed }: Of<'day-closed'>): Promise<void> {
  await db
    .insertInto('day_close')
    .values({
      store_id: closed.storeId,
      business_date: closed.businessDate,
      supplement: closed.supplement,
      closed_at: at,
      seqs: JSON.stringify(closed.seqs),
      missing: [...closed.missing],
      total: closed.total,
    })
    .execute();
}
