import { createHash } from 'node:crypto';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** So many statements are prepared on a connection at most; more texts than that are not the few that a push writes by. */
const PREPARED_MAX = 200;

/**
 * A pool whose connections parse and plan each insert once: a push writes by some twenty statements that are the same every time, with
 * an array for each column. What else is asked is planned anew for what it is asked with.
 */
export function prepareInserts(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= PREPARED_MAX || !text.startsWith('insert into')) return known;
    // Names are told apart by their first 63 bytes (NAMEDATALEN).
    const name = `insert-${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
    names.set(text, name);
    return name;
  };
  return {
    connect: async () => preparing(await pool.connect(), nameOf),
    end: () => pool.end(),
  };
}

function preparing(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new Error('no cursors are configured');
    return client.query({ name: nameOf(text), text, values: [...values] });
  }
  return { query, release: () => client.release() };
}
