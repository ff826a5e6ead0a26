/**
 * The envelope every fact shares. A journal numbers its facts from 1 without gaps; `prev` is the SHA-256 (lower-case hex)
 * of the previous fact's exact bytes, or `GENESIS` for the first.
 */
export interface Envelope<Payload = unknown> {
  id: string;
  kind: string;
  /** Witnessed by an operator who trains: numbered and kept like any other, and outside every total. */
  training?: true;
  version: number;
  storeId: string;
  registerId: string;
  journalId: string;
  seq: number;
  /** ISO 8601, UTC, of the register's clock. Order never depends on it. */
  at: string;
  /** `YYYY-MM-DD`, the session's. */
  businessDate: string;
  operatorId: string | null;
  prev: string;
  payload: Payload;
}

/** What stands before the first fact of a journal. */
export const GENESIS = '0'.repeat(64);

/**
 * A fact as journalled and sent: one line, three fields parted by tabs, ended by `\n`:
 * the envelope as JSON (its exact bytes are what `hash` is over), `hash` = SHA-256 of them in hex,
 * `signature` = Ed25519 over the hash's 32 bytes, in base64url.
 */
export interface JournalLine {
  /** Exact text of the envelope's JSON; JSON.stringify never writes a raw tab or newline. */
  body: string;
  hash: string;
  signature: string;
}

/** The line of a journal's file, its `\n` included; `splitLine` reads it. */
export function formatLine(line: JournalLine): string {
  return `${line.body}\t${line.hash}\t${line.signature}\n`;
}

/** Splits one line (without its `\n`); undefined when it does not have the three fields. Checks no hash and no signature. */
export function splitLine(text: string): JournalLine | undefined {
  const [body, hash, signature, ...rest] = text.split('\t');
  if (!body || !hash || !signature || rest.length > 0) return undefined;
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  return { body, hash, signature };
}
