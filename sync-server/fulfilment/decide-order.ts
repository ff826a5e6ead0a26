import type { OrderAmended, OrderCancelled } from '#contracts/facts/fulfilment-facts.ts';
import type {
  AmendChange,
  CancelChange,
  DecideAnswer,
  RefundChange,
  RouteChange,
} from '#contracts/http/online-orders.ts';
import { type OrderAction, orderAllows } from '#domain/fulfilment/order-state.ts';
import { amountOfFirst, cancelledAmountOf } from '#domain/fulfilment/part-amount.ts';
import type { CancellationToTell } from '#sync-server/channels/channel-port.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { putText } from '#sync-server/db/vault.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';
import { lockOrderTerms, type OrderTerms, openPieces, type TermsLine, unpromised } from './read-order-terms.ts';
import { mayRoute, promiseBy } from './route-orders.ts';

/** Who decides: an operator, or (null) the server by a rule of its own. */
export type Decider = string | null;

const REFUSED = (code: Extract<DecideAnswer, { ok: false }>['code']): { facts: []; answer: DecideAnswer } => ({
  facts: [],
  answer: { ok: false, code },
});

/**
 * Takes pieces, or all that has not left, off an order; what was promised of them is released and what was paid for them is given back by
 * the jobs that follow (`work-orders.ts`). A whole order that nothing left of loses its charges too; of a till's order, each delivery does.
 */
export function cancelOrder(
  context: ServerContext,
  orderId: string,
  change: CancelChange,
  operatorId: Decider,
): Promise<DecideAnswer> {
  return appendFacts<DecideAnswer>(context, async (tx) => {
    const terms = await lockOrderTerms(tx.db, orderId);
    if (!terms) return REFUSED('order-unknown');
    if (!allows(terms, 'cancel')) return REFUSED('order-state');
    const payload = cancellation(terms, change);
    if (!payload) return REFUSED('order-quantity');
    const noteId = await keepNote(context, tx, change.note);
    await tellCancelled(context, tx, terms, payload);
    const fact: ServerDraft = { kind: 'order.cancelled', payload: { ...payload, ...noteId }, operatorId };
    return { facts: [fact], answer: { ok: true } };
  });
}

/** What is taken off, with what is owed no longer for it; null where more is asked for than is open. */
export function cancellation(
  terms: OrderTerms,
  { lines, reason, asker }: Pick<CancelChange, 'lines' | 'reason' | 'asker'>,
): OrderCancelled | null {
  const asked =
    lines ??
    terms.lines
      .map((line) => ({ lineId: line.lineId, quantity: openPieces(line) }))
      .filter(({ quantity }) => quantity > 0);
  const seen = new Map(asked.map(({ lineId, quantity }) => [lineId, quantity]));
  if (seen.size < asked.length || asked.length === 0) return null;
  const off: OrderCancelled['lines'] = [];
  for (const [lineId, quantity] of seen) {
    const line = terms.lines.find((each) => each.lineId === lineId);
    if (!line || quantity > openPieces(line)) return null;
    off.push({ lineId, quantity, amount: amountOff(terms, line, quantity) });
  }
  const isOff = (line: TermsLine) => line.gone === 0 && openPieces(line) === (seen.get(line.lineId) ?? 0);
  const isAll = terms.lines.every(isOff);
  const charges = terms.charges
    .filter(({ deliveryId }) => isAll || (terms.ticketId !== null && isOffWhole(terms, deliveryId, isOff)))
    .map(({ chargeId, amount, cancelled }) => ({ chargeId, amount: amount - cancelled }))
    .filter(({ amount }) => amount > 0);
  return { orderId: terms.orderId, asker: asker ?? 'store', reason, lines: off, charges };
}

/** Nothing of a delivery is to leave, and nothing did: what sending it cost is owed no more. */
function isOffWhole({ lines }: OrderTerms, deliveryId: string | null, isOff: (line: TermsLine) => boolean): boolean {
  const own = lines.filter((line) => line.deliveryId === deliveryId);
  return own.length > 0 && own.every(isOff);
}

/**
 * Of what a till's ticket sold it is what a return of as many gives back: the cumulative share, less what came off before. Where prices
 * exclude tax the shares of the price and of each tax are rounded by themselves, as in a return.
 */
function amountOff({ ticketId, pricesIncludeTax }: OrderTerms, line: TermsLine, quantity: number): number {
  if (ticketId === null) return cancelledAmountOf(line, quantity);
  const pieces = line.cancelled + line.returned + quantity;
  const taxes = pricesIncludeTax ? [] : line.taxes.map(({ amount }) => amount);
  const price = taxes.reduce((rest, tax) => rest - tax, line.amount);
  const off = [price, ...taxes].reduce((sum, part) => sum + amountOfFirst(part, pieces, line.ordered), 0);
  return Math.max(0, off - line.cancelledAmount - line.returnedAmount);
}

