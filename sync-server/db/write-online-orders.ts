import { type Kysely, sql } from 'kysely';
import type { OrderPlaced } from '#contracts/facts/fulfilment-facts.ts';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type {
  OnlineEffect,
  OrderPlacedEffect,
  OrderReturnedEffect,
  OrderTicketEffect,
} from '#sync-server/ingest/fulfilment-effects.ts';

type Line = OrderPlaced['lines'][number];
type Charge = OrderPlaced['charges'][number];

async function routeAnew(db: Kysely<Tables>, orderId: string): Promise<void> {
  await db.updateTable('online_order').set({ route_at: null }).where('order_id', '=', orderId).execute();
}

/** Writes what facts say of orders themselves, in the order of the facts, and answers which orders those are. */
export async function writeOnlineOrders(
  db: Kysely<Tables>,
  effects: readonly OnlineEffect[],
  heardAt: string,
): Promise<string[]> {
  const orderIds = new Set<string>();
  for (const effect of effects) {
    const orderId = await writeOne(db, effect, heardAt);
    if (orderId) orderIds.add(orderId);
  }
  return [...orderIds];
}

async function writeOne(db: Kysely<Tables>, effect: OnlineEffect, heardAt: string): Promise<string | null> {
  switch (effect.type) {
    case 'order-placed':
      await place(db, effect, heardAt);
      return effect.order.orderId;
    case 'order-amended': {
      const { orderId, added = [], charges = [], deliveries } = effect.change;
      await writeLines(db, orderId, added);
      await writeCharges(db, orderId, charges);
      if (deliveries) await replaceDeliveries(db, orderId, deliveries);
      await addToSearch(db, orderId, added);
      await routeAnew(db, orderId);
      return orderId;
    }
    case 'order-cancelled': {
      const { orderId, lines, charges } = effect.change;
      for (const { lineId, quantity, amount } of lines) {
        await sql`update online_order_line set cancelled = cancelled + ${quantity},
          cancelled_amount = cancelled_amount + ${amount}
          where order_id = ${orderId} and line_id = ${lineId}`.execute(db);
      }
      for (const { chargeId, amount } of charges) {
        await sql`update online_order_charge set cancelled = cancelled + ${amount}
          where order_id = ${orderId} and charge_id = ${chargeId}`.execute(db);
      }
      return orderId;
    }
    case 'order-payment': {
      const { orderId, paymentId, step, amount, currency, tender, reference = null } = effect.payment;
      await db
        .insertInto('online_order_payment')
        .values({ order_id: orderId, payment_id: paymentId, step, amount, currency, tender, reference, at: effect.at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await routeAnew(db, orderId);
      return orderId;
    }
    case 'return-announced': {
      const { orderId, lines } = effect.change;
      await addToLines(db, orderId, 'return_asked', lines);
      return orderId;
    }
    case 'order-returned':
      await noteReturn(db, effect);
      return effect.orderId;
    case 'order-ticket':
      await noteTicket(db, effect);
      return effect.orderId;
    default:
      return null;
  }
}

async function place(db: Kysely<Tables>, effect: OrderPlacedEffect, heardAt: string): Promise<void> {
  const { order, journalId, seq, storeId } = effect;
  const due = order.deliveries.flatMap(({ promisedBy }) => promisedBy ?? []).sort();
  const inserted = await db
    .insertInto('online_order')
    .values({
      ...{ order_id: order.orderId, journal_id: journalId, seq, number: order.number, channel_id: order.channelId },
      ...{ channel_order_id: order.channelOrderId, store_id: storeId, placed_at: order.placedAt },
      ...{ currency: order.currency, prices_include_tax: order.pricesIncludeTax, member_id: order.memberId ?? null },
      ...{ customer_id: order.customerId ?? null, note_id: order.noteId ?? null, ticket_id: order.ticketId ?? null },
      ...{ language: order.language ?? null, deliveries: JSON.stringify(order.deliveries), due_at: due[0] ?? null },
      ...{
        total: 0,
        authorised: 0,
        voided: 0,
        captured: 0,
        refunded: 0,
        failed: false,
        person_tokens: null,
        route_at: null,
      },
      ...{ fulfilment_state: 'unassigned', payment_state: 'unpaid', return_state: 'none', changed_at: heardAt },
      search: searchText([order.number, order.channelOrderId, order.memberId ?? '', ...goodsOf(order.lines)]),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('order_id')
    .execute();
  if (inserted.length === 0) return;
  await writeLines(db, order.orderId, order.lines);
  await writeCharges(db, order.orderId, order.charges);
  if (order.ticketId === undefined) return;
  await db
    .insertInto('online_order_ticket')
    .values({ order_id: order.orderId, ticket_id: order.ticketId, fulfilment_id: null, total: order.total })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function writeLines(db: Kysely<Tables>, orderId: string, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return;
  const columns = {
    ...({ order_id: 'uuid', line_id: 'text', line_no: 'int4', delivery_id: 'text', variant_id: 'text' } as const),
    ...({ sku: 'text', name: 'text', unit: 'text', ordered: 'int8', amount: 'int8', tax_category: 'text' } as const),
    ...({ taxes: 'jsonb', minimum_age: 'int4', substitution: 'text' } as const),
  };
  const first = await nextNo(db, 'online_order_line', 'line_no', orderId);
  const rows = lines.map((line, index) => ({
    ...{ order_id: orderId, line_id: line.id, line_no: first + index, delivery_id: line.deliveryId },
    ...{ variant_id: line.variantId, sku: line.sku, name: line.name, unit: line.unit, ordered: line.quantity },
    ...{ amount: line.amount, tax_category: line.taxCategory, taxes: JSON.stringify(line.taxes) },
    ...{ minimum_age: line.minimumAge ?? null, substitution: line.substitution ?? null },
  }));
  await insertRows(db, 'online_order_line', columns, rows, sql`do nothing`);
}

async function writeCharges(db: Kysely<Tables>, orderId: string, charges: readonly Charge[]): Promise<void> {
  if (charges.length === 0) return;
  const columns = {
    ...({ order_id: 'uuid', charge_id: 'text', charge_no: 'int4', kind: 'text', name: 'text' } as const),
    ...({ amount: 'int8', tax_category: 'text', taxes: 'jsonb', delivery_id: 'text' } as const),
  };
  const first = await nextNo(db, 'online_order_charge', 'charge_no', orderId);
  const rows = charges.map((charge, index) => ({
    ...{ order_id: orderId, charge_id: charge.id, charge_no: first + index, kind: charge.kind, name: charge.name },
    ...{ amount: charge.amount, tax_category: charge.taxCategory, taxes: JSON.stringify(charge.taxes) },
    delivery_id: charge.deliveryId ?? null,
  }));
  await insertRows(db, 'online_order_charge', columns, rows, sql`do nothing`);
}

async function nextNo(
  db: Kysely<Tables>,
  table: 'online_order_line' | 'online_order_charge',
  column: 'line_no' | 'charge_no',
  orderId: string,
): Promise<number> {
  const { rows } = await sql<{ next: number }>`select coalesce(max(${sql.ref(column)}), 0) + 1 as next
    from ${sql.table(table)} where order_id = ${orderId}`.execute(db);
  return rows[0]?.next ?? 1;
}

/** Deliveries are told whole; what of them is not told stays. */
async function replaceDeliveries(
  db: Kysely<Tables>,
  orderId: string,
  deliveries: OrderPlaced['deliveries'],
): Promise<void> {
  const row = await db
    .selectFrom('online_order')
    .select('deliveries')
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  const told = new Set(deliveries.map(({ id }) => id));
  const all = [...row.deliveries.filter(({ id }) => !told.has(id)), ...deliveries];
  const due = all.flatMap(({ promisedBy }) => promisedBy ?? []).sort();
  await db
    .updateTable('online_order')
    .set({ deliveries: JSON.stringify(all), due_at: due[0] ?? null })
    .where('order_id', '=', orderId)
    .execute();
}

async function addToSearch(db: Kysely<Tables>, orderId: string, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return;
  const text = searchText(goodsOf(lines));
  await sql`update online_order set search = search || ' ' || ${text} where order_id = ${orderId}`.execute(db);
}

function goodsOf(lines: readonly Line[]): string[] {
  return lines.flatMap(({ sku, name, variantId }) => [sku, name, variantId]);
}

/** Every text once, as it is searched. */
function searchText(texts: readonly string[]): string {
  return [...new Set(texts)].join(' ').toLowerCase();
}

async function addToLines(
  db: Kysely<Tables>,
  orderId: string,
  column: 'return_asked' | 'returned',
  lines: readonly { lineId: string; quantity: number }[],
): Promise<void> {
  for (const { lineId, quantity } of lines) {
    await sql`update online_order_line set ${sql.ref(column)} = ${sql.ref(column)} + ${quantity}
      where order_id = ${orderId} and line_id = ${lineId}`.execute(db);
  }
}

/** What was given back is no longer what the order comes to; what the ticket settled itself its channel does not give back. */
async function noteReturn(db: Kysely<Tables>, effect: OrderReturnedEffect): Promise<void> {
  const { orderId, ticketId, at, lines, charges, settled } = effect;
  await addToLines(db, orderId, 'returned', lines);
  for (const { lineId, amount } of lines) {
    await sql`update online_order_line set returned_amount = returned_amount + ${amount}
      where order_id = ${orderId} and line_id = ${lineId}`.execute(db);
  }
  for (const { chargeId, amount } of charges) {
    await sql`update online_order_charge set cancelled = cancelled + ${amount},
      ticketed_amount = ticketed_amount - ${amount} where order_id = ${orderId} and charge_id = ${chargeId}`.execute(
      db,
    );
  }
  await noteGivenBack(db, orderId, effect.undelivered);
  if (settled.amount === 0) return;
  const { amount, tender, currency } = settled;
  const payment = { payment_id: ticketId, step: 'refunded' as const, amount, currency, tender, reference: null, at };
  await db
    .insertInto('online_order_payment')
    .values({ order_id: orderId, ...payment })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What nobody was handed is given back before it is taken off the order (`settle-at-counter.ts`), and once: beyond what was sold it is none of it. */
async function noteGivenBack(
  db: Kysely<Tables>,
  orderId: string,
  { lines, charges }: OrderReturnedEffect['undelivered'],
): Promise<void> {
  for (const { lineId, quantity, amount } of lines) {
    await sql`update online_order_line set given_back = least(ordered, given_back + ${quantity}),
      given_back_amount = least(amount, given_back_amount + ${amount})
      where order_id = ${orderId} and line_id = ${lineId}`.execute(db);
  }
  for (const { chargeId, amount } of charges) {
    await sql`update online_order_charge set given_back = least(amount, given_back + ${amount})
      where order_id = ${orderId} and charge_id = ${chargeId}`.execute(db);
  }
}

/** What stands in a ticket stands in no other. */
async function noteTicket(db: Kysely<Tables>, effect: OrderTicketEffect): Promise<void> {
  const { orderId, ticketId, fulfilmentId, total, lines, charges } = effect;
  await db
    .insertInto('online_order_ticket')
    .values({ order_id: orderId, ticket_id: ticketId, fulfilment_id: fulfilmentId, total })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const { lineId, variantId, substitute, quantity, amount } of lines) {
    await sql`update fulfilment_goods set ticketed = ticketed + ${quantity}, ticketed_amount = ticketed_amount + ${amount}
      where fulfilment_id = ${fulfilmentId} and line_id = ${lineId} and variant_id = ${variantId}`.execute(db);
    if (substitute) continue;
    await sql`update online_order_line set ticketed = ticketed + ${quantity},
      ticketed_amount = ticketed_amount + ${amount} where order_id = ${orderId} and line_id = ${lineId}`.execute(db);
  }
  for (const { chargeId, amount } of charges) {
    await sql`update online_order_charge set ticketed_amount = ticketed_amount + ${amount}
      where order_id = ${orderId} and charge_id = ${chargeId}`.execute(db);
  }
}
