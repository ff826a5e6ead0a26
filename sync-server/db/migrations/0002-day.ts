/** What migration 0002-day runs, in order. */
export const DAY: readonly string[] = [
  'alter table variant add column rules jsonb',
  'alter table category add column tax_category text',
  'alter table operator add column badge_hash text',
  'create table role (role_id text primary key, role jsonb not null)',
  `alter table customer_order add column items int not null default 0, add column first_name text not null default '',
      add column sold int8 not null default 0, add column returned int8 not null default 0,
      add column unreceipted int8 not null default 0, add column discount int8 not null default 0`,
  'create index customer_order_at on customer_order (at)',
  'create index customer_order_member on customer_order (member_id) where member_id is not null',
  'alter table order_line add column adjustment int8 not null default 0',
  `alter table payment add column tip int8 not null default 0, add column reference text, add column instrument text,
      add column account_id text, add column foreign_currency text, add column foreign_tendered int8`,
  `create table return_line (
      journal_id uuid not null, seq int8 not null, line_no int not null, line_id text not null, order_id uuid not null,
      source_order_id uuid, source_line_id text, variant_id text not null, sku text not null, name text not null,
      quantity int8 not null, amount int8 not null, taxes jsonb not null, reason text not null, condition text not null,
      primary key (journal_id, seq, line_no))`,
  'create index return_line_source on return_line (source_order_id) where source_order_id is not null',
  `create table override (
      override_id uuid primary key, journal_id uuid not null, seq int8 not null, store_id text not null,
      permission text not null, asker_id text not null, decider_id text, verdict text not null, size int8 not null,
      subject_id uuid)`,
  'create index override_subject on override (subject_id) where subject_id is not null',
  `create table post_void (
      order_id uuid not null, journal_id uuid not null, seq int8 not null, return_id uuid not null,
      primary key (journal_id, seq))`,
  'create index post_void_order on post_void (order_id)',
  `create table session (
      session_id uuid primary key, journal_id uuid not null, store_id text not null, register_id text not null,
      business_date date not null, opened_seq int8 not null, opened_at timestamptz not null, opened_by text,
      accountable text, float int8 not null, recovers uuid, closed_seq int8, closed_at timestamptz, z_number int8,
      series text, z jsonb, over_short int8 not null default 0,
      carried int8 not null default 0, from_server boolean not null default false)`,
  'create index session_journal on session (journal_id, opened_seq)',
  'create index session_day on session (store_id, business_date)',
  `create table cash_move (
      journal_id uuid not null, seq int8 not null, store_id text not null, register_id text not null,
      business_date date not null, at timestamptz not null, operator_id text, kind text not null, amount int8 not null,
      detail jsonb not null, primary key (journal_id, seq))`,
  'create index cash_move_day on cash_move (store_id, business_date)',
  `create table day_close (
      store_id text not null, business_date date not null, supplement int not null, closed_at timestamptz not null,
      seqs jsonb not null, missing text[] not null, total int8 not null, primary key (store_id, business_date, supplement))`,
  `create table audit (
      journal_id uuid not null, seq int8 not null, store_id text not null, register_id text not null,
      business_date date not null, at timestamptz not null, operator_id text, kind text not null,
      amount int8 not null default 0, detail jsonb not null, primary key (journal_id, seq))`,
  'create index audit_at on audit (store_id, at)',
  `create table problem (
      journal_id uuid not null, seq int8 not null, store_id text not null, at timestamptz not null, problem text not null,
      code text, name text, category_id text, price int8, photo_id uuid, primary key (journal_id, seq))`,
  'create index problem_store on problem (store_id, at)',
  `create table parked_cart (
      park_id uuid primary key, cart_id uuid not null, journal_id uuid not null, seq int8 not null, store_id text not null,
      register_id text not null, operator_id text not null, at timestamptz not null, total int8 not null,
      cart jsonb not null, claimed_by uuid)`,
  'create index parked_cart_cart on parked_cart (cart_id)',
  `create table mail (
      journal_id uuid not null, seq int8 not null, order_id uuid not null, address_id uuid not null,
      queued_at timestamptz not null, status text not null default 'waiting', attempts int not null default 0,
      due_at timestamptz not null, last_error text, sent_at timestamptz, primary key (journal_id, seq))`,
  `create index mail_due on mail (due_at) where status = 'waiting'`,
];