/** Tells the channel what of its order is not to come, unless it told of it itself. */
export async function tellCancelled(
  context: ServerContext,
  { db }: SqlIngestTransaction,
  { orderId, channel, channelOrderId }: OrderTerms,
  { lines, reason }: OrderCancelled,
): Promise<void> {
  if (channel.kind === 'till' || lines.length === 0) return;
  const at = context.now().toISOString();
  const cancellationId = context.newId();
  const told: CancellationToTell = {
    ...{ channelOrderId, cancellationId, reason },
    lines: lines.map(({ lineId, quantity }) => ({ channelLineId: lineId, quantity })),
  };
  await db
    .insertInto('channel_outbox')
    .values({
      ...{ item_id: cancellationId, channel_id: channel.channelId, order_id: orderId, kind: 'cancellation' },
      ...{ payload: JSON.stringify(told), made_at: at, next_at: at, fault: null, done_at: null, reference: null },
    })
    .execute();
}

/** Changes where, how or by when deliveries go, while nothing of the order is picked. What was promised by another store is released. */
export function amendOrder(
  context: ServerContext,
  orderId: string,
  change: AmendChange,
  operatorId: Decider,
): Promise<DecideAnswer> {
  return appendFacts<DecideAnswer>(context, async (tx) => {
    const terms = await lockOrderTerms(tx.db, orderId);
    if (!terms) return REFUSED('order-unknown');
    if (!allows(terms, 'amend')) return REFUSED('order-state');
    const before = terms.deliveries.find(({ id }) => id === change.deliveryId);
    if (!before) return REFUSED('order-quantity');
    if (change.storeId !== undefined && !(await isStore(tx, change.storeId))) return REFUSED('store-unknown');
    const addressId = change.address === undefined ? {} : { addressId: context.newId() };
    if (change.address && 'addressId' in addressId) {
      await putText(tx.db, addressId.addressId ?? '', JSON.stringify(change.address), context.random);
    }
    const { promisedBy = before.promisedBy, storeId = before.storeId, method = before.method } = change;
    const pickup = method === 'pickup' && storeId !== undefined ? { storeId } : {};
    const destination = change.address
      ? { country: change.address.country, postalCode: change.address.postalCode }
      : before.destination;
    const delivery = {
      ...{ id: before.id, method, ...pickup, ...(promisedBy === undefined ? {} : { promisedBy }) },
      ...(before.addressId ? { addressId: before.addressId } : {}),
      ...(destination && method === 'ship' ? { destination } : {}),
      ...addressId,
    };
    if (method === 'pickup' && delivery.storeId === undefined) return REFUSED('store-unknown');
    const payload: OrderAmended = {
      ...{ orderId, asker: change.asker ?? 'store', reason: change.reason, deliveries: [delivery] },
      ...(await keepNote(context, tx, change.note)),
    };
    const isElsewhere = storeId !== before.storeId || method !== before.method;
    const released = isElsewhere ? await releaseDelivery(tx, terms, before.id) : [];
    return { facts: [{ kind: 'order.amended', payload, operatorId }, ...released], answer: { ok: true } };
  });
}

/** Promises what is open of an order by a location that a person chose; what another promised, and has not picked, is released. */
export function chooseLocation(
  context: ServerContext,
  orderId: string,
  { locationId, reason }: RouteChange,
  operatorId: Decider,
): Promise<DecideAnswer> {
  return appendFacts<DecideAnswer>(context, async (tx) => {
    const terms = await lockOrderTerms(tx.db, orderId);
    if (!terms) return REFUSED('order-unknown');
    if (!mayRoute(terms)) return REFUSED('order-state');
    const at = await tx.db
      .selectFrom('store')
      .select('store_id')
      .where('location_id', '=', locationId)
      .executeTakeFirst();
    if (!at) return REFUSED('store-unknown');
    const open = await openPromises(tx, orderId);
    const movable = open.filter((each) => each.location_id !== locationId && each.picked === 0 && each.owed > 0);
    const released = releaseFacts(movable, reason ?? 'routed');
    const facts: ServerDraft[] = released.map((fact) => ({ ...fact, operatorId }));
    for (const delivery of terms.deliveries) {
      const lines = terms.lines
        .filter((line) => line.deliveryId === delivery.id)
        .map((line) => {
          const freed = movable
            .filter((each) => each.line_id === line.lineId)
            .reduce((sum, each) => sum + each.owed, 0);
          return { lineId: line.lineId, quantity: unpromised(line) + freed };
        })
        .filter(({ quantity }) => quantity > 0);
      if (lines.length === 0) continue;
      const moved = delivery.method === 'pickup' && delivery.storeId !== at.store_id;
      const to = moved ? { ...delivery, storeId: at.store_id } : delivery;
      if (moved) {
        const payload: OrderAmended = { orderId, asker: 'store', reason: reason ?? 'routed', deliveries: [to] };
        facts.push({ kind: 'order.amended', payload, operatorId });
      }
      const made = await promiseBy(context, tx, terms, to, { locationId, lines, reasons: ['chosen'] });
      facts.push({ ...made, operatorId });
    }
    return facts.length === 0 ? REFUSED('order-quantity') : { facts, answer: { ok: true } };
  });
}

