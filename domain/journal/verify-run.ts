import type { Envelope, JournalLine } from '#domain/journal/envelope.ts';
import type { JournalHead } from '#domain/journal/next-fact.ts';

/** A fact with the line it was sent in. */
export interface RunFact {
  fact: Envelope;
  line: JournalLine;
}

/** The first line that cannot follow: at `index` of the lines given, where `seq` was expected. */
export interface RunFault {
  index: number;
  seq: number;
  code: 'signature-invalid' | 'chain-broken' | 'journal-gap' | 'payload-invalid';
}

export interface RunVerdict {
  /** Leading facts at or below the head's seq, sent again. Their place in the chain is not proven here. */
  repeated: RunFact[];
  /** Authentic facts that follow the head without a gap, in order. */
  accepted: RunFact[];
  /** Why the next line was not accepted; null when all were. */
  bad: RunFault | null;
}

/** Hashing and one journal's public key. `sha256Hex` is over the text's UTF-8 bytes; signatures are over the hash's 32 bytes. */
export interface RunCrypto {
  sha256Hex(text: string): string;
  verifySignature(hashHex: string, signature: string): boolean;
}

/** Parses an envelope's JSON text against its schema. */
export type ParseEnvelope = (text: string) => { ok: true; value: Envelope } | { ok: false };

/**
 * Verifies a run of journal lines against the head they should follow. Each line's hash is checked over its exact text and
 * chained to the one before, so that the last signature vouches for all lines up to it: only that one is verified.
 * Where it does not hold, the signatures before it are searched for the last that does, and everything up to there is accepted.
 */
export function verifyRun(
  head: JournalHead,
  lines: readonly JournalLine[],
  crypto: RunCrypto,
  parseEnvelope: ParseEnvelope,
): RunVerdict {
  const { repeated, chained, bad } = chain(head, lines, crypto, parseEnvelope);
  const vouched = countVouched(chained, crypto);
  const accepted = chained.slice(0, vouched);
  if (vouched === chained.length) return { repeated, accepted, bad };
  const at = { index: repeated.length + vouched, seq: head.seq + 1 + vouched };
  return { repeated, accepted, bad: { ...at, code: 'signature-invalid' } };
}

function chain(
  head: JournalHead,
  lines: readonly JournalLine[],
  crypto: RunCrypto,
  parseEnvelope: ParseEnvelope,
): { repeated: RunFact[]; chained: RunFact[]; bad: RunFault | null } {
  const repeated: RunFact[] = [];
  const chained: RunFact[] = [];
  let last = head;
  for (const [index, line] of lines.entries()) {
    const fault = (code: RunFault['code']): RunFault => ({ index, seq: last.seq + 1, code });
    if (crypto.sha256Hex(line.body) !== line.hash) return { repeated, chained, bad: fault('chain-broken') };
    const parsed = parseEnvelope(line.body);
    if (!parsed.ok) return { repeated, chained, bad: fault('payload-invalid') };
    const fact = parsed.value;
    if (chained.length === 0 && isRepeat(head, fact, line)) {
      repeated.push({ fact, line });
      continue;
    }
    const code = linkFault(last, fact);
    if (code) return { repeated, chained, bad: fault(code) };
    chained.push({ fact, line });
    last = { journalId: head.journalId, seq: fact.seq, hash: line.hash };
  }
  return { repeated, chained, bad: null };
}

function isRepeat(head: JournalHead, fact: Envelope, line: JournalLine): boolean {
  if (fact.journalId !== head.journalId || fact.seq > head.seq) return false;
  return fact.seq < head.seq || line.hash === head.hash;
}

function linkFault(last: JournalHead, fact: Envelope): RunFault['code'] | undefined {
  if (fact.journalId !== last.journalId) return 'chain-broken';
  if (fact.seq > last.seq + 1) return 'journal-gap';
  if (fact.seq !== last.seq + 1 || fact.prev !== last.hash) return 'chain-broken';
  return undefined;
}

/** How many of the chained facts a signature vouches for: all if the last one's holds, else found by halving. */
function countVouched(chained: readonly RunFact[], crypto: RunCrypto): number {
  const holds = ({ line }: RunFact) => crypto.verifySignature(line.hash, line.signature);
  const last = chained.at(-1);
  if (!last || holds(last)) return chained.length;
  let vouched = 0;
  let doubtful = chained.length;
  while (doubtful - vouched > 1) {
    const middle = (vouched + doubtful) >> 1;
    const fact = chained[middle - 1];
    if (fact && holds(fact)) vouched = middle;
    else doubtful = middle;
  }
  return vouched;
}
