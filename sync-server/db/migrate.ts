import { type Kysely, Migrator, sql } from 'kysely';
import { MIGRATIONS } from '#sync-server/db/migrations.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Brings the tables up to date. Safe when several processes start at once: Kysely's migrator holds an advisory lock. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(MIGRATIONS).map(([name, statements]) => [name, { up: (on) => runAll(on, statements) }]),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function runAll(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
