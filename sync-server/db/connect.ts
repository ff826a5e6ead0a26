import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { pgliteDialect } from '#sync-server/db/pglite-dialect.ts';
import { prepareInserts } from '#sync-server/db/prepare-inserts.ts';
import type { Tables } from '#sync-server/db/tables.ts';

export interface Connection {
  db: Kysely<Tables>;
  embedded: boolean;
  close(): Promise<void>;
}

const INT8 = 20;
const DATE = 1082;

/** An int8 as a number; throws a RangeError rather than lose a digit. Sums of counts stay far below. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is not a safe integer`);
  return value;
}

/**
 * The embedded database in a folder (which the caller has locked); without a folder it lives in memory.
 * `image` is a `dumpDataDir` of a prepared database to begin from.
 */
export async function connectEmbedded(folder?: string, image?: Blob): Promise<Connection> {
  const pglite = await PGlite.create({
    dataDir: folder,
    loadDataDir: image,
    parsers: { [INT8]: safeInteger, [DATE]: (text: string) => text },
  });
  const db = new Kysely<Tables>({ dialect: pgliteDialect(pglite) });
  const close = async () => {
    await db.destroy();
    await pglite.close();
  };
  return { db, embedded: true, close };
}

/** PostgreSQL 15 or newer at a `postgres://` address; rejects when it cannot be reached within five seconds. */
export async function connectPostgres(databaseUrl: string): Promise<Connection> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 5_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') => {
        if (oid === INT8) return safeInteger;
        if (oid === DATE) return String;
        return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
      },
    },
  });
  // A connection that breaks while idle is replaced by the pool; the next query says if the server is gone.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: prepareInserts(pool) }) });
  try {
    await sql`select 1`.execute(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return { db, embedded: false, close: () => db.destroy() };
}
