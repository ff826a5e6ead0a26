import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { outstandingOf } from '#domain/tender/stored-value.ts';
import { pointsWith } from '#sync-server/db/member-group.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import {
  type KnownPayment,
  type MoneyLookups,
  type MoneyNeeds,
  valueMoveOf,
} from '#sync-server/ingest/money-effects.ts';
import { parseEnvelope } from '#sync-server/ingest/parse-envelope.ts';

/**
 * Answers what booking stored value, accounts and payments needs. Instruments stay locked until the transaction ends, so that two
 * registers' redemptions of the same card are seen one after the other.
 */
export async function lookUpMoney(db: Kysely<Tables>, needs: MoneyNeeds): Promise<MoneyLookups> {
  return {
    values: await valuesOf(db, needs),
    leases: await leasesOf(db, needs),
    movedBy: await movedBy(db, needs),
    payments: await paymentsOf(db, needs),
    tickets: await ticketsOf(db, needs),
    openByCart: await openByCart(db, needs),
    looseByJournal: await looseByJournal(db, needs),
  };
}

async function valuesOf(db: Kysely<Tables>, { instruments }: MoneyNeeds): Promise<MoneyLookups['values']> {
  if (instruments.size === 0) return new Map();
  const rows = await db
    .selectFrom('stored_value')
    .selectAll()
    .where('instrument', '=', sql<string>`any(${[...instruments]}::text[])`)
    .orderBy('instrument')
    .forUpdate()
    .execute();
  const values: MoneyLookups['values'] = new Map(
    rows.map(({ instrument, class: kind, currency, balance, expires }) => {
      return [instrument, { class: kind, currency, balance, expires }];
    }),
  );
  for (const instrument of instruments) {
    const held = await pointsWith(db, instrument);
    if (!held) continue;
    const { balance, expires } = held;
    values.set(instrument, { class: 'points', currency: instrument.slice(4, 7), balance, expires });
  }
  return values;
}

async function leasesOf(db: Kysely<Tables>, { leaseIds }: MoneyNeeds): Promise<MoneyLookups['leases']> {
  if (leaseIds.size === 0) return new Map();
  const rows = await db
    .selectFrom('lease')
    .selectAll()
    .where('lease_id', '=', sql<string>`any(${[...leaseIds]}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row) => {
      const { lease_id, journal_id, instrument, closed } = row;
      return [lease_id, { journalId: journal_id, instrument, outstanding: closed ? 0 : outstandingOf(row) }];
    }),
  );
}

async function movedBy(db: Kysely<Tables>, { factIds }: MoneyNeeds): Promise<Set<string>> {
  if (factIds.size === 0) return new Set();
  const ids = sql<string>`any(${[...factIds]}::uuid[])`;
  const rows = await db
    .selectFrom('value_movement')
    .select('fact_id')
    .where('fact_id', '=', ids)
    .unionAll(db.selectFrom('account_movement').select('fact_id').where('fact_id', '=', ids))
    .execute();
  return new Set(rows.map((row) => row.fact_id));
}

async function paymentsOf(db: Kysely<Tables>, { paymentIds }: MoneyNeeds): Promise<MoneyLookups['payments']> {
  if (paymentIds.size === 0) return new Map();
  const rows = await selectPayments(db)
    .where('payment_id', '=', sql<string>`any(${[...paymentIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.paymentId, row]));
}

/** Tickets with what was booked beside them; of several with one id the newest. */
async function ticketsOf(db: Kysely<Tables>, needs: MoneyNeeds): Promise<MoneyLookups['tickets']> {
  const tickets: MoneyLookups['tickets'] = new Map();
  const wanted = [...needs.tickets.values()];
  if (wanted.length === 0) return tickets;
  const journals = sql<string>`any(${wanted.map(({ journalId }) => journalId)}::uuid[])`;
  const orders = sql<string>`any(${wanted.map(({ orderId }) => orderId)}::uuid[])`;
  const rows = await db
    .selectFrom('customer_order')
    .innerJoin('fact', (join) =>
      join.onRef('fact.journal_id', '=', 'customer_order.journal_id').onRef('fact.seq', '=', 'customer_order.seq'),
    )
    .select('fact.body')
    .where('customer_order.order_id', '=', orders)
    .where('customer_order.journal_id', '=', journals)
    .orderBy('customer_order.seq')
    .execute();
  for (const { body } of rows) {
    const parsed = parseEnvelope(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body));
    if (parsed.ok) tickets.set(parsed.value.id, { order: parsed.value.payload as OrderCompleted, moves: [] });
  }
  for (const move of await movementsOf(db, orders, journals)) {
    const ticket = tickets.get(move.orderId);
    ticket?.moves.push(valueMoveOf({ ...move, currency: ticket.order.currency }));
  }
  return tickets;
}

async function movementsOf(db: Kysely<Tables>, orders: RawBuilder<string>, journals: RawBuilder<string>) {
  const values = await db
    .selectFrom('value_movement')
    .select(['order_id as orderId', 'instrument', 'class', 'amount'])
    .where('order_id', '=', orders)
    .where('journal_id', '=', journals)
    .execute();
  const accounts = await db
    .selectFrom('account_movement')
    .select(['order_id as orderId', 'account_id as accountId', 'amount'])
    .where('order_id', '=', orders)
    .where('journal_id', '=', journals)
    .execute();
  return [
    ...values.map((row) => ({ type: 'value-movement' as const, ...row })),
    ...accounts.map((row) => ({ type: 'account-movement' as const, ...row })),
  ];
}

async function openByCart(
  db: Kysely<Tables>,
  { openPaymentsOfCarts }: MoneyNeeds,
): Promise<MoneyLookups['openByCart']> {
  if (openPaymentsOfCarts.size === 0) return new Map();
  const rows = await selectPayments(db)
    .where('cart_id', '=', sql<string>`any(${[...openPaymentsOfCarts]}::uuid[])`)
    .where('state', 'in', ['asked', 'unknown'])
    .execute();
  return grouped(rows, ({ cartId }) => cartId);
}

async function looseByJournal(
  db: Kysely<Tables>,
  { loosePaymentsOfJournals }: MoneyNeeds,
): Promise<MoneyLookups['looseByJournal']> {
  if (loosePaymentsOfJournals.size === 0) return new Map();
  const rows = await selectPayments(db)
    .where('journal_id', '=', sql<string>`any(${[...loosePaymentsOfJournals]}::uuid[])`)
    .where((where) =>
      where.or([
        where('state', 'in', ['asked', 'unknown']),
        where.and([
          where('state', '=', 'approved'),
          where.not(
            where.exists(
              where
                .selectFrom('payment')
                .select('payment.seq')
                .whereRef('payment.payment_id', '=', 'third_party_payment.payment_id'),
            ),
          ),
        ]),
      ]),
    )
    .orderBy('requested_seq')
    .execute();
  return grouped(rows, ({ journalId }) => journalId);
}

function selectPayments(db: Kysely<Tables>) {
  return db
    .selectFrom('third_party_payment')
    .select([
      'payment_id as paymentId',
      'journal_id as journalId',
      'cart_id as cartId',
      'tender',
      'direction',
      'currency',
      'requested_seq as requestedSeq',
      'state',
    ])
    .select((select) => select.fn.coalesce('settled_amount', 'amount').as('amount'));
}

function grouped(rows: readonly KnownPayment[], keyOf: (row: KnownPayment) => string): Map<string, KnownPayment[]> {
  const groups = new Map<string, KnownPayment[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
