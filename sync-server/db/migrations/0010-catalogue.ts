import { FACTS_READ, READ_FACTS } from '#sync-server/db/migration-functions.ts';

/** What migration 0010-catalogue runs, in order. */
export const CATALOGUE: readonly string[] = [
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
];
