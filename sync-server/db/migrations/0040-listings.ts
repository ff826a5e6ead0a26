/** What migration 0040-listings runs, in order. */
export const LISTINGS: readonly string[] = [
  `create table channel_listing (
      channel_id text not null, variant_id text not null, field text not null, effective_at timestamptz not null,
      status text, amount int8, changed_at timestamptz not null, changed_by text,
      primary key (channel_id, variant_id, field, effective_at))`,
  'create index channel_listing_begins on channel_listing (channel_id, effective_at)',
  `create table channel_safety_stock (
      channel_id text not null, variant_id text not null, location_id text not null, quantity int8 not null,
      primary key (channel_id, variant_id, location_id))`,
  `create table channel_listing_told (
      channel_id text not null, variant_id text not null, status text, amount int8, turn int4 not null,
      told_at timestamptz not null, fault text, tries int4 not null default 0, next_at timestamptz,
      primary key (channel_id, variant_id))`,
];
