import { GENESIS } from '#domain/journal/envelope.ts';
import type { JournalIndex } from './journal-index.ts';
import { type FoundLine, headOf, linesOf, readLine } from './journal-lines.ts';
import type { JournalStorage, SegmentFile } from './journal-storage.ts';

/** What a journal's next fact follows: the newest fact's seq and hash. */
export interface Tip {
  seq: number;
  hash: string;
}

/** Proves the newest line: a signature over it covers, by the chain, all before it. */
export type VerifySignature = (hash: string, signature: string) => boolean;

export type CheckResult = { ok: true; tip: Tip } | { ok: false; detail: string };

export function segmentName(firstSeq: number): string {
  return `${String(firstSeq).padStart(16, '0')}.journal`;
}

/**
 * Reads the kept segments into `index`. Sealed segments are only cut into lines; the newest is verified line by line, its last
 * signature too, and a record torn by a crash is cut off it durably. Anything else that is broken is told and left as it is;
 * the index then holds what lies before it.
 */
export async function checkJournal(
  storage: JournalStorage,
  index: JournalIndex,
  journalId: string,
  verify: VerifySignature,
): Promise<CheckResult> {
  const segments = await storage.list();
  let tip: Tip = { seq: 0, hash: GENESIS };
  for (const [at, segment] of segments.entries()) {
    const firstSeq = Number.parseInt(segment.name, 10);
    if (at > 0 && firstSeq !== index.seq + 1)
      return damaged(segment.name, 0, `expected to begin with ${index.seq + 1}`);
    index.beginSegment(segment.name, firstSeq);
    const bytes = await storage.read(segment.name, 0, segment.size);
    if (at < segments.length - 1) {
      const result = indexSealed(segment, bytes, index, journalId);
      if (!result.ok) return result;
      tip = result.tip;
    } else {
      const known = at > 0 || firstSeq === 1 ? tip : null;
      const result = checkTail(segment, bytes, index, { journalId, tip: known, verify });
      if (!result.ok) return result;
      if (result.end < bytes.length) await storage.truncate(segment.name, result.end);
      await storage.rewrite(segment.name);
      tip = result.tip;
    }
  }
  return { ok: true, tip };
}

function indexSealed(segment: SegmentFile, bytes: Uint8Array, index: JournalIndex, journalId: string): CheckResult {
  let last: FoundLine | undefined;
  for (const line of linesOf(bytes)) {
    const head = headOf(line);
    if (!head) return damaged(segment.name, line.start, 'not a fact');
    index.add(head);
    last = line;
  }
  if ((last?.end ?? 0) !== bytes.length) return damaged(segment.name, last?.end ?? 0, 'not a whole line');
  const newest = last && readLine(last.text);
  if (!last || !newest) return damaged(segment.name, last?.start ?? 0, 'hash does not fit');
  if (newest.fact.journalId !== journalId) return damaged(segment.name, last.start, 'of another journal');
  return { ok: true, tip: { seq: index.seq, hash: newest.line.hash } };
}

interface TailContext {
  journalId: string;
  /** What the segment's first line must follow; null when nothing before it was kept. */
  tip: Tip | null;
  verify: VerifySignature;
}

type TailResult = { ok: true; tip: Tip; end: number } | { ok: false; detail: string };

function checkTail(segment: SegmentFile, bytes: Uint8Array, index: JournalIndex, context: TailContext): TailResult {
  let { tip } = context;
  let end = 0;
  let signature: string | undefined;
  for (const line of linesOf(bytes)) {
    const read = readLine(line.text);
    const head = headOf(line);
    if (!read || !head) {
      if (isTorn(bytes, line)) break;
      return damaged(segment.name, line.start, 'hash does not fit');
    }
    const { fact } = read;
    if (fact.journalId !== context.journalId) return damaged(segment.name, line.start, 'of another journal');
    if (fact.seq !== index.seq + 1) return damaged(segment.name, line.start, `expected seq ${index.seq + 1}`);
    if (tip && fact.prev !== tip.hash) return damaged(segment.name, line.start, 'does not follow the line before');
    index.add(head);
    tip = { seq: fact.seq, hash: read.line.hash };
    signature = read.line.signature;
    end = line.end;
  }
  if (!tip) return damaged(segment.name, 0, 'nothing it could follow');
  if (signature !== undefined && !context.verify(tip.hash, signature)) {
    return damaged(segment.name, end, 'last signature does not fit');
  }
  return { ok: true, tip, end };
}

/**
 * Whether a crash explains a line that does not fit: it cut the last write short, or left blocks of it unwritten (zeros), and
 * nothing whole comes after. A whole line with a wrong hash, one with good lines behind it, or two that lost the newline between
 * them, was changed afterwards.
 */
function isTorn(bytes: Uint8Array, broken: FoundLine): boolean {
  for (const later of linesOf(bytes, broken.end)) if (readLine(later.text)) return false;
  return broken.text.includes('\0') || broken.text.split('\t').length < 3;
}

function damaged(segment: string, offset: number, why: string): { ok: false; detail: string } {
  return { ok: false, detail: `${segment} at byte ${offset}: ${why}` };
}
