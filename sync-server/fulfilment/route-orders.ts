import { sql } from 'kysely';
import type { FulfilmentAssigned } from '#contracts/facts/fulfilment-facts.ts';
import { orderAllows } from '#domain/fulfilment/order-state.ts';
import { ROUTE_RULES, type Route, type RouteRule, routeOrder } from '#domain/fulfilment/route-order.ts';
import { NO_SAFETY_STOCK, type SafetyStock } from '#domain/fulfilment/safety-stock.ts';
import { readSafetyStock } from '#sync-server/channels/read-listings.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { putText } from '#sync-server/db/vault.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';
import { newPickupSecret } from './pickup-secret.ts';
import { lockOrderTerms, type OrderTerms, orderIdsWhere, type TermsLine, unpromised } from './read-order-terms.ts';
import { readRouteLocations } from './read-route-locations.ts';
import { workEach } from './work-each.ts';

/** What nobody has is asked for again after a while. */
const AGAIN_MS = 60_000;

/** Promises what of orders no location has promised, as far as anybody has it. Answers how many promises were made. */
export async function routeOrders(context: ServerContext): Promise<number> {
  const now = context.now().toISOString();
  const due = await orderIdsWhere(
    context.db,
    sql`fulfilment_state not in ('fulfilled', 'cancelled') and (route_at is null or route_at <= ${now})
      and (payment_state in ('authorised', 'partly-paid', 'paid', 'refund-due') or ticket_id is not null)
      and exists (select from online_order_line as line where line.order_id = online_order.order_id
        and ordered - cancelled - greatest(promised, gone) > 0)`,
  );
  return workEach(due, (orderId) => routeOne(context, orderId));
}

/** Promises what of one order is open, by its channel's rules. */
export function routeOne(context: ServerContext, orderId: string): Promise<number> {
  return appendFacts(context, async (tx) => {
    const terms = await lockOrderTerms(tx.db, orderId);
    if (!terms || !mayRoute(terms)) return { facts: [], answer: 0 };
    const facts: ServerDraft[] = [];
    let isShort = false;
    for (const delivery of terms.deliveries) {
      const open = terms.lines.filter((line) => line.deliveryId === delivery.id && unpromised(line) > 0);
      if (open.length === 0) continue;
      const route = await routeDelivery(context, tx, terms, delivery, open);
      isShort ||= route.unassigned.length > 0;
      for (const { locationId, lines, reasons } of route.assignments) {
        facts.push(await promiseBy(context, tx, terms, delivery, { locationId, lines, reasons }));
      }
    }
    const again = isShort ? new Date(context.now().getTime() + AGAIN_MS).toISOString() : null;
    await tx.db.updateTable('online_order').set({ route_at: again }).where('order_id', '=', orderId).execute();
    return { facts, answer: facts.length };
  });
}

export function mayRoute({ states, ticketId }: OrderTerms): boolean {
  const paid = ticketId === null ? states : { ...states, payment: 'paid' as const };
  return orderAllows('route', paid);
}

type Delivery = OrderTerms['deliveries'][number];

/** A pickup is promised by the store that was chosen. Safety stock is kept back while it need not be sold. */
async function routeDelivery(
  { now }: ServerContext,
  { db }: SqlIngestTransaction,
  { orderId, channel }: OrderTerms,
  delivery: Delivery,
  open: readonly TermsLine[],
): Promise<Route> {
  const wanted = open.map((line) => ({ lineId: line.lineId, variantId: line.variantId, quantity: unpromised(line) }));
  const chosen = delivery.storeId;
  const at =
    chosen === undefined
      ? undefined
      : await db.selectFrom('store').select('location_id').where('store_id', '=', chosen).executeTakeFirst();
  const locationIds = chosen === undefined ? channel.locationIds : at ? [at.location_id] : [];
  const variantIds = [...new Set(wanted.map(({ variantId }) => variantId))];
  const rules = channel.rules.filter((rule): rule is RouteRule => (ROUTE_RULES as readonly string[]).includes(rule));
  const ask = async (safetyStock: SafetyStock): Promise<Route> =>
    routeOrder(
      wanted,
      await readRouteLocations(db, { orderId, locationIds, variantIds, safetyStock, now: now() }),
      rules.length > 0 ? rules : ROUTE_RULES,
    );
  const first = await ask(await readSafetyStock(db, channel, variantIds));
  return first.unassigned.length === 0 ? first : ask(NO_SAFETY_STOCK);
}

interface Promised {
  locationId: string;
  lines: readonly { lineId: string; quantity: number }[];
  reasons: readonly string[];
}

/** The fact of a promise; of a pickup with a code, which goes to the vault. */
export async function promiseBy(
  { newId, random, now }: ServerContext,
  { db }: SqlIngestTransaction,
  { orderId, channel, lines: all }: OrderTerms,
  delivery: Delivery,
  { locationId, lines, reasons }: Promised,
): Promise<ServerDraft> {
  const fulfilmentId = newId();
  const named = lines.map(({ lineId, quantity }) => {
    return { lineId, variantId: all.find((line) => line.lineId === lineId)?.variantId ?? lineId, quantity };
  });
  const readyBy = new Date(now().getTime() + channel.readyWithinHours * 3_600_000).toISOString();
  const payload: FulfilmentAssigned = {
    ...{ fulfilmentId, orderId, deliveryId: delivery.id, locationId, method: delivery.method },
    ...{ promisedBy: delivery.promisedBy ?? readyBy, lines: named, reasons: [...reasons] },
  };
  if (delivery.method !== 'pickup') return { kind: 'fulfilment.assigned', payload };
  const { code, pickup } = newPickupSecret(random);
  await putText(db, fulfilmentId, code, random);
  return { kind: 'fulfilment.assigned', payload: { ...payload, pickup } };
}
