import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import type {
  AccountMovement,
  LeaseGrant,
  LeaseUse,
  MoneyEffect,
  PaymentOutcome,
  PaymentRequest,
  ValueMovement,
} from '#sync-server/ingest/money-effects.ts';

/** Writes what facts changed about stored value, accounts and payments, in their order. */
export async function writeMoney(db: Kysely<Tables>, effects: readonly MoneyEffect[]): Promise<void> {
  for (const effect of effects) {
    switch (effect.type) {
      case 'value-movement':
        await moveValue(db, effect);
        break;
      case 'lease-grant':
        await grantLease(db, effect);
        break;
      case 'lease-spent':
      case 'lease-returned':
        await countUse(db, effect);
        break;
      case 'account-movement':
        await moveAccount(db, effect);
        break;
      case 'payment-requested':
        await requestPayment(db, effect);
        break;
      case 'payment-settled':
        await settlePayment(db, effect);
    }
  }
}

async function moveValue(db: Kysely<Tables>, movement: ValueMovement): Promise<void> {
  const { instrument, class: kind, currency, amount, expires, memberId } = movement;
  const written = await db
    .insertInto('value_movement')
    .values({
      fact_id: movement.factId,
      journal_id: movement.journalId,
      seq: movement.seq,
      instrument,
      class: kind,
      amount,
      order_id: movement.orderId,
      lease_id: movement.leaseId,
      store_id: movement.storeId,
      business_date: movement.businessDate,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('fact_id')
    .execute();
  if (written.length === 0) return;
  await sql`insert into stored_value (instrument, class, currency, expires, member_id, balance)
    values (${instrument}, ${kind}, ${currency}, ${expires}::date, ${memberId}, ${amount})
    on conflict (instrument) do update set balance = stored_value.balance + excluded.balance,
      expires = greatest(stored_value.expires, excluded.expires),
      member_id = coalesce(stored_value.member_id, excluded.member_id)`.execute(db);
}

async function grantLease(db: Kysely<Tables>, grant: LeaseGrant): Promise<void> {
  const { leaseId, journalId, instrument, amount, epoch } = grant;
  await db.insertInto('lease_grant').values({ lease_id: leaseId, epoch, amount }).execute();
  await sql`insert into lease (lease_id, journal_id, instrument, granted)
    values (${leaseId}, ${journalId}, ${instrument}, ${amount})
    on conflict (lease_id) do update set granted = lease.granted + excluded.granted`.execute(db);
}

/** A lease that was never granted is closed all the same: a request for it that is still on its way comes too late. */
async function countUse(db: Kysely<Tables>, use: LeaseUse): Promise<void> {
  const { type, leaseId, journalId, instrument, amount } = use;
  const [spent, returned] = type === 'lease-spent' ? [amount, 0] : [0, amount];
  const closed = type === 'lease-returned';
  await sql`insert into lease (lease_id, journal_id, instrument, spent, returned, closed)
    values (${leaseId}, ${journalId}, ${instrument}, ${spent}, ${returned}, ${closed})
    on conflict (lease_id) do update set spent = lease.spent + excluded.spent,
      returned = lease.returned + excluded.returned, closed = lease.closed or excluded.closed`.execute(db);
}

async function moveAccount(db: Kysely<Tables>, movement: AccountMovement): Promise<void> {
  const { accountId, currency, amount } = movement;
  const written = await db
    .insertInto('account_movement')
    .values({
      fact_id: movement.factId,
      journal_id: movement.journalId,
      seq: movement.seq,
      account_id: accountId,
      currency,
      amount,
      order_id: movement.orderId,
      due: movement.due,
      store_id: movement.storeId,
      business_date: movement.businessDate,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('fact_id')
    .execute();
  if (written.length === 0) return;
  await sql`insert into account (account_id, currency, balance) values (${accountId}, ${currency}, ${amount})
    on conflict (account_id) do update set balance = account.balance + excluded.balance`.execute(db);
}

async function requestPayment(db: Kysely<Tables>, request: PaymentRequest): Promise<void> {
  await db
    .insertInto('third_party_payment')
    .values({
      payment_id: request.paymentId,
      journal_id: request.journalId,
      requested_seq: request.seq,
      store_id: request.storeId,
      register_id: request.registerId,
      cart_id: request.cartId,
      tender: request.tender,
      direction: request.direction,
      amount: request.amount,
      currency: request.currency,
      state: 'asked',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function settlePayment(db: Kysely<Tables>, outcome: PaymentOutcome): Promise<void> {
  const approved = outcome.state === 'approved';
  await db
    .updateTable('third_party_payment')
    .set({ state: outcome.state, settled_seq: outcome.seq, how: outcome.how })
    .$if(approved, (update) => update.set({ settled_amount: outcome.amount, tip: outcome.tip }))
    .$if(outcome.reference !== null, (update) => update.set({ reference: outcome.reference }))
    .where('payment_id', '=', outcome.paymentId)
    .execute();
}
