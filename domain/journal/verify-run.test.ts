import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Envelope as EnvelopeSchema } from '#contracts/facts/envelope.ts';
import { parseJson } from '#contracts/schema.ts';
import { GENESIS, type JournalLine } from '#domain/journal/envelope.ts';
import { type JournalHead, nextFact } from '#domain/journal/next-fact.ts';
import { type RunCrypto, type RunVerdict, verifyRun } from '#domain/journal/verify-run.ts';

const JOURNAL = '0193a5c0-0000-7000-8000-00000000000a';
const EMPTY: JournalHead = { journalId: JOURNAL, seq: 0, hash: GENESIS };
const KEYS = generateKeyPairSync('ed25519');
const OTHER_KEYS = generateKeyPairSync('ed25519');

const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const signHash = (hash: string, keys = KEYS): string =>
  sign(null, Buffer.from(hash, 'hex'), keys.privateKey).toString('base64url');

/** Counts how often a signature was verified. */
function cryptoOf(): RunCrypto & { verified: number } {
  return {
    verified: 0,
    sha256Hex,
    verifySignature(hashHex, signature) {
      this.verified++;
      return verify(null, Buffer.from(hashHex, 'hex'), KEYS.publicKey, Buffer.from(signature, 'base64url'));
    },
  };
}

const parseEnvelope = (text: string) => parseJson(EnvelopeSchema, text);

function factId(seq: number): string {
  return `0193a5c0-0000-7000-8000-${String(seq).padStart(12, '0')}`;
}

/** A journal's lines from the head on, truly chained and signed. */
function journal(count: number, from: JournalHead = EMPTY, word = 'sale', keys = KEYS): JournalLine[] {
  const lines: JournalLine[] = [];
  let head = from;
  for (let i = 0; i < count; i++) {
    const stamp = {
      storeId: 'leeds',
      registerId: 'till-1',
      at: '2026-11-21T10:00:00.000Z',
      businessDate: '2026-11-21',
    };
    const draft = { id: factId(head.seq + 1), kind: 'drawer.opened', version: 1, payload: { cause: word, name: '茶' } };
    const { envelope, body } = nextFact(head, draft, { ...stamp, operatorId: 'ann' });
    const hash = sha256Hex(body);
    lines.push({ body, hash, signature: signHash(hash, keys) });
    head = { ...head, seq: envelope.seq, hash };
  }
  return lines;
}

function headAfter(lines: readonly JournalLine[], seq = lines.length): JournalHead {
  return { journalId: JOURNAL, seq, hash: lines[seq - 1]?.hash ?? GENESIS };
}

const run = (head: JournalHead, lines: readonly JournalLine[], crypto = cryptoOf()): RunVerdict =>
  verifyRun(head, lines, crypto, parseEnvelope);

const seqs = (facts: RunVerdict['accepted']): number[] => facts.map(({ fact }) => fact.seq);

function flipped(text: string, at: number): string {
  const place = at % text.length;
  const other = text[place] === '0' ? '1' : '0';
  return text.slice(0, place) + other + text.slice(place + 1);
}

describe('an authentic run', () => {
  const lines = journal(8);

  it('is accepted whole by its last signature alone', () => {
    const crypto = cryptoOf();
    const verdict = run(EMPTY, lines, crypto);
    expect(verdict.bad).toBeNull();
    expect(verdict.accepted.map(({ line }) => line)).toEqual(lines);
    expect(seqs(verdict.accepted)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(verdict.accepted[0]?.fact.payload).toEqual({ cause: 'sale', name: '茶' });
    expect(crypto.verified).toBe(1);
  });

  it('is accepted in any cuts, each from where the one before ended', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(8), (a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        for (const [from, to] of [
          [0, first],
          [first, second],
          [second, 8],
        ] as const) {
          const verdict = run(headAfter(lines, from), lines.slice(from, to));
          expect(verdict.bad).toBeNull();
          expect(verdict.accepted).toHaveLength(to - from);
        }
      }),
    );
  });

  it('sent again from before the head gives what was known apart from what is new', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(8), (known, from) => {
        const verdict = run(headAfter(lines, known), lines.slice(Math.min(known, from)));
        expect(verdict.bad).toBeNull();
        expect(seqs(verdict.repeated)).toEqual(range(Math.min(known, from) + 1, known));
        expect(seqs(verdict.accepted)).toEqual(range(known + 1, 8));
      }),
    );
  });

  it('of nothing is nothing', () => {
    expect(run(EMPTY, [])).toEqual({ repeated: [], accepted: [], bad: null });
  });
});

