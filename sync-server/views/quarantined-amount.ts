import type { Kysely } from 'kysely';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { parse } from '#contracts/schema.ts';
import { splitLine } from '#domain/journal/envelope.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { parseEnvelope } from '#sync-server/ingest/parse-envelope.ts';
import type { StoreDay } from '#sync-server/views/day-book.ts';

/** More lines than this are not read: they are a fault of a machine, and their exceptions tell of them. */
const LINES_MAX = 5000;

/** What the tickets of a day come to that are not authentic and stand apart, as far as they can be read. Minor units. */
export async function quarantinedAmount(db: Kysely<Tables>, { storeId, businessDate }: StoreDay): Promise<number> {
  const rows = await db
    .selectFrom('quarantine')
    .innerJoin('journal', 'journal.journal_id', 'quarantine.journal_id')
    .select('line')
    .where('store_id', '=', storeId)
    .limit(LINES_MAX)
    .execute();
  let amount = 0;
  for (const { line } of rows) {
    const body = splitLine(new TextDecoder().decode(line))?.body;
    const envelope = body === undefined ? undefined : parseEnvelope(body);
    if (!envelope?.ok || envelope.value.businessDate !== businessDate || envelope.value.training) continue;
    const order = parse(OrderCompleted, envelope.value.payload);
    if (envelope.value.kind === 'order.completed' && order.ok) amount += Math.abs(order.value.total);
  }
  return amount;
}
