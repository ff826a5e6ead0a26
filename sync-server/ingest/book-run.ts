import { pageOf } from '#domain/catalog/variant.ts';
import type { RunFact } from '#domain/journal/verify-run.ts';
import { addNeeds, bookFact, isServerJournal, type Readied, readyFact } from '#sync-server/ingest/book/book-fact.ts';
import { addEffects, type Effects, noEffects, storeFeed, type Touch } from '#sync-server/ingest/effects.ts';
import { foldOverlays } from '#sync-server/ingest/fold-overlays.ts';
import { type IngestTransaction, type Journal, noNeeds, type StoredFact } from '#sync-server/ingest/ingest-store.ts';
import { learn } from '#sync-server/ingest/learn.ts';

/** What booking a run came to. */
export interface RunBooked {
  journal: Journal;
  facts: StoredFact[];
  effects: Effects;
}

/**
 * Books facts that follow the journal's head without a gap: stores them, writes their effects and moves the head.
 * The caller touches the feeds (`touchFeeds`), last of all. `raw` stores them without booking, as unbookable.
 */
export async function bookRun(
  tx: IngestTransaction,
  journal: Journal,
  run: readonly RunFact[],
  options: { raw?: string } = {},
): Promise<RunBooked> {
  const all: RunBooked = { journal, facts: [], effects: noEffects() };
  await lockTickets(tx, run);
  for (const batch of batchesOf(run.map((entry) => ({ ...entry, readied: readyFact(entry.fact, journal) })))) {
    const needs = noNeeds();
    if (options.raw === undefined) for (const { readied } of batch) addNeeds(readied, all.journal, needs);
    const lookups = await tx.lookUp(needs);
    const facts: StoredFact[] = [];
    const effects = noEffects();
    for (const { fact, line, readied } of batch) {
      const booked = bookFact(readied, all.journal, lookups, options.raw);
      facts.push({ fact, line, held: booked.held });
      addEffects(effects, booked.effects);
      learn(lookups, booked.effects);
      all.journal = { ...all.journal, seq: fact.seq, hash: line.hash, lastReceipt: booked.lastReceipt };
    }
    await tx.write(facts, effects);
    all.facts.push(...facts);
    addEffects(all.effects, effects);
  }
  if (all.facts.length > 0) await tx.moveHead(all.journal);
  return all;
}

async function lockTickets(tx: IngestTransaction, run: readonly RunFact[]): Promise<void> {
  const tickets = run.filter(({ fact }) => fact.kind === 'order.completed');
  if (tickets.length === 0) return;
  const isReturning = tickets.some(({ fact }) => typeof fact.payload === 'object' && 'returns' in (fact.payload ?? {}));
  await tx.lockTickets(isReturning ? 'exclusive' : 'shared');
}

/** Touches all documents that show the run, overlays folded into their pages where they have become many. */
export async function touchFeeds(tx: IngestTransaction, { journal, facts, effects }: RunBooked) {
  const touched = [...effects.touched];
  if (facts.length > 0 && !isServerJournal(journal)) {
    touched.push({ feed: storeFeed(journal.storeId), kind: 'watermark', key: journal.journalId });
  }
  return tx.touch(await foldAll(tx, touched));
}

async function foldAll(tx: IngestTransaction, touched: readonly Touch[]) {
  const feeds = new Map<string, Touch[]>();
  for (const touch of touched) feeds.set(touch.feed, [...(feeds.get(touch.feed) ?? []), touch]);
  const documents = [];
  for (const [feed, touches] of feeds) {
    const pages = new Set(touches.flatMap(stockPageOf));
    const live = pages.size === 0 ? { pages: new Set<number>(), overlays: [] } : await tx.stockPages(feed, [...pages]);
    documents.push(...foldOverlays(touches, live));
  }
  return documents;
}

function stockPageOf({ kind, key }: Touch): number[] {
  if (kind === 'stock-overlay') return [pageOf(key)];
  return kind === 'stock-page' ? [Number(key)] : [];
}

/** Cuts a run after every fact that changes what later ones look up, and before every one that looks up what earlier ones wrote. */
function batchesOf<T extends { readied: Readied }>(run: readonly T[]): T[][] {
  const batches: T[][] = [[]];
  for (const entry of run) {
    if (entry.readied.handler?.begins) batches.push([]);
    batches.at(-1)?.push(entry);
    if (entry.readied.handler?.cuts) batches.push([]);
  }
  return batches.filter((batch) => batch.length > 0);
}
