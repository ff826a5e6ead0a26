import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';

/** Writes targets as they are from now on, each its next revision. */
export async function writeTargets(db: Kysely<Tables>, published: Effects['targets']): Promise<void> {
  for (const { targets, at, by } of published) {
    await sql`insert into target (store_id, month, revision, targets, changed_at, changed_by)
      values (${targets.storeId}, ${targets.month}, 1, ${JSON.stringify(targets)}::jsonb, ${at}, ${by})
      on conflict (store_id, month) do update set revision = target.revision + 1, targets = excluded.targets,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(db);
  }
}
