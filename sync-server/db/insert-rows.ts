import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';

type ColumnType = 'text' | 'int8' | 'int4' | 'int2' | 'boolean' | 'uuid' | 'timestamptz' | 'date' | 'jsonb' | 'bytea';
type Cell = string | number | boolean | Buffer | null;

/**
 * Inserts rows in one statement, each column as one array parameter. `columns` gives their PostgreSQL types; a jsonb cell is JSON text.
 * `onConflict` is what follows `on conflict`; it may end in `returning`, whose rows come back.
 */
export async function insertRows<C extends string, Returned = never>(
  db: Kysely<Tables>,
  table: keyof Tables,
  columns: Readonly<Record<C, ColumnType>>,
  rows: readonly Readonly<Record<NoInfer<C>, Cell>>[],
  onConflict?: RawBuilder<unknown>,
): Promise<Returned[]> {
  if (rows.length === 0) return [];
  const names = Object.keys(columns) as C[];
  const result = await sql<Returned>`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select * from ${unnest(columns, rows)}
    ${onConflict ? sql`on conflict ${onConflict}` : sql``}`.execute(db);
  return result.rows;
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

/** The last of each key, in the order of first appearance. */
export function lastOf<T>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}
