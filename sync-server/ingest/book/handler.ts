import type { Fact } from '#contracts/facts/envelope.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups, Needs } from '#sync-server/ingest/ingest-store.ts';

/**
 * How one fact kind books: pure, so that it runs on any storage. A fact books for its journal's store and register, whatever
 * its envelope says. `journal.lastReceipt` is that before this fact.
 */
export interface Handler<Payload> {
  /** Adds what `book` will look up. */
  needs?(fact: Fact<Payload>, journal: Journal, needs: Needs): void;
  book(fact: Fact<Payload>, journal: Journal, lookups: Lookups): Partial<Effects>;
  /** The receipt number that the fact uses up, in the journal's own series. */
  receiptNumber?(fact: Fact<Payload>, journal: Journal): number;
  /** Changes what later facts look up, so that a batch is cut after it. */
  cuts?: boolean;
  /** Looks up what the facts before it wrote, so that a batch is cut before it. */
  begins?: boolean;
}
