import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';

type ColumnType = 'text' | 'int8' | 'int4' | 'boolean' | 'uuid' | 'timestamptz' | 'date' | 'jsonb' | 'bytea';
type Cell = string | number | boolean | Buffer | null;

/**
 * Inserts rows in one statement, each column as one array parameter. `columns` gives their PostgreSQL types; a jsonb cell is JSON text.
 * `onConflict` is what follows `on conflict`.
 */
export async function insertRows<C extends string>(
  db: Kysely<Tables>,
  table: keyof Tables,
  columns: Readonly<Record<C, ColumnType>>,
  rows: readonly Readonly<Record<NoInfer<C>, Cell>>[],
  onConflict?: RawBuilder<unknown>,
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns) as C[];
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select * from ${unnest(columns, rows)}
    ${onConflict ? sql`on conflict ${onConflict}` : sql``}`.execute(db);
}

/** `unnest(...)` of one array parameter per column, in the order of `columns`. */
export function unnest<C extends string>(
  columns: Readonly<Record<C, ColumnType>>,
  rows: readonly Readonly<Record<NoInfer<C>, Cell>>[],
): RawBuilder<unknown> {
  const arrays = (Object.entries(columns) as [C, ColumnType][]).map(
    ([name, type]) => sql`${rows.map((row) => row[name])}::${sql.raw(type)}[]`,
  );
  return sql`unnest(${sql.join(arrays)})`;
}
