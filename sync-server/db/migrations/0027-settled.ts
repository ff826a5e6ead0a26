/** What migration 0027-settled runs, in order. */
export const SETTLED: readonly string[] = [
  `alter table exception add column resolved_by text, add column note_id uuid, add column times int4 not null default 1`,
  `create index exception_open on exception (store_id, opened_at) where status = 'open'`,
  `alter table member add column erased_at timestamptz, add column erased_by text`,
];
