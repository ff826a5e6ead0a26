import { formatLine } from '#domain/journal/envelope.ts';
import type { JournalHead } from '#domain/journal/next-fact.ts';
import type { ParseEnvelope, RunCrypto, RunFact } from '#domain/journal/verify-run.ts';
import type { ParkedLine, QuarantinedLine } from '#sync-server/ingest/ingest-store.ts';
import type { ReadLines } from '#sync-server/ingest/read-lines.ts';

/** Where each line of a push, and each line parked before, belongs. */
export interface Placement {
  /** To book now: the run that follows the head, parked lines that it reaches included. */
  run: RunFact[];
  /** To park: waits for what comes before it. */
  park: ParkedLine[];
  /** To drop from the parked ones: booked now, or quarantined. */
  unpark: ParkedLine[];
  quarantine: QuarantinedLine[];
}

/**
 * Decides over every line, by the journal's head, the stored hashes of the seqs it repeats, and what is parked. A different fact
 * at a seq that is taken is a fork when its signature is genuine. A genuine fact next in line whose `prev` is another's hash
 * belongs to another history of the same key: the chain is broken. Of a run longer than `most` the rest is parked.
 */
export function placeLines(
  head: JournalHead,
  read: ReadLines,
  stored: ReadonlyMap<number, string>,
  parked: readonly ParkedLine[],
  { crypto, parseEnvelope, most }: { crypto: RunCrypto; parseEnvelope: ParseEnvelope; most: number },
): Placement {
  const forks = read.repeated.flatMap((entry) => forkOf(entry, stored, crypto));
  const waiting: Waiting[] = [
    ...parked.flatMap((line) => wasParked(line, parseEnvelope)),
    ...read.elsewhere.map((entry): Waiting => ({ ...entry, parked: null })),
  ];
  const run = extend(head, read.accepted, waiting);
  const placement: Placement = {
    run: run.slice(0, most),
    park: [],
    unpark: [],
    quarantine: [...read.refused, ...forks],
  };
  const isParked = new Set(parked.map(({ line }) => line.hash));
  for (const { fact, line } of run.slice(most)) {
    if (!isParked.has(line.hash)) placement.park.push({ seq: fact.seq, line });
  }
  const booked = new Set(placement.run.map(({ line }) => line.hash));
  const inRun = new Set(run.map(({ line }) => line.hash));
  for (const entry of waiting) {
    if (booked.has(entry.line.hash) && entry.parked) placement.unpark.push(entry.parked);
    if (!inRun.has(entry.line.hash)) placeOutside(entry, head.seq + run.length, placement);
  }
  return placement;
}

/** A line that the run, which ends at `last`, did not reach. */
function placeOutside(entry: Waiting, last: number, placement: Placement): void {
  const { fact, line, parked } = entry;
  if (fact.seq > last + 1) {
    if (!parked) placement.park.push({ seq: fact.seq, line });
    return;
  }
  if (parked) placement.unpark.push(parked);
  placement.quarantine.push(quarantined(entry, fact.seq <= last ? 'journal-forked' : 'chain-broken'));
}

type Waiting = RunFact & { parked: ParkedLine | null };

function wasParked(parked: ParkedLine, parseEnvelope: ParseEnvelope): Waiting[] {
  const parsed = parseEnvelope(parked.line.body);
  return parsed.ok ? [{ fact: parsed.value, line: parked.line, parked }] : [];
}

/** The accepted run, and whatever waits right behind it. */
function extend(head: JournalHead, accepted: readonly RunFact[], waiting: readonly Waiting[]): RunFact[] {
  const run = [...accepted];
  const bySeq = new Map<number, Waiting[]>();
  for (const entry of waiting) bySeq.set(entry.fact.seq, [...(bySeq.get(entry.fact.seq) ?? []), entry]);
  for (;;) {
    const hash = run.at(-1)?.line.hash ?? head.hash;
    const next = bySeq.get(head.seq + run.length + 1)?.find(({ fact }) => fact.prev === hash);
    if (!next) return run;
    run.push({ fact: next.fact, line: next.line });
  }
}

function forkOf(entry: RunFact, stored: ReadonlyMap<number, string>, crypto: RunCrypto): QuarantinedLine[] {
  if (stored.get(entry.fact.seq) === entry.line.hash) return [];
  const genuine = crypto.verifySignature(entry.line.hash, entry.line.signature);
  return [quarantined(entry, genuine ? 'journal-forked' : 'signature-invalid')];
}

function quarantined({ fact, line }: RunFact, reason: QuarantinedLine['reason']): QuarantinedLine {
  return { bytes: Buffer.from(formatLine(line).trimEnd(), 'utf8'), seq: fact.seq, reason };
}
