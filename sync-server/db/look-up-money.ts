import { type Kysely, sql } from 'kysely';
import { outstandingOf } from '#domain/tender/stored-value.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { KnownPayment, MoneyLookups, MoneyNeeds } from '#sync-server/ingest/money-effects.ts';

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
  return new Map(
    rows.map(({ instrument, class: kind, currency, balance, expires }) => {
      return [instrument, { class: kind, currency, balance, expires }];
    }),
  );
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
