import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { lateFacts } from '#sync-server/views/late-facts.ts';

export type DayCloseResult = { ok: true; supplement: number; changed: boolean };

/**
 * Closes a store's day, or adds late facts as its next supplement. Closing again with nothing late changes nothing. Registers whose
 * session is open are named as missing: the day can be closed without them, what they send later makes a supplement.
 */
export function closeDay(
  context: ServerContext,
  { storeId, businessDate, operatorId }: { storeId: string; businessDate: string; operatorId: string | null },
): Promise<DayCloseResult> {
  const day = { storeId, businessDate };
  return appendFacts<DayCloseResult>(context, async (tx) => {
    const last = await lastSupplement(tx, storeId, businessDate);
    if (last !== null && (await lateFacts(tx.db, day)) === 0) {
      return { facts: [], answer: { ok: true, supplement: last, changed: false } };
    }
    const supplement = last === null ? 0 : last + 1;
    const payload = { ...day, supplement, ...(await figuresOf(tx, storeId, businessDate)) };
    return {
      facts: [{ kind: 'day.closed', payload, operatorId }],
      answer: { ok: true, supplement, changed: true },
    };
  });
}

async function lastSupplement({ db }: SqlIngestTransaction, storeId: string, businessDate: string) {
  const row = await db
    .selectFrom('day_close')
    .select('supplement')
    .where('store_id', '=', storeId)
    .where('business_date', '=', businessDate)
    .orderBy('supplement', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.supplement ?? null;
}

/**
 * Seqs are read before the total: what commits between is counted by neither or by the total alone, and then is told as late once
 * too often rather than never.
 */
async function figuresOf({ db }: SqlIngestTransaction, storeId: string, businessDate: string) {
  const journals = await db
    .selectFrom('journal')
    .select(['journal_id', 'watermark'])
    .where('store_id', '=', storeId)
    .execute();
  const orders = await db
    .selectFrom('customer_order')
    .select((select) => select.fn.sum<number | null>('total').as('total'))
    .where('store_id', '=', storeId)
    .where('business_date', '=', businessDate)
    .executeTakeFirst();
  const open = await db
    .selectFrom('session')
    .select('register_id')
    .distinct()
    .where('store_id', '=', storeId)
    .where('business_date', '<=', businessDate)
    .where('closed_seq', 'is', null)
    .orderBy('register_id')
    .execute();
  return {
    seqs: Object.fromEntries(journals.map(({ journal_id, watermark }) => [journal_id, watermark])),
    missing: open.map(({ register_id }) => register_id),
    total: Number(orders?.total ?? 0),
  };
}
