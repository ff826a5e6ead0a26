import { createHash } from 'node:crypto';
import { Envelope } from '#contracts/facts/envelope.ts';
import { parseJson } from '#contracts/schema.ts';
import { type Envelope as Fact, type JournalLine, splitLine } from '#domain/journal/envelope.ts';
import type { LineHead } from './journal-index.ts';

const NEWLINE = 0x0a;

/** SHA-256 of a fact's exact bytes, lower-case hex. */
export function hashOf(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('hex');
}

/** A line found whole: `end` is the offset after its newline. */
export interface FoundLine {
  start: number;
  end: number;
  bytes: Buffer;
  readonly text: string;
}

/** Cuts bytes into lines, from `from` on; a last line without its newline is not one. */
export function* linesOf(bytes: Uint8Array, from = 0): Generator<FoundLine> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = from; ; ) {
    const newline = buffer.indexOf(NEWLINE, start);
    if (newline < 0) return;
    const line = buffer.subarray(start, newline);
    yield {
      start,
      end: newline + 1,
      bytes: line,
      get text() {
        return line.toString('utf8');
      },
    };
    start = newline + 1;
  }
}

const ID_AT = '{"id":"'.length;
const UUID_LENGTH = 36;
const HEAD = /^\{"id":"[0-9a-f-]{36}","kind":"([a-z.-]{1,64})",("training":true,)?/;

/** Id, kind and training of a line by the first fields of its envelope, which the journal always writes first; nothing is verified. */
export function headOf({ bytes, start, end }: FoundLine): LineHead | undefined {
  const [, kind, training] = HEAD.exec(bytes.toString('latin1', 0, 150)) ?? [];
  if (kind === undefined) return undefined;
  // Copied from the bytes: a piece of a longer string would keep all of that in memory.
  const id = bytes.toString('latin1', ID_AT, ID_AT + UUID_LENGTH);
  return { id, kind, training: training !== undefined, length: end - start };
}

/** A line whose hash fits its bytes, with the fact in it. */
export function readLine(text: string): { line: JournalLine; fact: Fact } | undefined {
  const line = splitLine(text);
  if (!line || hashOf(line.body) !== line.hash) return undefined;
  const fact = parseJson(Envelope, line.body);
  return fact.ok ? { line, fact: fact.value } : undefined;
}
