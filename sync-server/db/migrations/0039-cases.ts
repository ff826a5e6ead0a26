/** What migration 0039-cases runs, in order. */
export const CASES: readonly string[] = [
  'alter table member_case add column assigned_to text, add column state_at timestamptz',
  `alter table case_note add column step text not null default 'opened', add column assigned_to text`,
  'create index member_case_order on member_case (order_id) where order_id is not null',
  // Who works in the office of a shop today goes on doing so.
  `update role set role = jsonb_set(role, '{grants}', role -> 'grants' || '{"cases": true}') where role -> 'grants' ? 'reports'`,
];
