/** What migration 0018-fleet runs, in order. */
export const FLEET: readonly string[] = [
  `alter table register add column revision int8 not null default 1, add column changed_at timestamptz,
      add column changed_by text`,
  `alter table register_code add column code_id uuid not null default gen_random_uuid(), add column issued_by text`,
  `create table register_contact (
      journal_id uuid primary key, first_seen_at timestamptz not null, seen_at timestamptz not null,
      connection uuid, changed_at timestamptz not null, clock_ms int8, report jsonb, noted_at timestamptz)`,
  `create table register_history (
      journal_id uuid not null, at timestamptz not null, kind text not null, waiting int8 not null, clock_ms int8,
      free int8, version text, primary key (journal_id, at, kind))`,
  `create table update_rollout (
      version text primary key, revision int8 not null, store_ids text[], status text not null,
      started_at timestamptz not null, started_by text)`,
  `create table update_request (
      register_id text primary key, version text not null, asked_at timestamptz not null, asked_by text)`,
];
