import { Dexie } from 'dexie';

/** How RxDB's Dexie storage names the IndexedDB database of one collection. */
const RXDB_PREFIX = 'rxdb-dexie-';

/** Names of the IndexedDB databases that hold an RxDB database: one for each collection and its bookkeeping. */
async function filesOf(isOurs: (rxDatabaseName: string) => boolean): Promise<string[]> {
  const names = await Dexie.getDatabaseNames();
  return names.filter((name) => {
    if (!name.startsWith(RXDB_PREFIX)) return false;
    const [rxDatabaseName] = name.slice(RXDB_PREFIX.length).split('--');
    return rxDatabaseName !== undefined && isOurs(rxDatabaseName);
  });
}

/** Removes every RxDB database whose name begins with `prefix` and is not among `keep`. They must be closed. */
export async function removeDatabases(prefix: string, keep: ReadonlySet<string>): Promise<void> {
  for (const file of await filesOf((name) => name.startsWith(prefix) && !keep.has(name))) await Dexie.delete(file);
}

/**
 * Waits until everything written to an RxDB database is on the disk: one strict write to each of its files, which carries the
 * relaxed ones before it.
 */
export async function sealDatabase(rxDatabaseName: string): Promise<void> {
  for (const file of await filesOf((name) => name === rxDatabaseName)) {
    const strict = await new Dexie(file, { chromeTransactionDurability: 'strict' }).open();
    try {
      const documents = strict.table('docs');
      await strict.transaction('rw', documents, async () => {
        const first = await documents.limit(1).toArray();
        await documents.bulkPut(first);
      });
    } finally {
      strict.close();
    }
  }
}
