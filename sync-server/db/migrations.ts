import { FACTS_READ, READ_FACTS } from '#sync-server/db/migration-functions.ts';

/**
 * What each migration runs, in order; a migration that was released is never edited. PostgreSQL 15 is the oldest and newest
 * dialect used. Figures that travel as JSON numbers are checked to be safe integers, so that reading never loses a digit.
 */
export const MIGRATIONS: Readonly<Record<string, readonly string[]>> = {
  '0001-first': [
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
  ],
  '0002-day': [
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
  ],
  '0003-stored-value-and-payments': [
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
  ],
  '0004-line-figures': [
    `alter table customer_order add column line_count int not null default 0,
      add column return_count int not null default 0, add column discount_count int not null default 0`,
    'alter table order_line add column gross int8 not null default 0',
    'update order_line set gross = amount',
    'alter table return_line add column gross int8 not null default 0',
    'update return_line set gross = amount',
  ],
  '0005-mail-form': [
    `alter table mail add column copy int not null default 0, add column form text not null default 'receipt'`,
  ],
  '0006-receipt-index': ['create index customer_order_receipt on customer_order (receipt_number)'],
  '0007-liabilities': [
    ...READ_FACTS,
    'alter table order_line add column liability text',
    'alter table return_line add column liability text',
    'alter table customer_order add column liabilities int8 not null default 0',
    `update order_line set liability = 'deposit' where variant_id = 'deposit'`,
    `update return_line set liability = 'deposit' where variant_id = 'deposit'`,
    `update order_line set liability = 'gift-card' from fact
      cross join lateral jsonb_array_elements(json_of(body) #> '{payload,lines}')
        with ordinality as line (sold, line_no)
      where fact.applied and fact.kind = 'order.completed' and position('"storedValue"'::bytea in body) > 0
        and line.sold ->> 'storedValue' = 'gift-card' and order_line.journal_id = fact.journal_id
        and order_line.seq = fact.seq and order_line.line_no = line.line_no`,
    `update customer_order set liabilities = owed.amount from (
        select journal_id, seq, sum(gross)::int8 as amount from (
          select journal_id, seq, gross from order_line where liability is not null
          union all select journal_id, seq, gross from return_line where liability is not null) as line
        group by journal_id, seq) as owed
      where customer_order.journal_id = owed.journal_id and customer_order.seq = owed.seq`,
    'create index order_line_liability on order_line (journal_id, seq) where liability is not null',
    'create index return_line_liability on return_line (journal_id, seq) where liability is not null',
    ...FACTS_READ,
  ],
  '0008-override-scope': ['alter table override add column scope jsonb'],
  '0009-stock': [
    ...READ_FACTS,
    `alter table movement add column booked int8 generated by default as identity,
      add column kind text not null default 'sale', add column reason text, add column at timestamptz,
      add column business_date date, add column place_id text, add column batch text, add column expiry date,
      add column operator_id text, add column register_id text, add column document_kind text,
      add column document_id text, add column document_text text, add column source_id text, add column as_of jsonb,
      add column cost int8 not null default 0, add column correction int8 not null default 0`,
    `update movement set kind = case when quantity < 0 then 'sale' else 'return' end, at = ticket.at,
        business_date = ticket.business_date, operator_id = ticket.operator_id, register_id = ticket.register_id,
        document_kind = 'order', document_id = ticket.order_id::text,
        document_text = ticket.receipt_series || '-' || ticket.receipt_number
      from customer_order as ticket where ticket.journal_id = movement.journal_id and ticket.seq = movement.seq`,
    `update movement set kind = 'post-void' from customer_order as ticket join post_void on return_id = ticket.order_id
      where ticket.journal_id = movement.journal_id and ticket.seq = movement.seq`,
    `update movement set kind = case when told.reason = 'opening' then 'opening' else 'received' end, reason = told.reason,
        at = told.at, business_date = told.business_date, operator_id = told.operator_id, register_id = told.register_id
      from (select journal_id, seq, instant_of(body ->> 'at') as at,
          instant_of(body ->> 'businessDate')::date as business_date, body ->> 'operatorId' as operator_id,
          body ->> 'registerId' as register_id, body #>> '{payload,reason}' as reason
        from (select journal_id, seq, json_of(body) as body from fact
          where applied and kind = 'stock.received') as received) as told
      where told.journal_id = movement.journal_id and told.seq = movement.seq`,
    `update movement set at = coalesce(at, now()), business_date = coalesce(business_date, current_date)
      where at is null or business_date is null`,
    'alter table movement alter column at set not null, alter column business_date set not null',
    'alter table movement alter column kind drop default',
    'drop index movement_variant',
    'create index movement_ledger on movement (variant_id, location_id, booked)',
    'create index movement_source on movement (source_id) where source_id is not null',
    `alter table stock
      add column value int8 not null default 0 check (value between -9007199254740991 and 9007199254740991),
      add column average_amount int8, add column average_quantity int8`,
    `create table stock_lot (
      location_id text not null, variant_id text not null, place_id text not null, batch text not null, expiry date,
      received_on date not null,
      quantity int8 not null check (quantity between -9007199254740991 and 9007199254740991),
      unique nulls not distinct (location_id, variant_id, place_id, batch, expiry))`,
    `create table transfer (
      transfer_id uuid primary key, from_location_id text, to_location_id text not null, sent_at timestamptz,
      sent_journal uuid, sent_seq int8, complete boolean not null default false, heard_at timestamptz not null)`,
    'create index transfer_to on transfer (to_location_id, heard_at)',
    'create index transfer_from on transfer (from_location_id, heard_at)',
    `create table transfer_line (
      transfer_id uuid not null, variant_id text not null,
      sent int8 not null default 0 check (sent between -9007199254740991 and 9007199254740991),
      accepted int8 not null default 0 check (accepted between -9007199254740991 and 9007199254740991),
      damaged int8 not null default 0 check (damaged between -9007199254740991 and 9007199254740991),
      cost int8 not null default 0 check (cost between -9007199254740991 and 9007199254740991),
      taken int8 not null default 0 check (taken between -9007199254740991 and 9007199254740991),
      primary key (transfer_id, variant_id))`,
    'create index transfer_line_variant on transfer_line (variant_id)',
    'alter table order_line add column net int8 not null default 0, add column cost int8 not null default 0',
    'alter table return_line add column net int8 not null default 0, add column cost int8 not null default 0',
    'update order_line set net = gross',
    `update order_line set net = gross - taxed.tax from (
        select fact.journal_id, fact.seq, line_no, (select coalesce(sum((tax ->> 'amount')::int8), 0)::int8
          from jsonb_array_elements(line.sold -> 'taxes') as tax) as tax
        from fact cross join lateral jsonb_array_elements(json_of(body) #> '{payload,lines}')
          with ordinality as line (sold, line_no)
        where fact.applied and fact.kind = 'order.completed') as taxed
      where order_line.journal_id = taxed.journal_id and order_line.seq = taxed.seq and order_line.line_no = taxed.line_no`,
    `update return_line set net = gross - (
      select coalesce(sum((tax ->> 'amount')::int8), 0)::int8 from jsonb_array_elements(taxes) as tax)`,
    ...FACTS_READ,
  ],
  '0010-catalogue': [
    ...READ_FACTS,
    // Folds as people compare: no letter case, no diacritics (Unicode NFKD without combining marks).
    `create function fold_text(value text) returns text language sql immutable parallel safe as $$
      select lower(regexp_replace(normalize(value, NFKD), '[\\u0300-\\u036f]', '', 'g')) $$`,
    // Only functions of pg_catalog and none of another name, so that a dump can be restored without a search path.
    `create function variant_search(sku text, name text, names jsonb, gtins text[]) returns text
      language sql immutable parallel safe as $$
      select lower(regexp_replace(normalize(concat_ws(' ', sku, name, (select string_agg(value, ' ')
        from jsonb_each_text(names)), array_to_string(gtins, ' ')), NFKD), '[\\u0300-\\u036f]', '', 'g')) $$`,
    `alter table category add column revision int8 not null default 1, add column changed_at timestamptz,
      add column changed_by text, add column name_key text collate "C" generated always as (left(fold_text(name), 100)) stored`,
    `alter table variant add column revision int8 not null default 1, add column changed_at timestamptz,
      add column changed_by text, add column archived boolean not null default false, add column descriptions jsonb,
      add column net_content jsonb,
      add column name_key text collate "C" generated always as (left(fold_text(name), 100)) stored,
      add column search text generated always as (variant_search(sku, name, names, gtins)) stored`,
    // What the back office lists by default, each answered without a look at the table.
    'create index variant_by_name on variant (name_key, variant_id) where not archived',
    'create index variant_by_sku on variant (sku collate "C", variant_id) where not archived',
    'create index variant_by_change on variant (changed_at nulls first, variant_id) where not archived',
    'create index variant_category on variant (category_id)',
    `create table variant_version (
      variant_id text not null, revision int8 not null, at timestamptz not null, by text, variant jsonb not null,
      primary key (variant_id, revision))`,
    `insert into variant_version (variant_id, revision, at, by, variant)
      select published ->> 'variantId', row_number() over (partition by published ->> 'variantId' order by seq),
        (fact ->> 'at')::timestamptz, fact ->> 'operatorId', published
      from (select seq, json_of(body) as fact from fact where applied and kind = 'catalogue.published')
        as journalled cross join lateral jsonb_array_elements(fact #> '{payload,variants}') as published`,
    `update variant set revision = last.revision, changed_at = last.at, changed_by = last.by
      from (select distinct on (variant_id) * from variant_version order by variant_id, revision desc) as last
      where last.variant_id = variant.variant_id`,
    ...FACTS_READ,
    // Ahead: published for an instant that no later publication has looked past yet.
    `alter table price_history add column effective_at timestamptz, add column published_by text,
      add column ahead boolean not null default false, add column withdrawn_at timestamptz, add column withdrawn_by text`,
    'create index price_history_version on price_history (store_id, version)',
    'create index price_ahead on price_history (store_id, variant_id) where ahead',
    'create table catalogue_change (change_id uuid primary key, answer jsonb not null)',
  ],
  '0011-count': [
    `create table stock_count (
      count_id uuid primary key, location_id text not null, plan jsonb not null, status text not null,
      planned_at timestamptz not null, planned_by text)`,
    'create index stock_count_location on stock_count (location_id, planned_at)',
    `create table count_round (
      count_id uuid not null, round int not null, plan jsonb not null, primary key (count_id, round))`,
    `create table count_said (
      journal_id uuid not null, seq int8 not null, count_id uuid not null, location_id text not null,
      place_id text not null, round int not null, operator_id text not null, at timestamptz not null,
      known jsonb not null, complete boolean not null, primary key (journal_id, seq))`,
    'create index count_said_count on count_said (count_id)',
    'create index count_said_place on count_said (location_id, place_id)',
    `create table count_figure (
      journal_id uuid not null, seq int8 not null, variant_id text not null, count_id uuid not null,
      quantity int8 not null, primary key (journal_id, seq, variant_id))`,
    'create index count_figure_count on count_figure (count_id, variant_id)',
    `create table count_approval (
      count_id uuid not null, variant_id text not null, journal_id uuid not null, seq int8 not null,
      location_id text not null, at timestamptz not null, business_date date not null, operator_id text not null,
      quantity int8 not null, shrinkage jsonb not null, primary key (count_id, variant_id))`,
    'create index count_approval_day on count_approval (location_id, business_date)',
    'create table journal_contact (journal_id uuid primary key, heard_until timestamptz not null)',
    'create index movement_location on movement (location_id, journal_id, seq)',
    'create index movement_counted on movement (location_id, variant_id) where as_of is not null',
  ],
  '0012-buy': [
    `create table supplier (
      supplier_id text primary key, revision int8 not null, supplier jsonb not null, changed_at timestamptz not null,
      changed_by text)`,
    `create table purchase_order (
      purchase_order_id text primary key, number int8 not null unique, revision int8 not null, supplier_id text not null,
      location_id text not null, status text not null, body jsonb not null, created_at timestamptz not null,
      changed_at timestamptz not null, changed_by text)`,
    'create index purchase_order_location on purchase_order (location_id, status)',
    `create table purchase_order_line (
      purchase_order_id text not null, variant_id text not null,
      ordered int8 not null default 0 check (ordered between -9007199254740991 and 9007199254740991),
      received int8 not null default 0 check (received between -9007199254740991 and 9007199254740991),
      primary key (purchase_order_id, variant_id))`,
    'create index purchase_order_line_variant on purchase_order_line (variant_id)',
    `alter table mail alter column order_id drop not null, alter column address_id drop not null,
      add column purchase_order_id text, add column mail_to text`,
    'create index mail_purchase_order on mail (purchase_order_id) where purchase_order_id is not null',
  ],
  '0013-people': [
    `alter table operator add column revision int8 not null default 1, add column archived boolean not null default false,
      add column changed_at timestamptz, add column changed_by text`,
    `alter table role add column revision int8 not null default 1, add column changed_at timestamptz,
      add column changed_by text`,
    `alter table store add column revision int8 not null default 1, add column changed_at timestamptz,
      add column changed_by text`,
  ],
  '0014-recall': [
    `create table sale_stop (
      stop_id uuid primary key, variant_id text not null, status text not null, stopped_at timestamptz not null,
      stop jsonb not null)`,
    'create index sale_stop_variant on sale_stop (variant_id)',
    "create index movement_sold on movement (variant_id) where kind = 'sale'",
  ],
};
