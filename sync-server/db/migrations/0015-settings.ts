/** What migration 0015-settings runs, in order. */
export const SETTINGS: readonly string[] = [
  'alter table tax_rules add column changed_at timestamptz, add column changed_by text',
];
