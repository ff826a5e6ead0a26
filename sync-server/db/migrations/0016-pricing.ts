const AMOUNT = 'int8 check (amount between 0 and 9007199254740991)';

/** What migration 0016-pricing runs, in order. */
export const PRICING: readonly string[] = [
  `create table customer_group (
      group_id text primary key, revision int8 not null, archived boolean not null, body jsonb not null,
      changed_at timestamptz not null, changed_by text)`,
  'alter table member add column group_id text',
  'create index member_by_group on member (group_id, card_number) where group_id is not null',
  // Every group that a member was put into: a till that has not heard of the next sells by the one before.
  `create table member_group (
      member_id text not null, group_id text not null, at timestamptz not null, by text,
      primary key (member_id, group_id))`,
  `create table price_list (
      list_id uuid primary key, version int8 not null, revision int8 not null, archived boolean not null,
      body jsonb not null, changed_at timestamptz not null, changed_by text)`,
  `create table price_list_version (
      list_id uuid not null, version int8 not null, at timestamptz not null, by text, body jsonb,
      primary key (list_id, version))`,
  `create table price_list_entry (
      list_id uuid not null, variant_id text not null, page int4 not null, version int8 not null,
      amount ${AMOUNT} not null, primary key (list_id, variant_id))`,
  'create index price_list_entry_page on price_list_entry (page)',
  `create table price_list_entry_version (
      list_id uuid not null, variant_id text not null, version int8 not null, amount ${AMOUNT},
      primary key (list_id, variant_id, version))`,
  'create table price_list_change (change_id uuid primary key, answer jsonb not null)',
];
