/** What migration 0011-count runs, in order. */
export const COUNT: readonly string[] = [
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
];
