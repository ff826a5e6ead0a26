/** What migration 0008-override-scope runs, in order. */
export const OVERRIDE_SCOPE: readonly string[] = ['alter table override add column scope jsonb'];
