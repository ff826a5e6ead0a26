import { describe, expect, it } from 'vitest';
import { Envelope as EnvelopeSchema } from '#contracts/facts/envelope.ts';
import { parseJson } from '#contracts/schema.ts';
import { formatLine, GENESIS, splitLine } from '#domain/journal/envelope.ts';
import { nextFact } from '#domain/journal/next-fact.ts';

const HEAD = { journalId: '0193a5c0-0000-7000-8000-00000000000a', seq: 0, hash: GENESIS };
const STAMP = {
  storeId: 'leeds',
  registerId: 'till-1',
  at: '2026-11-21T10:00:00.000Z',
  businessDate: '2026-11-21',
  operatorId: null,
};
const DRAFT = {
  id: '0193a5c0-0000-7000-8000-000000000001',
  kind: 'drawer.opened',
  version: 1,
  payload: { cause: 'sale' },
};

describe('nextFact', () => {
  it('writes the envelope with its keys in one order, whatever the order they came in', () => {
    const { body } = nextFact(HEAD, { ...DRAFT }, { ...STAMP });
    expect(body).toBe(
      '{"id":"0193a5c0-0000-7000-8000-000000000001","kind":"drawer.opened","version":1,"storeId":"leeds",' +
        '"registerId":"till-1","journalId":"0193a5c0-0000-7000-8000-00000000000a","seq":1,' +
        '"at":"2026-11-21T10:00:00.000Z","businessDate":"2026-11-21","operatorId":null,' +
        `"prev":"${GENESIS}","payload":{"cause":"sale"}}`,
    );
    const shuffled = nextFact(
      { hash: GENESIS, seq: 0, journalId: HEAD.journalId },
      { payload: DRAFT.payload, version: 1, kind: DRAFT.kind, id: DRAFT.id },
      { operatorId: null, businessDate: STAMP.businessDate, at: STAMP.at, registerId: 'till-1', storeId: 'leeds' },
    );
    expect(shuffled.body).toBe(body);
  });

  it('gives an envelope that the contract reads from the text as it is', () => {
    const { envelope, body } = nextFact({ ...HEAD, seq: 41, hash: 'ab'.repeat(32) }, DRAFT, {
      ...STAMP,
      operatorId: 'ann',
    });
    expect(parseJson(EnvelopeSchema, body)).toEqual({ ok: true, value: envelope });
    expect(envelope).toMatchObject({ seq: 42, prev: 'ab'.repeat(32), operatorId: 'ann' });
  });

  it('takes nothing from a draft or stamp but what belongs to an envelope', () => {
    const extra = { ...DRAFT, secret: 'x' };
    expect(Object.keys(nextFact(HEAD, extra, STAMP).envelope)).not.toContain('secret');
  });

  it('writes text that fits one journal line, whatever is in the payload', () => {
    const payload = { note: 'tab\there, line\nthere, 茶, \u2028, \ud800' };
    const { body } = nextFact(HEAD, { ...DRAFT, payload }, STAMP);
    const line = { body, hash: 'cd'.repeat(32), signature: 'sig' };
    const text = formatLine(line);
    expect(text.split('\n')).toHaveLength(2);
    expect(splitLine(text.slice(0, -1))).toEqual(line);
    expect(JSON.parse(body).payload).toEqual(payload);
  });
});
