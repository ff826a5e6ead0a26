/** What migration 0023-doors runs, in order. */
export const DOORS: readonly string[] = [
  `alter table register_code add column kind text not null default 'till' check (kind in ('till', 'tablet'))`,
  `update register_code set kind = 'tablet' where used_by in (select journal_id from device)`,
  // By which PIN and badge somebody is signed in on a device: whoever signed in before this was kept signs in once more.
  'alter table device add column credentials text',
  `create table operator_try (
      operator_id text primary key, failures int not null, last_at timestamptz not null)`,
  'alter table picture add column added_by text, add column added_on text',
  'create index picture_added on picture (added_at)',
];
