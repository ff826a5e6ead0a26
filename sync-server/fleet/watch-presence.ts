import type { ServerContext } from '#sync-server/context.ts';
import { noteConnected, noteDisconnected } from './note-connection.ts';

export interface Presence {
  /** A register's stream of announcements opened; what it gives is called when that ended. */
  came(journalId: string): () => void;
  /** The server closes: that streams end now says nothing of their registers. */
  close(): void;
  /** Everything is written. */
  settled(): Promise<void>;
}

/** Writes down which registers are connected, one after another. What can't be written costs no more than a look at the board. */
export function watchPresence(context: ServerContext, onFault: (error: unknown) => void): Presence {
  let closing = false;
  let last = Promise.resolve();
  const next = (work: () => Promise<void>): void => {
    last = last.then(work).catch(onFault);
  };
  return {
    came(journalId) {
      const connection = context.newId();
      next(() => noteConnected(context, journalId, connection));
      return () => {
        if (!closing) next(() => noteDisconnected(context, journalId, connection));
      };
    },
    close() {
      closing = true;
    },
    settled: () => last,
  };
}
