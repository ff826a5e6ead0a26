import type { Moved } from '#sync-server/ingest/ingest-store.ts';

/** Tells listeners of this and of other processes which feeds moved. A lost announcement costs time, never data. */
export interface Announcer {
  publish(moved: Moved): void;
  /** Calls back with every feed that moves; gives a function that stops it. */
  subscribe(listener: (feed: string, position: number) => void): () => void;
  close(): Promise<void>;
}

/** Within one process: enough where the database is embedded. */
export function localAnnouncer(): Announcer {
  const listeners = new Set<(feed: string, position: number) => void>();
  return {
    publish(moved) {
      for (const [feed, position] of moved) for (const listener of listeners) listener(feed, position);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      listeners.clear();
    },
  };
}
