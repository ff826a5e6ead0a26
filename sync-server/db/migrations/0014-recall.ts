/** What migration 0014-recall runs, in order. */
export const RECALL: readonly string[] = [
  `create table sale_stop (
      stop_id uuid primary key, variant_id text not null, status text not null, stopped_at timestamptz not null,
      stop jsonb not null)`,
  'create index sale_stop_variant on sale_stop (variant_id)',
  "create index movement_sold on movement (variant_id) where kind = 'sale'",
];
