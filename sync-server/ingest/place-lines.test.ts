import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatLine, GENESIS, type JournalLine } from '#domain/journal/envelope.ts';
import { type JournalHead, nextFact } from '#domain/journal/next-fact.ts';
import { hashOfText, nodeCrypto } from '#sync-server/ingest/crypto.ts';
import type { ParkedLine } from '#sync-server/ingest/ingest-store.ts';
import { parseEnvelope } from '#sync-server/ingest/parse-envelope.ts';
import { placeLines } from '#sync-server/ingest/place-lines.ts';
import { readLines, splitPush } from '#sync-server/ingest/read-lines.ts';

const JOURNAL = '01890000-0000-7000-8000-00000000000a';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const crypto = nodeCrypto(publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'));

/** A journal of `count` facts that goes on from `head`; `mark` makes it differ from others. */
function journal(
  count: number,
  head: JournalHead = { journalId: JOURNAL, seq: 0, hash: GENESIS },
  mark = '',
): JournalLine[] {
  let last = head;
  return Array.from({ length: count }, (_, index) => {
    const id = `01890000-0000-7000-8000-${String(last.seq + 1).padStart(12, '0')}`;
    const draft = { id, kind: 'drawer.opened', version: 1, payload: { cause: 'no-sale', mark, index } };
    const stamp = {
      storeId: 'S',
      registerId: 'R',
      at: '2026-11-21T10:00:00.000Z',
      businessDate: '2026-11-21',
      operatorId: null,
    };
    const { body, envelope } = nextFact(last, draft, stamp);
    const hash = hashOfText(body);
    last = { journalId: JOURNAL, seq: envelope.seq, hash };
    return { body, hash, signature: sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64url') };
  });
}

/** The server's state for one journal, as plain values. */
class Ledger {
  head: JournalHead = { journalId: JOURNAL, seq: 0, hash: GENESIS };
  booked: string[] = [];
  parked: ParkedLine[] = [];
  quarantined: string[] = [];

  push(lines: readonly JournalLine[], most = Number.POSITIVE_INFINITY): void {
    const pushed = splitPush(Buffer.from(lines.map(formatLine).join('')));
    const read = readLines(this.head, pushed, crypto, parseEnvelope);
    const stored = new Map(this.booked.map((hash, index) => [index + 1, hash]));
    const placed = placeLines(this.head, read, stored, this.parked, { crypto, parseEnvelope, most });
    for (const { fact, line } of placed.run) {
      expect([fact.seq, fact.prev]).toEqual([this.head.seq + 1, this.head.hash]);
      this.head = { journalId: JOURNAL, seq: fact.seq, hash: line.hash };
      this.booked.push(line.hash);
    }
    const gone = new Set(placed.unpark.map(({ line }) => line.hash));
    this.parked = [...this.parked.filter(({ line }) => !gone.has(line.hash)), ...placed.park];
    this.quarantined.push(...placed.quarantine.map(({ reason }) => reason));
  }
}

test('a journal pushed in any pieces, order and repetition books once and in order, and nothing is left over', () => {
  const lines = journal(12);
  const index = fc.nat({ max: lines.length - 1 });
  fc.assert(
    fc.property(fc.array(fc.array(index, { maxLength: 8 }), { maxLength: 20 }), fc.nat({ max: 3 }), (pushes, most) => {
      const ledger = new Ledger();
      for (const push of pushes)
        ledger.push(
          push.flatMap((at) => lines[at] ?? []),
          most === 0 ? undefined : most,
        );
      ledger.push(lines);
      for (let rounds = 0; rounds < lines.length; rounds++) ledger.push([]);
      expect(ledger.booked).toEqual(lines.map(({ hash }) => hash));
      expect([ledger.parked, ledger.quarantined]).toEqual([[], []]);
    }),
  );
});

test('of two histories of one key exactly one books, whole, and every line of the other ends in quarantine', () => {
  const common = journal(4);
  const fork: JournalHead = { journalId: JOURNAL, seq: 4, hash: common[3]?.hash ?? '' };
  const [left, right] = [journal(4, fork, 'left'), journal(4, fork, 'right')];
  const all = [...common, ...left, ...right];
  fc.assert(
    fc.property(fc.array(fc.subarray(all), { maxLength: 12 }), (pushes) => {
      const ledger = new Ledger();
      for (const push of pushes) ledger.push(push);
      for (let rounds = 0; rounds < 3; rounds++)
        for (const side of [
          [...common, ...left],
          [...common, ...right],
        ])
          ledger.push(side);
      const sides = [left, right].map((side) => [...common, ...side].map(({ hash }) => hash));
      expect(sides).toContainEqual(ledger.booked);
      expect(ledger.parked).toEqual([]);
      expect(ledger.quarantined).toContain('journal-forked');
    }),
  );
});

test('lines changed in any byte never book, and what is untouched still can', () => {
  const lines = journal(5);
  fc.assert(
    fc.property(fc.nat({ max: 4 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (which, where, flip) => {
      const bytes = Buffer.from(lines.map(formatLine).join(''));
      const start = Buffer.byteLength(lines.slice(0, which).map(formatLine).join(''));
      const length = Buffer.byteLength(formatLine(lines[which] ?? { body: '', hash: '', signature: '' })) - 1;
      const at = start + (where % length);
      bytes[at] = (bytes[at] ?? 0) ^ flip;
      const head: JournalHead = { journalId: JOURNAL, seq: 0, hash: GENESIS };
      const read = readLines(head, splitPush(bytes), crypto, parseEnvelope);
      const hashes = lines.map(({ hash }) => hash);
      for (const { fact, line } of [...read.accepted, ...read.elsewhere]) {
        expect(line.body).toBe(lines[fact.seq - 1]?.body);
        expect(line.hash).toBe(hashes[fact.seq - 1]);
      }
    }),
  );
});
