/** What migration 0033-channels runs, in order. */
export const CHANNELS: readonly string[] = [
  `create table channel_secret (channel_id text primary key, sealed bytea not null, changed_at timestamptz not null)`,
  `create table channel_key (
      key_id text primary key, channel_id text not null, key_hash text not null unique, name text not null,
      made_at timestamptz not null, made_by text, used_at timestamptz, revoked_at timestamptz)`,
  'create index channel_key_channel on channel_key (channel_id)',
  `create table channel_state (
      channel_id text primary key, cursor text, variants_cursor text, reconciled_at timestamptz, variants_at timestamptz,
      heard_at timestamptz, webhook_at timestamptz, failing_since timestamptz, failures int4 not null default 0,
      retry_at timestamptz, fault text, fault_why text)`,
  `create table channel_delivery (
      channel_id text not null, delivery_id text not null, at timestamptz not null, primary key (channel_id, delivery_id))`,
  `create table channel_look (
      channel_id text not null, channel_order_id text not null, asked_at timestamptz not null, due_at timestamptz not null,
      turn int8 not null default 1, tries int4 not null default 0, fault text, primary key (channel_id, channel_order_id))`,
  'create index channel_look_due on channel_look (channel_id, due_at)',
  `create table channel_order (
      channel_id text not null, channel_order_id text not null, order_id uuid not null unique, known jsonb not null,
      unmapped jsonb not null, looked_at timestamptz not null, primary key (channel_id, channel_order_id))`,
  `create index channel_order_unmapped on channel_order (channel_id) where unmapped <> '[]'`,
  `create table channel_variant (
      channel_id text not null, external_variant_id text not null, external_product_id text not null, sku text, gtin text,
      name text not null, status text not null, variant_id text, seen_at timestamptz not null,
      primary key (channel_id, external_variant_id))`,
  'create index channel_variant_variant on channel_variant (channel_id, variant_id) where variant_id is not null',
  `create table channel_told (
      channel_id text not null, variant_id text not null, location_id text not null, quantity int8 not null,
      told_at timestamptz not null, fault text, primary key (channel_id, variant_id, location_id))`,
  `create table generic_order (
      channel_id text not null, channel_order_id text not null, order_id uuid not null, number text not null,
      member_id text, text_id uuid not null, placed_at timestamptz not null, updated_at timestamptz not null,
      primary key (channel_id, channel_order_id))`,
  'create index generic_order_updated on generic_order (channel_id, updated_at)',
  `create table channel_request (
      channel_id text not null, idempotency_key text not null, request_hash text not null,
      at timestamptz not null, primary key (channel_id, idempotency_key))`,
  `create table channel_event (
      seq bigint generated always as identity primary key, event_id uuid not null unique, channel_id text not null,
      kind text not null, data jsonb not null, at timestamptz not null, due_at timestamptz, tries int4 not null default 0,
      fault text)`,
  'create index channel_event_channel on channel_event (channel_id, seq)',
  // Whoever could set up a store may set up what it sells through.
  `update role set role = jsonb_set(role, '{grants}', role -> 'grants' || '{"channels": true}')
      where role -> 'grants' ? 'settings'`,
  'create index channel_event_due on channel_event (channel_id, due_at) where due_at is not null',
];
