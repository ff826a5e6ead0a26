import { type JournalLine, splitLine } from '#domain/journal/envelope.ts';
import type { JournalHead } from '#domain/journal/next-fact.ts';
import { type ParseEnvelope, type RunCrypto, type RunFact, verifyRun } from '#domain/journal/verify-run.ts';
import type { QuarantinedLine } from '#sync-server/ingest/ingest-store.ts';

/** What a push holds, as far as its bytes and the journal's head tell. */
export interface ReadLines {
  /** Follow the head without a gap, authentic. */
  accepted: RunFact[];
  /** At or below the head's seq: must be compared with what is stored. */
  repeated: RunFact[];
  /** Authentic by their own signature, but elsewhere than next. */
  elsewhere: RunFact[];
  /** Not authentic, or not of this journal. */
  refused: QuarantinedLine[];
}

/** Splits a push into lines; its last needs no newline. Bytes that are not UTF-8 come back as one line without text. */
export function splitPush(bytes: Uint8Array): { text: string | null; bytes: Uint8Array }[] {
  const lines: { text: string | null; bytes: Uint8Array }[] = [];
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    if (line.length > 0) lines.push({ text: decode(decoder, line), bytes: line });
    start = end + 1;
  }
  return lines;
}

function decode(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Reads pushed lines against the journal's head. The usual push is one run that follows the head, verified by its chain and its
 * last signature; a line that does not follow is judged by itself.
 */
export function readLines(
  head: JournalHead,
  pushed: readonly { text: string | null; bytes: Uint8Array }[],
  crypto: RunCrypto,
  parseEnvelope: ParseEnvelope,
): ReadLines {
  const split = pushed.map(({ text, bytes }) => ({ bytes, line: text === null ? undefined : readLine(text) }));
  const unreadable = split.findIndex(({ line }) => line === undefined);
  const readable = unreadable === -1 ? split : split.slice(0, unreadable);
  const run = verifyRun(
    head,
    readable.flatMap(({ line }) => line ?? []),
    crypto,
    parseEnvelope,
  );
  const rest = split.slice(run.repeated.length + run.accepted.length);
  const read: ReadLines = { accepted: run.accepted, repeated: run.repeated, elsewhere: [], refused: [] };
  let scraps: Uint8Array | undefined;
  for (const { line, bytes } of rest) {
    if (line) {
      scraps = undefined;
      judge(head, line, bytes, crypto, parseEnvelope, read);
    } else {
      // Lines that are none, one after another, are kept as one piece of the push: there may be very many.
      if (scraps) read.refused.pop();
      scraps = scraps ? through(scraps, bytes) : bytes;
      read.refused.push({ bytes: scraps, seq: null, reason: 'payload-invalid' });
    }
  }
  return read;
}

/** The bytes of one buffer from the first of two parts to the end of the second. */
function through(first: Uint8Array, second: Uint8Array): Uint8Array {
  const length = second.byteOffset + second.length - first.byteOffset;
  return new Uint8Array(second.buffer, first.byteOffset, length);
}

function readLine(text: string): JournalLine | undefined {
  const line = splitLine(text);
  return line && /^[\w-]{86}$/.test(line.signature) ? line : undefined;
}

function judge(
  head: JournalHead,
  line: JournalLine,
  bytes: Uint8Array,
  crypto: RunCrypto,
  parseEnvelope: ParseEnvelope,
  read: ReadLines,
): void {
  const refuse = (reason: QuarantinedLine['reason'], seq: number | null) => read.refused.push({ bytes, seq, reason });
  const parsed = parseEnvelope(line.body);
  if (crypto.sha256Hex(line.body) !== line.hash)
    return void refuse('chain-broken', parsed.ok ? parsed.value.seq : null);
  if (!parsed.ok) return void refuse('payload-invalid', null);
  const fact = parsed.value;
  if (!crypto.verifySignature(line.hash, line.signature)) return void refuse('signature-invalid', fact.seq);
  if (fact.journalId !== head.journalId) return void refuse('chain-broken', fact.seq);
  if (fact.seq <= head.seq) read.repeated.push({ fact, line });
  else read.elsewhere.push({ fact, line });
}
