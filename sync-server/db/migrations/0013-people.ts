/** What migration 0013-people runs, in order. */
export const PEOPLE: readonly string[] = [
  `alter table operator add column revision int8 not null default 1, add column archived boolean not null default false,
      add column changed_at timestamptz, add column changed_by text`,
  `alter table role add column revision int8 not null default 1, add column changed_at timestamptz,
      add column changed_by text`,
  `alter table store add column revision int8 not null default 1, add column changed_at timestamptz,
      add column changed_by text`,
];
