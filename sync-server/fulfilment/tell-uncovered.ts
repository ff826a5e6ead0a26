import { sql } from 'kysely';
import { mulDiv } from '#domain/money/money.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';

/** Pieces of an order's line that its promise, or nobody, can cover. */
interface Uncovered {
  orderId: string;
  number: string;
  storeId: string;
  /** Null: nobody has promised it. */
  fulfilmentId: string | null;
  locationId: string;
  lineId: string;
  variantId: string;
  name: string;
  quantity: number;
  amount: number;
}

/**
 * Tells, as exceptions, of promises that a location's stock does not cover any more, as when the last piece was sold in the store, and of
 * what was bought and nobody has (I8); settles those that are covered again. One that a person settled is not told again.
 */
export async function tellUncovered(context: ServerContext): Promise<void> {
  const { db } = context;
  const { rows } = await sql<{ any: boolean }>`select exists (select from online_order
      where fulfilment_state not in ('fulfilled', 'cancelled'))
    or exists (select from exception where code = 'promise-uncovered' and status = 'open') as any`.execute(db);
  if (!rows[0]?.any) return;
  const source = { journalId: context.keys.journalId, seq: null };
  const uncovered = [...(await promisedBeyond(db)), ...(await promisedByNobody(db, context.now()))];
  const found = uncovered.map(({ amount, storeId, ...each }) => {
    const { orderId, lineId, quantity, fulfilmentId, locationId, number, variantId, name } = each;
    const about = [orderId, lineId, fulfilmentId ?? '', quantity].join('\n');
    const detail = { orderId, number, lineId, variantId, name, quantity, locationId, fulfilmentId: fulfilmentId ?? '' };
    return exceptionOf('promise-uncovered', { ...source, storeId }, detail, { amount, about });
  });
  const known = await sql<{ exception_id: string; status: string; choice: string | null }>`
    select exception_id, status, choice from exception where code = 'promise-uncovered'
      and (status = 'open' or exception_id = any(${found.map(({ exceptionId }) => exceptionId)}::uuid[]))`.execute(db);
  const byId = new Map(known.rows.map((row) => [row.exception_id, row]));
  const at = context.now().toISOString();
  const ids = new Set(found.map(({ exceptionId }) => exceptionId));
  const opened = found.flatMap(({ exceptionId, code, storeId, journalId, amount, detail }): ServerDraft[] => {
    const before = byId.get(exceptionId);
    if (before && (before.status === 'open' || !before.choice?.startsWith('known:'))) return [];
    const payload = { exceptionId, code, storeId, journalId: journalId ?? '', amount: amount ?? 0, detail };
    return [{ kind: 'exception.opened', payload }];
  });
  const covered = known.rows.flatMap(({ exception_id, status }): ServerDraft[] => {
    if (status !== 'open' || ids.has(exception_id)) return [];
    return [{ kind: 'exception.resolved', payload: { exceptionId: exception_id, choice: 'known: covered', at } }];
  });
  const facts = [...opened, ...covered];
  if (facts.length > 0) await appendFacts(context, async () => ({ facts, answer: null }));
}

type Database = ServerContext['db'];

interface Row {
  order_id: string;
  number: string;
  store_id: string;
  fulfilment_id: string | null;
  location_id: string;
  line_id: string;
  variant_id: string;
  name: string;
  quantity: number;
  amount: number;
  ordered: number;
  missing: number;
}

/** Who was promised last is not covered. */
async function promisedBeyond(db: Database): Promise<Uncovered[]> {
  const { rows } = await sql<Row>`
    select order_id, number, store.store_id, fulfilment_id, stock.location_id, part.line_id, stock.variant_id, line.name,
      line.amount, line.ordered, committed + stock.staged - on_hand as missing,
      greatest(0, greatest(0, assigned - released - short - handed_over - shipped)
        - greatest(0, picked - handed_over - shipped - put_back)) as quantity
    from stock join store on store.location_id = stock.location_id
      join fulfilment on fulfilment.location_id = stock.location_id
      join fulfilment_line as part using (fulfilment_id)
      join online_order using (order_id)
      join online_order_line as line using (order_id, line_id)
    where committed > 0 and on_hand < committed + stock.staged and part.variant_id = stock.variant_id
      and not refused and not expired and state in ('new', 'accepted', 'picking', 'partly-gone')
    order by stock.location_id, stock.variant_id, assigned_at desc, fulfilment_id, line_id`.execute(db);
  const left = new Map<string, number>();
  return rows.flatMap((row): Uncovered[] => {
    const key = `${row.location_id}\n${row.variant_id}`;
    const missing = left.get(key) ?? row.missing;
    const quantity = Math.min(missing, row.quantity);
    left.set(key, missing - quantity);
    return quantity > 0 ? [uncoveredOf(row, quantity)] : [];
  });
}

/** What routing looked for and did not find. */
async function promisedByNobody(db: Database, now: Date): Promise<Uncovered[]> {
  const { rows } = await sql<Row>`
    select online_order.order_id, number, coalesce(at.store_id, online_order.store_id) as store_id, null as fulfilment_id,
      coalesce(at.location_id, '') as location_id, line_id, variant_id, line.name, line.amount, line.ordered, 0 as missing,
      ordered - cancelled - greatest(promised, gone) as quantity
    from online_order join online_order_line as line using (order_id)
      left join lateral (select value ->> 'storeId' as store_id from jsonb_array_elements(deliveries)
        where value ->> 'id' = line.delivery_id limit 1) as delivery on true
      left join store as at on at.store_id = delivery.store_id
    where fulfilment_state not in ('fulfilled', 'cancelled') and route_at > ${now.toISOString()}
      and ordered - cancelled - greatest(promised, gone) > 0
    order by order_id, line_no`.execute(db);
  return rows.map((row) => uncoveredOf(row, row.quantity));
}

function uncoveredOf(row: Row, quantity: number): Uncovered {
  return {
    ...{ orderId: row.order_id, number: row.number, storeId: row.store_id, fulfilmentId: row.fulfilment_id },
    ...{ locationId: row.location_id, lineId: row.line_id, variantId: row.variant_id, name: row.name, quantity },
    amount: mulDiv(row.amount, Math.min(quantity, row.ordered), row.ordered),
  };
}
