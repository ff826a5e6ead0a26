/** What migration 0021-tablet runs, in order. */
export const TABLET: readonly string[] = [
  `create table device (
      journal_id uuid primary key, token_hash text not null unique, attempt_id uuid not null, admitted_at timestamptz not null,
      operator_id text, active_at timestamptz not null)`,
  `create table device_try (
      journal_id uuid not null, name text not null, failures int not null, last_at timestamptz not null,
      primary key (journal_id, name))`,
  `create table device_fact (
      journal_id uuid not null, fact_id uuid not null, seq int8 not null, primary key (journal_id, fact_id))`,
];