describe('a changed byte', () => {
  const lines = journal(6);

  it('in a body or a hash is found at its line, and no changed fact is accepted', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(), fc.constantFrom('body', 'hash'), (index, at, field) => {
        const changed = lines.map((line, i) => (i === index ? { ...line, [field]: flipped(line[field], at) } : line));
        const verdict = run(EMPTY, changed);
        expect(verdict.bad).toEqual({ index, seq: index + 1, code: 'chain-broken' });
        expect(verdict.accepted.map(({ line }) => line)).toEqual(lines.slice(0, index));
      }),
    );
  });

  it('in a body with its hash made to fit breaks the next link, and the last signature', () => {
    const forge = (index: number) =>
      lines.map((line, i) => {
        if (i !== index) return line;
        const body = line.body.replace('sale', 'cash');
        return { ...line, body, hash: sha256Hex(body) };
      });
    expect(run(EMPTY, forge(2))).toMatchObject({ bad: { index: 2, seq: 3, code: 'signature-invalid' } });
    expect(seqs(run(EMPTY, forge(2)).accepted)).toEqual([1, 2]);
    expect(run(EMPTY, forge(5))).toMatchObject({ bad: { index: 5, seq: 6, code: 'signature-invalid' } });
    expect(seqs(run(EMPTY, forge(5)).accepted)).toEqual([1, 2, 3, 4, 5]);
  });

  it('in a signature that others follow does not matter: the last vouches for all', () => {
    const changed = lines.map((line, i) => (i === 2 ? { ...line, signature: flipped(line.signature, 3) } : line));
    expect(run(EMPTY, changed)).toMatchObject({ bad: null });
    expect(run(EMPTY, changed.slice(0, 3))).toMatchObject({ bad: { index: 2, code: 'signature-invalid' } });
    expect(seqs(run(EMPTY, changed.slice(0, 3)).accepted)).toEqual([1, 2]);
  });
});

describe('a bad tail', () => {
  it('does not condemn the good head, and is found in few steps', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 200 }), (good, bad) => {
        const head = GOOD.slice(0, good);
        const tail = journal(bad, headAfter(head), 'sale', OTHER_KEYS);
        const crypto = cryptoOf();
        const verdict = run(EMPTY, [...head, ...tail], crypto);
        expect(verdict.accepted).toHaveLength(good);
        expect(verdict.bad).toEqual({ index: good, seq: good + 1, code: 'signature-invalid' });
        expect(crypto.verified).toBeLessThanOrEqual(2 + Math.ceil(Math.log2(good + bad)));
      }),
      { numRuns: 30 },
    );
  });

  it('that is not signed at all is not accepted either', () => {
    const unsigned = journal(3).map((line) => ({ ...line, signature: 'AAAA' }));
    expect(run(EMPTY, unsigned)).toEqual({
      repeated: [],
      accepted: [],
      bad: { index: 0, seq: 1, code: 'signature-invalid' },
    });
  });

  const GOOD = journal(200);
});

describe('what does not follow', () => {
  const lines = journal(5);

  it('is a gap where lines are missing', () => {
    const verdict = run(EMPTY, [...lines.slice(0, 2), ...lines.slice(3)]);
    expect(seqs(verdict.accepted)).toEqual([1, 2]);
    expect(verdict.bad).toEqual({ index: 2, seq: 3, code: 'journal-gap' });
    expect(run(EMPTY, lines.slice(1))).toMatchObject({ accepted: [], bad: { index: 0, seq: 1, code: 'journal-gap' } });
  });

  it('is a fork: another history with the same numbers', () => {
    const fork = journal(3, headAfter(lines, 2), 'no-sale');
    const behind = run(headAfter(lines, 3), fork.slice(1));
    expect(behind).toMatchObject({ accepted: [], bad: { index: 0, seq: 4, code: 'chain-broken' } });
    const same = run(headAfter(lines, 3), fork);
    expect(same).toMatchObject({ accepted: [], repeated: [], bad: { index: 0, code: 'chain-broken' } });
  });

  it('is a line twice, or out of order', () => {
    const [first, second, third] = lines;
    if (!first || !second || !third) throw new Error('no lines');
    expect(run(EMPTY, [first, first, second])).toMatchObject({ bad: { index: 1, seq: 2, code: 'chain-broken' } });
    expect(run(EMPTY, [first, third, second])).toMatchObject({ bad: { index: 1, seq: 2, code: 'journal-gap' } });
  });

  it('is a fact of another journal', () => {
    const other = { ...EMPTY, journalId: '0193a5c0-0000-7000-8000-00000000000b' };
    expect(run(other, lines)).toMatchObject({ accepted: [], bad: { index: 0, seq: 1, code: 'chain-broken' } });
    const ahead = run({ ...other, seq: 5, hash: headAfter(lines).hash }, lines);
    expect(ahead).toEqual({ accepted: [], repeated: [], bad: { index: 0, seq: 6, code: 'chain-broken' } });
  });

  it.each([
    ['text that is no JSON', 'hello'],
    ['JSON that is no envelope', '{"seq":3}'],
    ['an envelope with something added', '{"extra":1,'],
  ])('is %s, even when it is signed', (_, text) => {
    const body = text === '{"extra":1,' ? (lines[2]?.body.replace('{', text) ?? '') : text;
    const hash = sha256Hex(body);
    const odd = { body, hash, signature: signHash(hash) };
    const verdict = run(EMPTY, [...lines.slice(0, 2), odd]);
    expect(seqs(verdict.accepted)).toEqual([1, 2]);
    expect(verdict.bad).toEqual({ index: 2, seq: 3, code: 'payload-invalid' });
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
