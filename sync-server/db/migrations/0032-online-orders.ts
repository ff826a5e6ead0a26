const SUM = 'int8 not null default 0 check (%s between -9007199254740991 and 9007199254740991)';
const sums = (...names: string[]): string => names.map((name) => `${name} ${SUM.replace('%s', name)}`).join(', ');

/** What migration 0032-online-orders runs, in order. */
export const ONLINE_ORDERS: readonly string[] = [
  `create table channel (
      channel_id text primary key, journal_id uuid not null unique, store_id text not null, kind text not null, name text not null,
      status text not null, revision int8 not null, channel jsonb not null, changed_at timestamptz not null, changed_by text)`,
  `create table online_order (
      order_id uuid primary key, journal_id uuid not null, seq int8 not null, number text not null, channel_id text not null,
      channel_order_id text not null, store_id text not null, placed_at timestamptz not null, currency text not null,
      prices_include_tax boolean not null, member_id text, customer_id uuid, note_id uuid, ticket_id uuid, language text,
      deliveries jsonb not null, due_at timestamptz, ${sums('total', 'authorised', 'voided', 'captured', 'refunded')},
      failed boolean not null default false, fulfilment_state text not null, payment_state text not null,
      return_state text not null, search text not null, person_tokens text[], route_at timestamptz, changed_at timestamptz not null)`,
  'create index online_order_channel on online_order (channel_id, channel_order_id)',
  'create index online_order_placed on online_order (placed_at desc, order_id)',
  'create index online_order_member on online_order (member_id) where member_id is not null',
  'create index online_order_customer on online_order (customer_id) where customer_id is not null',
  'create index online_order_tokens on online_order using gin (person_tokens)',
  `create index online_order_unassigned on online_order (placed_at)
      where fulfilment_state not in ('fulfilled', 'cancelled')`,
  "create index online_order_due on online_order (order_id) where payment_state = 'refund-due'",
  `create table online_order_line (
      order_id uuid not null, line_id text not null, line_no int4 not null, delivery_id text not null, variant_id text not null,
      sku text not null, name text not null, unit text not null, ordered int8 not null, amount int8 not null,
      tax_category text not null, taxes jsonb not null, minimum_age int4, substitution text,
      ${sums('cancelled', 'cancelled_amount', 'substituted_amount', 'promised', 'staged', 'gone', 'return_asked')},
      ${sums('returned', 'returned_amount', 'ticketed', 'ticketed_amount')}, primary key (order_id, line_id))`,
  'create index online_order_line_variant on online_order_line (variant_id)',
  `create index online_order_line_surplus on online_order_line (order_id)
      where promised > gone and promised > ordered - cancelled`,
  `create table online_order_charge (
      order_id uuid not null, charge_id text not null, charge_no int4 not null, kind text not null, name text not null,
      amount int8 not null, tax_category text not null, taxes jsonb not null, delivery_id text,
      ${sums('cancelled', 'ticketed_amount')}, primary key (order_id, charge_id))`,
  `create table online_order_payment (
      order_id uuid not null, payment_id text not null, step text not null, amount int8 not null, currency text not null,
      tender text not null, reference text, at timestamptz not null, primary key (order_id, payment_id, step))`,
  `create table online_order_event (
      journal_id uuid not null, seq int8 not null, order_id uuid, fulfilment_id uuid, kind text not null, at timestamptz not null,
      store_id text not null, register_id text not null, operator_id text, asker text, reason text, quantity int8,
      amount int8, note_id uuid, detail jsonb not null, primary key (journal_id, seq))`,
  'create index online_order_event_order on online_order_event (order_id) where order_id is not null',
  'create index online_order_event_fulfilment on online_order_event (fulfilment_id) where fulfilment_id is not null',
  `create table online_order_ticket (
      order_id uuid not null, ticket_id uuid not null, fulfilment_id uuid, total int8 not null, primary key (order_id, ticket_id))`,
  'create index online_order_ticket_id on online_order_ticket (ticket_id)',
  `create table fulfilment (
      fulfilment_id uuid primary key, order_id uuid, delivery_id text, location_id text, method text, state text not null,
      accepted boolean not null default false, refused boolean not null default false,
      readied boolean not null default false, expired boolean not null default false, refusal text, claimed_by text,
      bags int4, place_id text, assigned_at timestamptz, assigned_journal uuid, assigned_seq int8, promised_by timestamptz,
      ready_at timestamptz, ended_at timestamptz, reasons jsonb not null default '[]', pickup jsonb, changed_at timestamptz not null)`,
  'create index fulfilment_order on fulfilment (order_id)',
  `create index fulfilment_open on fulfilment (location_id)
      where state not in ('done', 'refused', 'expired', 'released')`,
  `create table fulfilment_line (
      fulfilment_id uuid not null, line_id text not null, variant_id text,
      ${sums('assigned', 'released', 'picked', 'short', 'handed_over', 'shipped', 'put_back')},
      primary key (fulfilment_id, line_id))`,
  'create index fulfilment_line_variant on fulfilment_line (variant_id)',
  `create table fulfilment_goods (
      fulfilment_id uuid not null, line_id text not null, variant_id text not null, substitute jsonb,
      ${sums('picked', 'gone', 'put_back', 'ticketed', 'ticketed_amount')}, primary key (fulfilment_id, line_id, variant_id))`,
  'create index fulfilment_goods_due on fulfilment_goods (fulfilment_id) where gone > ticketed',
  `create table channel_outbox (
      item_id uuid primary key, channel_id text not null, order_id uuid not null, kind text not null, payload jsonb not null,
      made_at timestamptz not null, next_at timestamptz not null, tries int4 not null default 0, fault text,
      done_at timestamptz, reference text)`,
  'create index channel_outbox_open on channel_outbox (channel_id, next_at) where done_at is null',
  'create index channel_outbox_order on channel_outbox (order_id)',
  'create index stock_committed on stock (location_id, variant_id) where committed > 0',
  `alter table stock add column staged ${SUM.replace('%s', 'staged')}`,
];
