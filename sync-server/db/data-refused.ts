import { DataRefused } from '#sync-server/ingest/ingest-store.ts';

/**
 * SQLSTATE classes that are about the data itself: 21 cardinality, 22 data exception, 23 constraint, 54 a limit.
 * All others (busy, deadlock, connection, disk) may pass when tried again.
 */
const OF_THE_DATA = /^(21|22|23|54)/;

/**
 * Runs `work`; a failure of the database that is about the data rejects as `DataRefused`, and so does a figure beyond what numbers
 * can count (RangeError), read or reckoned.
 */
export async function refusingData<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
    if (OF_THE_DATA.test(code)) throw new DataRefused(`SQLSTATE ${code}`, { cause: error });
    if (error instanceof RangeError) throw new DataRefused(error.message, { cause: error });
    throw error;
  }
}