/** Gives money back that an order still comes to, as for a complaint: never more than was captured and is not given back yet (I2). */
export function refundOrder(
  context: ServerContext,
  orderId: string,
  { amount, reason, note }: RefundChange,
  operatorId: Decider,
): Promise<DecideAnswer> {
  return appendFacts<DecideAnswer>(context, async (tx) => {
    const terms = await lockOrderTerms(tx.db, orderId);
    if (!terms) return REFUSED('order-unknown');
    if (!allows(terms, 'refund')) return REFUSED('order-state');
    const due = Math.max(0, terms.captured - terms.refunded - terms.total);
    if (amount > terms.captured - terms.refunded - due || amount > terms.total) return REFUSED('order-quantity');
    const allowance = await allowanceOf(terms, amount);
    if (!allowance) return REFUSED('order-quantity');
    const payload: OrderCancelled = { ...allowance, reason, ...(await keepNote(context, tx, note)) };
    return { facts: [{ kind: 'order.cancelled', payload, operatorId }], answer: { ok: true } };
  });
}

/** An amount off what an order comes to: off its charges, which is what of it is no goods. */
function allowanceOf(terms: OrderTerms, amount: number): Omit<OrderCancelled, 'reason'> | null {
  let left = amount;
  const charges = terms.charges.flatMap(({ chargeId, amount: whole, cancelled }) => {
    const part = Math.min(left, whole - cancelled);
    left -= part;
    return part > 0 ? [{ chargeId, amount: part }] : [];
  });
  return left > 0 ? null : { orderId: terms.orderId, asker: 'store', lines: [], charges };
}

/** What a till's ticket sold is given back at a till, as what it is of: goods, or postage. */
function allows({ states, ticketId }: OrderTerms, action: OrderAction): boolean {
  if (ticketId === null) return orderAllows(action, states);
  return action !== 'refund' && orderAllows(action, { ...states, payment: 'paid' });
}

async function isStore({ db }: SqlIngestTransaction, storeId: string): Promise<boolean> {
  return (
    (await db.selectFrom('store').select('store_id').where('store_id', '=', storeId).executeTakeFirst()) !== undefined
  );
}

/** Words go to the vault. */
async function keepNote(
  { newId, random }: ServerContext,
  { db }: SqlIngestTransaction,
  note: string | undefined,
): Promise<{ noteId?: string }> {
  if (note === undefined || note.trim() === '') return {};
  const noteId = newId();
  await putText(db, noteId, note.trim(), random);
  return { noteId };
}

interface OpenPromise {
  fulfilment_id: string;
  location_id: string | null;
  delivery_id: string | null;
  line_id: string;
  owed: number;
  picked: number;
}

async function openPromises({ db }: SqlIngestTransaction, orderId: string): Promise<OpenPromise[]> {
  const rows = await db
    .selectFrom('fulfilment')
    .innerJoin('fulfilment_line as line', 'line.fulfilment_id', 'fulfilment.fulfilment_id')
    .select(['fulfilment.fulfilment_id', 'location_id', 'delivery_id', 'line_id', 'picked'])
    .select(['assigned', 'released', 'short', 'handed_over', 'shipped'])
    .where('order_id', '=', orderId)
    .where('state', 'in', ['new', 'accepted', 'picking', 'picked', 'ready', 'partly-gone'])
    .execute();
  return rows.map(({ assigned, released, short, handed_over, shipped, ...row }) => {
    return { ...row, owed: Math.max(0, assigned - released - short - handed_over - shipped) };
  });
}

async function releaseDelivery(
  tx: SqlIngestTransaction,
  { orderId }: OrderTerms,
  deliveryId: string,
): Promise<ServerDraft[]> {
  const open = await openPromises(tx, orderId);
  return releaseFacts(
    open.filter((each) => each.delivery_id === deliveryId && each.owed > 0),
    'amended',
  );
}

function releaseFacts(promises: readonly OpenPromise[], reason: string): ServerDraft[] {
  const byFulfilment = new Map<string, { lineId: string; quantity: number }[]>();
  for (const { fulfilment_id, line_id: lineId, owed: quantity } of promises) {
    byFulfilment.set(fulfilment_id, [...(byFulfilment.get(fulfilment_id) ?? []), { lineId, quantity }]);
  }
  return [...byFulfilment].map(([fulfilmentId, lines]): ServerDraft => {
    return { kind: 'fulfilment.released', payload: { fulfilmentId, lines, reason } };
  });
}
