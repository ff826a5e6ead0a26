import { sql } from 'kysely';
import type { OrderAmended } from '#contracts/facts/fulfilment-facts.ts';
import type { UncoveredChoice } from '#contracts/http/exceptions.ts';
import { committedOf } from '#domain/fulfilment/reserved.ts';
import { routeOrder } from '#domain/fulfilment/route-order.ts';
import { NO_SAFETY_STOCK } from '#domain/fulfilment/safety-stock.ts';
import { ticketLine } from '#domain/fulfilment/ticket-lines.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readKnownFulfilments } from '#sync-server/db/look-up-online.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import type { ServerDraft } from '#sync-server/ingest/append-facts.ts';
import { cancellation, tellCancelled } from './decide-order.ts';
import { lockOrderTerms, type OrderTerms, type TermsLine, unpromised } from './read-order-terms.ts';
import { readRouteLocations } from './read-route-locations.ts';
import { promiseBy } from './route-orders.ts';

/** What the exception says, as `tellUncovered` wrote it. */
type Detail = Readonly<Record<string, unknown>>;

export interface UncoveredDecision {
  choice: UncoveredChoice;
  /** Another location, where somebody chose one; else by the channel's rules. */
  locationId?: string;
  /** SKU or GTIN of the substitute. */
  sku?: string;
}

/**
 * Does what somebody chose about a promise that no shelf covers: another location promises it, something else is sold in its place at the same
 * price, or it is cancelled and given back. The facts that follow; null where it cannot be, as when nobody else has it, when it is
 * not uncovered any more, or when a till's ticket says what was sold.
 */
export async function decideUncovered(
  context: ServerContext,
  tx: SqlIngestTransaction,
  detail: Detail,
  decision: UncoveredDecision,
): Promise<ServerDraft[] | null> {
  const terms = await lockOrderTerms(tx.db, String(detail.orderId));
  const line = terms?.lines.find(({ lineId }) => lineId === detail.lineId);
  if (!terms || !line) return null;
  const fulfilmentId = detail.fulfilmentId ? String(detail.fulfilmentId) : null;
  const quantity = Math.min(Number(detail.quantity), await movable(tx, line, fulfilmentId));
  if (!(quantity > 0)) return null;
  const released = release(fulfilmentId, line, quantity);
  switch (decision.choice) {
    case 'other-store':
      return other(context, tx, { terms, line, quantity, released, here: String(detail.locationId ?? '') }, decision);
    case 'cancel-line': {
      const off = cancellation(terms, {
        lines: [{ lineId: line.lineId, quantity }],
        reason: 'sold-out',
        asker: 'store',
      });
      if (!off) return null;
      await tellCancelled(context, tx, terms, off);
      return [...released, { kind: 'order.cancelled', payload: off }];
    }
    case 'substitute':
      return substitute(context, tx, { terms, line, quantity, released }, decision.sku ?? '');
  }
}

interface Uncovered {
  terms: OrderTerms;
  line: TermsLine;
  quantity: number;
  released: ServerDraft[];
}

/** What is promised and not picked, or promised by nobody. */
async function movable({ db }: SqlIngestTransaction, line: TermsLine, fulfilmentId: string | null): Promise<number> {
  if (fulfilmentId === null) return unpromised(line);
  const sums = (await readKnownFulfilments(db, [fulfilmentId])).get(fulfilmentId)?.sums;
  const own = sums?.lines.find(({ lineId }) => lineId === line.lineId);
  return sums && own ? committedOf(sums, own) : 0;
}

function release(fulfilmentId: string | null, { lineId }: TermsLine, quantity: number): ServerDraft[] {
  if (fulfilmentId === null) return [];
  return [
    { kind: 'fulfilment.released', payload: { fulfilmentId, lines: [{ lineId, quantity }], reason: 'uncovered' } },
  ];
}

async function other(
  context: ServerContext,
  tx: SqlIngestTransaction,
  { terms, line, quantity, released, here }: Uncovered & { here: string },
  { locationId }: UncoveredDecision,
): Promise<ServerDraft[] | null> {
  const delivery = terms.deliveries.find(({ id }) => id === line.deliveryId);
  const locationIds = locationId ? [locationId] : terms.channel.locationIds.filter((id) => id !== here);
  const { orderId } = terms;
  const ask = { orderId, locationIds, variantIds: [line.variantId], safetyStock: NO_SAFETY_STOCK, now: context.now() };
  const { lineId, variantId } = line;
  const locations = await readRouteLocations(tx.db, ask);
  const route = routeOrder([{ lineId, variantId, quantity }], locations, ['priority', 'load']);
  if (!delivery || route.unassigned.length > 0) return null;
  const promised: ServerDraft[] = [];
  for (const assignment of route.assignments) {
    promised.push(await promiseBy(context, tx, terms, delivery, { ...assignment, reasons: ['chosen'] }));
  }
  return [...released, ...promised];
}

/** What is sold instead costs the customer the same, and is told to their channel by nobody: it knows the order as it was placed. */
async function substitute(
  context: ServerContext,
  { db }: SqlIngestTransaction,
  { terms, line, quantity, released }: Uncovered,
  sku: string,
): Promise<ServerDraft[] | null> {
  if (terms.ticketId !== null) return null;
  const { rows } = await sql<{ variant_id: string; sku: string; name: string; unit: TermsLine['unit'] }>`
    select variant_id, sku, name, unit from variant where sku = ${sku} or ${sku} = any(gtins)
    order by (sku = ${sku}) desc limit 1`.execute(db);
  const [found] = rows;
  const off = cancellation(terms, {
    lines: [{ lineId: line.lineId, quantity }],
    reason: 'substituted',
    asker: 'store',
  });
  const amount = off?.lines[0]?.amount;
  if (!found || !off || amount === undefined || found.unit !== line.unit || found.variant_id === line.variantId)
    return null;
  const { taxCategory, taxes, amount: whole, deliveryId, unit } = line;
  const named = { variantId: found.variant_id, sku: found.sku, name: found.name, unit, quantity, taxCategory };
  const id = context.newId();
  const priced = ticketLine({ ...named, id, amount, before: 0, whole, taxes }, terms.pricesIncludeTax);
  const payload: OrderAmended = {
    ...{ orderId: terms.orderId, asker: 'store', reason: 'substituted' },
    added: [{ ...named, id, deliveryId, amount, taxes: priced.taxes }],
  };
  return [
    ...released,
    { kind: 'order.cancelled', payload: { ...off, charges: [] } },
    { kind: 'order.amended', payload },
  ];
}
