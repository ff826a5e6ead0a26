/** What migration 0017-pictures runs, in order. */
export const PICTURES: readonly string[] = [
  // `published`: something in the catalogue names it, or did. What nothing ever named is forgotten after a while.
  `create table picture (
      hash text primary key check (hash ~ '^[0-9a-f]{64}$'), type text not null, width int4 not null, height int4 not null,
      bytes bytea not null, thumbnail_type text not null, thumbnail bytea not null, published boolean not null default false,
      added_at timestamptz not null)`,
  // They are packed already.
  'alter table picture alter column bytes set storage external, alter column thumbnail set storage external',
  'create index picture_unpublished on picture (added_at) where not published',
  'alter table variant add column pictures jsonb',
  'alter table category add column picture jsonb',
  `create table place (
      location_id text not null, place_id text not null, name text not null, kind text not null, archived boolean not null,
      revision int8 not null default 1, changed_at timestamptz not null, changed_by text,
      primary key (location_id, place_id))`,
  `create table home_place (
      location_id text not null, variant_id text not null, place_id text not null, primary key (location_id, variant_id))`,
  'create index home_place_place on home_place (location_id, place_id)',
];
