import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { PushAnswer, Verdict } from '#contracts/http/api.ts';
import type { ParseEnvelope, RunCrypto } from '#domain/journal/verify-run.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import { bookRun, type RunBooked, touchFeeds } from '#sync-server/ingest/book-run.ts';
import { noEffects } from '#sync-server/ingest/effects.ts';
import {
  DataRefused,
  type IngestStore,
  type IngestTransaction,
  type Journal,
  type Moved,
  type QuarantinedLine,
} from '#sync-server/ingest/ingest-store.ts';
import { type Placement, placeLines } from '#sync-server/ingest/place-lines.ts';
import { readLines, splitPush } from '#sync-server/ingest/read-lines.ts';

export interface IngestPorts {
  store: IngestStore;
  /** Hashing, and the verification of signatures by one public key (SPKI DER in base64url). */
  cryptoOf(publicKey: string): RunCrypto;
  parseEnvelope: ParseEnvelope;
  /** Told after each commit which feeds moved. */
  onMoved(moved: Moved): void;
}

/** How much of what can be booked a transaction books: `raw` stores it with that reason instead. */
interface Amount {
  facts: number;
  parked: number;
  raw?: string;
}

const ALL: Amount = { facts: Number.POSITIVE_INFINITY, parked: 1000 };
const NONE: Amount = { facts: 0, parked: 1000 };
const ONE: Amount = { facts: 1, parked: 16 };

type PushedLines = ReturnType<typeof splitPush>;

interface Taken {
  journal: Journal;
  verdicts: Verdict[];
}

/**
 * Takes a push: exact bytes of journal lines of one journal. What follows the watermark is booked exactly once, in one transaction
 * with the watermark and the feeds; what is ahead of a gap is parked durably; what is not authentic is quarantined. A run that the
 * database refuses is parked and booked fact by fact, and a fact that still fails is stored raw, so that none blocks another.
 * Rejects only when the storage is gone or the journal is unknown; then the register just sends again.
 */
export async function takePush(ports: IngestPorts, journalId: string, bytes: Uint8Array): Promise<PushAnswer> {
  const lines = splitPush(bytes);
  const taken = await unlessRefused(
    () => takeOnce(ports, journalId, lines, ALL),
    () => takeOneByOne(ports, journalId, lines),
  );
  const { seq, hash } = taken.journal;
  const verdicts = taken.verdicts.filter((each) => each.verdict !== 'parked' || each.seq > seq);
  return { watermark: seq, hash, verdicts };
}

async function takeOneByOne(ports: IngestPorts, journalId: string, lines: PushedLines): Promise<Taken> {
  let taken = await takeOnce(ports, journalId, lines, NONE);
  for (;;) {
    const next = await unlessRefused(
      () => takeOnce(ports, journalId, [], ONE),
      (refusal) => takeOnce(ports, journalId, [], { ...ONE, raw: refusal.message }),
    );
    const verdicts = [...taken.verdicts, ...next.verdicts];
    if (next.journal.seq === taken.journal.seq) return { journal: next.journal, verdicts };
    taken = { journal: next.journal, verdicts };
  }
}

async function unlessRefused<T>(take: () => Promise<T>, otherwise: (refusal: DataRefused) => Promise<T>): Promise<T> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof DataRefused) return otherwise(error);
    throw error;
  }
}

async function takeOnce(ports: IngestPorts, journalId: string, lines: PushedLines, amount: Amount): Promise<Taken> {
  const { moved, ...taken } = await ports.store.transaction(async (tx) => {
    const journal = await tx.lockJournal(journalId);
    if (!journal) throw new Error(`journal ${journalId} is not enrolled`);
    const placement = await place(ports, tx, journal, lines, amount);
    await setApart(tx, journal, placement);
    const booked = await bookRun(tx, journal, placement.run, { raw: amount.raw });
    const verdicts = verdictsOf(placement, booked);
    return { journal: booked.journal, verdicts, moved: await touchFeeds(tx, booked) };
  });
  ports.onMoved(moved);
  return taken;
}

async function place(
  { cryptoOf, parseEnvelope }: IngestPorts,
  tx: IngestTransaction,
  journal: Journal,
  lines: PushedLines,
  amount: Amount,
): Promise<Placement> {
  const crypto = cryptoOf(journal.publicKey);
  const read = readLines(journal, lines, crypto, parseEnvelope);
  const seqs = read.repeated.map(({ fact }) => fact.seq);
  const stored = seqs.length === 0 ? new Map<number, string>() : await tx.hashesOf(journal.journalId, seqs);
  const parked = await tx.parkedOf(journal.journalId, amount.parked);
  return placeLines(journal, read, stored, parked, { crypto, parseEnvelope, most: amount.facts });
}

/** Parks and quarantines; lines that were not in quarantine yet open one exception per reason. */
async function setApart(
  tx: IngestTransaction,
  journal: Journal,
  { park, unpark, quarantine }: Placement,
): Promise<void> {
  if (unpark.length > 0) await tx.dropParked(journal.journalId, unpark);
  if (park.length > 0) await tx.park(journal.journalId, park);
  if (quarantine.length === 0) return;
  const fresh = await tx.quarantine(journal.journalId, quarantine);
  const reasons = new Map<ErrorCode, QuarantinedLine[]>();
  for (const line of fresh) reasons.set(line.reason, [...(reasons.get(line.reason) ?? []), line]);
  const exceptions = [...reasons].map(([reason, lines]) => {
    const seq = lines[0]?.seq ?? null;
    return exceptionOf(reason, { ...journal, seq }, { lines: lines.length, receiptSeries: journal.receiptSeries });
  });
  if (exceptions.length > 0) await tx.write([], { ...noEffects(), exceptions });
}

function verdictsOf({ park, quarantine }: Placement, { facts, effects }: RunBooked): Verdict[] {
  const exceptions = effects.exceptions.flatMap(({ seq, code }) => (seq === null ? [] : [{ seq, code }]));
  const unknown = facts.filter(({ held }) => held === 'kind-unknown').map(({ fact }) => fact.seq);
  return [
    ...quarantine.map(({ seq, reason }): Verdict => ({ seq: seq ?? 0, verdict: 'quarantined', code: reason })),
    ...park.map(({ seq }): Verdict => ({ seq, verdict: 'parked', code: 'journal-gap' })),
    ...exceptions.map(({ seq, code }): Verdict => ({ seq, verdict: 'exception', code })),
    ...unknown.map((seq): Verdict => ({ seq, verdict: 'exception', code: 'kind-unknown' })),
  ];
}
