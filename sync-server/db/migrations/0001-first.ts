/** What migration 0001-first runs, in order. */
export const FIRST: readonly string[] = [
  'create table secret (name text primary key, value text not null)',
  `create table journal (
      journal_id uuid primary key, register_id text not null, store_id text not null, public_key text not null,
      incarnation int not null, receipt_series text not null unique, last_receipt int8 not null default 0,
      watermark int8 not null default 0, head_hash text not null, revoked_at timestamptz)`,
  'create index journal_store on journal (store_id)',
  `create table fact (
      journal_id uuid not null, seq int8 not null, fact_id uuid not null, kind text not null, version int not null,
      body bytea not null, hash text not null, signature text not null, received_at timestamptz not null,
      applied boolean not null, held text, primary key (journal_id, seq))`,
  'create index fact_held on fact (journal_id, seq) where held is not null',
  `create table parked (
      journal_id uuid not null, seq int8 not null, hash text not null, body bytea not null, signature text not null,
      received_at timestamptz not null, primary key (journal_id, seq, hash))`,
  `create table quarantine (
      journal_id uuid not null, line_hash text not null, seq int8, reason text not null, line bytea not null,
      received_at timestamptz not null, primary key (journal_id, line_hash))`,
  `create table exception (
      exception_id uuid primary key, code text not null, store_id text not null, journal_id uuid, seq int8, amount int8,
      detail jsonb not null, opened_at timestamptz not null, status text not null default 'open', choice text,
      resolved_at timestamptz)`,
  'create index exception_opened on exception (status, opened_at)',
  'create table store (store_id text primary key, location_id text not null unique, settings jsonb not null)',
  'create table register (register_id text primary key, store_id text not null, name text not null)',
  'create table register_token (token_hash text primary key, journal_id uuid not null)',
  `create table register_code (
      code_hash text primary key, store_id text not null, register_id text, name text, expires_at timestamptz not null,
      used_by uuid)`,
  `create table operator (
      operator_id text primary key, name text not null, initials text not null, role text not null,
      store_ids text[] not null, pin_hash text not null, demo_pin text)`,
  `create table tax_rules (
      store_id text not null, version int8 not null, rules jsonb not null, primary key (store_id, version))`,
  'create table category (category_id text primary key, name text not null, names jsonb)',
  `create table variant (
      variant_id text primary key, page int not null, product_id text not null, sku text not null unique,
      name text not null, names jsonb, gtins text[] not null, category_id text not null, unit text not null,
      tax_category text not null)`,
  'create index variant_page on variant (page)',
  'create index variant_gtins on variant using gin (gtins)',
  `create table price (
      store_id text not null, variant_id text not null, page int not null, amount int8 not null, version int8 not null,
      primary key (store_id, variant_id))`,
  'create index price_page on price (store_id, page)',
  `create table price_history (
      store_id text not null, variant_id text not null, version int8 not null, amount int8 not null,
      published_at timestamptz not null, primary key (store_id, variant_id, version))`,
  `create table customer_order (
      journal_id uuid not null, seq int8 not null, order_id uuid not null, store_id text not null,
      register_id text not null, operator_id text, at timestamptz not null, business_date date not null,
      receipt_series text not null, receipt_number int8 not null, currency text not null,
      prices_include_tax boolean not null, tax_version int8 not null, engine_version int8 not null, member_id text,
      tax_total int8 not null, total int8 not null, rounding int8 not null, primary key (journal_id, seq))`,
  'create index customer_order_id on customer_order (order_id)',
  'create index customer_order_day on customer_order (store_id, business_date)',
  `create table order_line (
      journal_id uuid not null, seq int8 not null, line_no int not null, line_id text not null,
      variant_id text not null, sku text not null, name text not null, quantity int8 not null, unit_price int8 not null,
      price_version int8 not null, list_amount int8 not null, amount int8 not null, primary key (journal_id, seq, line_no))`,
  `create table payment (
      journal_id uuid not null, seq int8 not null, payment_no int not null, payment_id uuid not null, tender text not null,
      tendered int8 not null, change int8 not null, amount int8 not null, primary key (journal_id, seq, payment_no))`,
  `create table order_tax (
      journal_id uuid not null, seq int8 not null, tax_no int not null, code text not null, rate_ppm int8 not null,
      base int8 not null, amount int8 not null, primary key (journal_id, seq, tax_no))`,
  `create table movement (
      journal_id uuid not null, seq int8 not null, movement_no int not null, location_id text not null,
      variant_id text not null, quantity int8 not null, primary key (journal_id, seq, movement_no))`,
  'create index movement_variant on movement (variant_id, location_id)',
  `create table stock (
      location_id text not null, variant_id text not null, page int not null,
      on_hand int8 not null default 0 check (on_hand between -9007199254740991 and 9007199254740991),
      committed int8 not null default 0 check (committed between -9007199254740991 and 9007199254740991),
      primary key (location_id, variant_id))`,
  'create index stock_page on stock (location_id, page)',
  'create table member (member_id text primary key, subject_id uuid not null, card_number text not null)',
  'create table vault (subject_id uuid primary key, key bytea, ciphertext bytea not null)',
  'create table feed (feed text primary key, position int8 not null)',
  `create table feed_nonce (
      feed text not null, position int8 not null, nonce text not null, primary key (feed, position))`,
  `create table feed_document (
      feed text not null, id text not null, kind text not null, page int, position int8 not null,
      deleted boolean not null default false, primary key (feed, id))`,
  'create unique index feed_document_position on feed_document (feed, position)',
  `create index feed_document_overlay on feed_document (feed, page) where kind = 'stock-overlay'`,
];
