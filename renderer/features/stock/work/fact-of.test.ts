import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACT_KINDS } from '#contracts/facts/kinds.ts';
import { parse } from '#contracts/schema.ts';
import { draftOf, idMaker } from '#renderer/features/stock/testing/draft.ts';
import { emptyLine } from './draft-lines.ts';
import { FACT_OF, factOf, missingIn } from './fact-of.ts';
import { type StockDraft, WORK_KINDS, type WorkKind } from './stock-draft.ts';

const TRANSFER = '0192f000-0000-7000-8000-00000000beef';
const whole: Record<WorkKind, Partial<StockDraft>> = {
  receive: { supplier: { id: 'acme', name: 'Acme' }, order: { id: 'po-1', number: 7 }, deliveryNote: ' LS 12 ' },
  adjust: { reason: 'theft' },
  send: { location: { id: 'market-shelf', name: 'Market' } },
  accept: { transferId: TRANSFER, complete: false },
  return: { supplier: { id: 'acme', name: 'Acme' }, reason: 'faulty' },
};

describe('the fact of work', () => {
  it('always fits its schema', () => {
    const line = fc.record({
      variantId: fc.constantFrom('a', 'b'),
      quantity: fc.nat({ max: 1000 }),
      damaged: fc.nat({ max: 3 }),
      expected: fc.option(fc.nat({ max: 1000 })),
      cost: fc.option(fc.nat({ max: 1_000_000 })),
      batch: fc.constantFrom('', 'A'),
      expiry: fc.constantFrom('' as const, '2027-01-31'),
    });
    const lines = fc.array(line, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...WORK_KINDS), lines, fc.constantFrom('', 'Box was open'), (kind, parts, note) => {
        const newId = idMaker();
        const draft = draftOf(kind, {
          ...whole[kind],
          note,
          lines: parts.map(({ variantId, ...more }) => emptyLine(newId(), variantId, more)),
        });
        fc.pre(missingIn(draft) === null);
        const fact = factOf(draft, 'high-street-shelf');
        expect(fact).toMatchObject({ id: draft.draftId, kind: FACT_OF[kind], version: 1 });
        const parsed = parse(FACT_KINDS[FACT_OF[kind]][1], fact.payload);
        expect(parsed.ok ? '' : `${parsed.at} ${parsed.message}`).toBe('');
      }),
    );
  });

  it('has nothing to tell of goods that go where all that is said of them is damage', () => {
    const lines = [emptyLine('line-1', 'tea', { damaged: 1 })];
    for (const kind of ['adjust', 'send', 'return'] as const)
      expect(missingIn(draftOf(kind, { ...whole[kind], lines }))).toBe('lines');
    expect(missingIn(draftOf('receive', { ...whole.receive, lines }))).toBeNull();
  });

  it('tells a delivery with its shortage, its damage and what it cost', () => {
    const newId = idMaker();
    const pack = { size: 6, cost: 600 };
    const lines = [
      emptyLine(newId(), 'tea', { quantity: 8, damaged: 1, expected: 12, pack, batch: 'A', expiry: '2027-01-31' }),
      emptyLine(newId(), 'mug', { expected: 4, pack }),
      emptyLine(newId(), 'hat'),
    ];
    expect(factOf(draftOf('receive', { ...whole.receive, lines }), 'shelf').payload).toEqual({
      locationId: 'shelf',
      reason: 'delivery',
      purchaseOrderId: 'po-1',
      supplierId: 'acme',
      deliveryNote: 'LS 12',
      lines: [
        { variantId: 'tea', quantity: 8, damaged: 1, expected: 12, cost: 900, batch: 'A', expiry: '2027-01-31' },
        { variantId: 'mug', quantity: 0, expected: 4 },
      ],
    });
  });

  it('shares what was expected among the lots that came, so that only what is missing differs', () => {
    const newId = idMaker();
    const came = (expected: number) => {
      const lines = [
        emptyLine(newId(), 'tea', { quantity: 3, batch: 'B' }),
        emptyLine(newId(), 'tea', { quantity: 6, damaged: 1, batch: 'A', expected }),
      ];
      const { payload } = factOf(draftOf('receive', { lines }), 'shelf');
      return (payload as { lines: { expected: number }[] }).lines.map((line) => line.expected);
    };
    expect(came(10)).toEqual([3, 7]);
    expect(came(12)).toEqual([3, 9]);
    expect(came(2)).toEqual([2, 0]);
  });

  it('is signed by its reason, and names no note that was not written', () => {
    const lines = [emptyLine(idMaker()(), 'tea', { quantity: 3 })];
    const off = factOf(draftOf('adjust', { reason: 'theft', lines }), 'shelf').payload;
    expect(off).toEqual({ locationId: 'shelf', reason: 'theft', lines: [{ variantId: 'tea', quantity: -3 }] });
    const on = draftOf('adjust', { reason: 'found', sign: 1, note: 'behind the rack', lines });
    expect(factOf(on, 'shelf').payload).toMatchObject({ noteId: on.noteId, lines: [{ quantity: 3 }] });
  });

  it('is not there while something is missing', () => {
    const lines = [emptyLine(idMaker()(), 'tea', { quantity: 3 })];
    expect(missingIn(draftOf('receive'))).toBe('lines');
    expect(missingIn(draftOf('adjust', { lines }))).toBe('reason');
    expect(missingIn(draftOf('send', { lines }))).toBe('location');
    expect(missingIn(draftOf('return', { lines, reason: 'faulty' }))).toBe('supplier');
    expect(missingIn(draftOf('accept', { lines, transferId: TRANSFER }))).toBe('complete');
    expect(missingIn(draftOf('accept', { transferId: TRANSFER, complete: true }))).toBeNull();
    expect(missingIn(draftOf('accept', { transferId: TRANSFER, complete: false }))).toBe('lines');
    expect(() => factOf(draftOf('send', { lines }), 'shelf')).toThrow('no location');
  });

  it('says where goods were put, where somebody said so', () => {
    const newId = idMaker();
    const lines = [
      emptyLine(newId(), 'a', { quantity: 2, placeId: 'PLACE-1' }),
      emptyLine(newId(), 'b', { quantity: 1 }),
    ];
    for (const kind of WORK_KINDS) {
      const { payload } = factOf(draftOf(kind, { ...whole[kind], lines }), 'shelf');
      const told = (payload as { lines: { placeId?: string }[] }).lines;
      expect(told.map(({ placeId }) => placeId)).toEqual(['PLACE-1', undefined]);
    }
  });
});
