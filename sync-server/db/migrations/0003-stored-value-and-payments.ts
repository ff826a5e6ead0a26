/** What migration 0003-stored-value-and-payments runs, in order. */
export const STORED_VALUE_AND_PAYMENTS: readonly string[] = [
  `create table stored_value (
      instrument text primary key, class text not null, currency text not null, expires date, member_id text,
      balance int8 not null default 0 check (balance between -9007199254740991 and 9007199254740991))`,
  `create table value_movement (
      fact_id uuid primary key, journal_id uuid not null, seq int8 not null, instrument text not null, class text not null,
      amount int8 not null, order_id uuid not null, lease_id uuid, store_id text not null, business_date date not null)`,
  'create index value_movement_instrument on value_movement (instrument)',
  'create index value_movement_day on value_movement (store_id, business_date)',
  `create table lease (
      lease_id uuid primary key, journal_id uuid not null, instrument text not null, granted int8 not null default 0,
      spent int8 not null default 0, returned int8 not null default 0, closed boolean not null default false)`,
  'create index lease_instrument on lease (instrument) where not closed',
  'create index lease_journal on lease (journal_id) where not closed',
  `create table lease_grant (
      lease_id uuid not null, epoch int not null, amount int8 not null, primary key (lease_id, epoch))`,
  `create table account (
      account_id text primary key, currency text not null,
      balance int8 not null default 0 check (balance between -9007199254740991 and 9007199254740991))`,
  `create table account_movement (
      fact_id uuid primary key, journal_id uuid not null, seq int8 not null, account_id text not null, currency text not null,
      amount int8 not null, order_id uuid not null, due date, store_id text not null, business_date date not null)`,
  'create index account_movement_account on account_movement (account_id)',
  'create index account_movement_day on account_movement (store_id, business_date)',
  `create table third_party_payment (
      payment_id uuid primary key, journal_id uuid not null, requested_seq int8 not null, store_id text not null,
      register_id text not null, cart_id uuid not null, tender text not null, direction text not null, amount int8 not null,
      currency text not null, state text not null, settled_seq int8, settled_amount int8, tip int8 not null default 0,
      reference text, how text)`,
  'create index third_party_payment_cart on third_party_payment (cart_id)',
  `create index third_party_payment_loose on third_party_payment (journal_id)
      where state in ('asked', 'unknown', 'approved')`,
  'create index payment_id on payment (payment_id)',
];
