import { Envelope } from '#contracts/facts/envelope.ts';
import { parseJson } from '#contracts/schema.ts';
import { GENESIS, type JournalLine, splitLine } from '#domain/journal/envelope.ts';
import { type RunCrypto, verifyRun } from '#domain/journal/verify-run.ts';
import { nodeCrypto } from '#sync-server/ingest/crypto.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { SimTill } from '#tests/sim/till/sim-till.ts';
import { demand } from './violation.ts';

/** A changed byte: where in its segment, and in which line of the journal, from 0. */
interface Change {
  segment: string;
  offset: number;
  bit: number;
  line: number;
}

/**
 * I4: the journal on the disk holds, and with any byte changed it does not, from the very line on that was changed. A till whose
 * newest segment was changed says so when it starts; only of the last line it may think that it was torn. Ends the till's disk.
 */
export async function checkTampering(till: SimTill, random: Random, publicKey: string): Promise<void> {
  const { journalId } = till.identity;
  const segments = await till.disk.segments();
  const bytes = Buffer.concat(segments.map((segment) => segment.bytes));
  const crypto = nodeCrypto(publicKey);
  const whole = firstFault(bytes, journalId, crypto);
  demand(whole === undefined, 'I4', () => `the journal on disk does not hold: line ${whole}`);
  if (bytes.length === 0) return;
  const at = random.int(0, bytes.length - 1);
  const change = placeOf(segments, at, random.int(0, 7));
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ (1 << change.bit);
  const fault = firstFault(changed, journalId, crypto);
  demand(
    fault === change.line,
    'I4',
    () => `byte ${at} in line ${change.line} was changed; what was found is ${fault}`,
  );
  const isNewest = change.segment === segments.at(-1)?.name;
  if (isNewest && !isInSignature(bytes, at)) await checkOpening(till, change, linesIn(bytes));
}

/** Opening proves the last signature only: by the chain it vouches for all before it but not for their signatures. */
function isInSignature(bytes: Buffer, at: number): boolean {
  const begin = at === 0 ? 0 : bytes.lastIndexOf('\n', at - 1) + 1;
  const line = bytes.subarray(begin, bytes.indexOf('\n', at));
  return bytes[at] !== 0x0a && at - begin > line.lastIndexOf('\t');
}

async function checkOpening(till: SimTill, { segment, offset, bit, line }: Change, lines: number): Promise<void> {
  const journal = await till.openChanged(segment, (bytes) => {
    bytes[offset] = (bytes[offset] ?? 0) ^ (1 << bit);
    return bytes;
  });
  const isFound = journal.fault()?.code === 'journal-damaged';
  const isCut = line === lines - 1 && journal.seq() === lines - 1;
  demand(
    isFound || isCut,
    'I4',
    () => `byte ${offset} of ${segment} was changed, and the till starts as if nothing was`,
  );
}

function placeOf(segments: readonly { name: string; bytes: Uint8Array }[], at: number, bit: number): Change {
  let offset = at;
  let line = 0;
  for (const { name, bytes } of segments) {
    if (offset < bytes.length) return { segment: name, offset, bit, line: line + linesIn(bytes.subarray(0, offset)) };
    offset -= bytes.length;
    line += linesIn(bytes);
  }
  throw new RangeError(`no byte ${at}`);
}

function linesIn(bytes: Uint8Array): number {
  return bytes.filter((byte) => byte === 0x0a).length;
}

/** Index of the first line that is not as it was journalled, its signature read strictly; undefined when all are. */
function firstFault(bytes: Buffer, journalId: string, crypto: RunCrypto): number | undefined {
  const texts = bytes.toString('utf8').split('\n');
  const lines = texts.slice(0, -1).map(splitLine);
  const readable = lines.flatMap((line) => line ?? []);
  const run = verifyRun({ journalId, seq: 0, hash: GENESIS }, readable, crypto, (text) => parseJson(Envelope, text));
  const faults = [
    lines.indexOf(undefined),
    run.bad?.index ?? -1,
    readable.findIndex((line) => !isSigned(line, crypto)),
    texts.at(-1) === '' ? -1 : lines.length,
  ];
  const found = faults.filter((index) => index >= 0);
  return found.length === 0 ? undefined : Math.min(...found);
}

function isSigned({ hash, signature }: JournalLine, crypto: RunCrypto): boolean {
  const canonical = Buffer.from(signature, 'base64url').toString('base64url');
  return signature === canonical && crypto.verifySignature(hash, signature);
}
