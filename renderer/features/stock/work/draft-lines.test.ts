import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOf, idMaker } from '#renderer/features/stock/testing/draft.ts';
import {
  addGoods,
  allAsExpected,
  arrivalsOf,
  costOf,
  emptyLine,
  LINES_MAX,
  lotsMissing,
  moveChosen,
  removeLine,
  setLine,
  toReview,
} from './draft-lines.ts';
import type { StockDraft } from './stock-draft.ts';

const seen = ({ lines }: StockDraft) =>
  lines.map(({ variantId, quantity, batch, expiry }) => [variantId, quantity, batch, expiry]);

describe('goods that are scanned', () => {
  it('add up by lot; a new product and a new lot come on top and are chosen', () => {
    const newId = idMaker();
    const lot = { batch: 'A1', expiry: '2027-03-31' };
    let draft = addGoods(draftOf('receive'), { variantId: 'tea', quantity: 3, ...lot }, newId);
    draft = addGoods(draft, { variantId: 'mug', quantity: 1 }, newId);
    draft = addGoods(draft, { variantId: 'tea', quantity: 2, ...lot }, newId);
    draft = addGoods(draft, { variantId: 'tea', quantity: 1, batch: 'B2' }, newId);
    expect(seen(draft)).toEqual([
      ['tea', 1, 'B2', ''],
      ['mug', 1, '', ''],
      ['tea', 5, 'A1', '2027-03-31'],
    ]);
    expect(draft.lines.find(({ lineId }) => lineId === draft.chosen)?.batch).toBe('B2');
    expect(seen(addGoods(draft, { variantId: 'tea', quantity: 4 }, newId))[0]).toEqual(['tea', 5, 'B2', '']);
  });

  it('fill the line that papers expect, whose lot is not known before', () => {
    const newId = idMaker();
    const start = draftOf('receive', { lines: [emptyLine(newId(), 'tea', { expected: 10 })] });
    const draft = addGoods(start, { variantId: 'tea', quantity: 6, batch: 'A1' }, newId);
    expect(seen(draft)).toEqual([['tea', 6, 'A1', '']]);
    const other = addGoods(draft, { variantId: 'tea', quantity: 1, batch: 'B2' }, newId);
    expect(arrivalsOf(other)).toEqual([{ variantId: 'tea', expected: 10, good: 7, damaged: 0, missing: 3 }]);
  });

  it('are no more lines than a fact takes', () => {
    const newId = idMaker();
    const lines = Array.from({ length: LINES_MAX }, (_, at) => emptyLine(newId(), `v${at}`));
    const full = draftOf('receive', { lines });
    expect(addGoods(full, { variantId: 'new', quantity: 1 }, newId)).toBe(full);
    expect(addGoods(full, { variantId: 'v7', quantity: 1 }, newId).lines).toHaveLength(LINES_MAX);
  });

  it('are never lost or doubled, in whatever order they come', () => {
    const goods = fc.record({
      variantId: fc.constantFrom('a', 'b', 'c'),
      quantity: fc.integer({ min: 1, max: 50 }),
      batch: fc.constantFrom('', 'A', 'B'),
    });
    fc.assert(
      fc.property(fc.array(goods, { maxLength: 40 }), (added) => {
        const newId = idMaker();
        const draft = added.reduce((so, one) => addGoods(so, one, newId), draftOf('receive'));
        for (const variantId of ['a', 'b', 'c']) {
          const sum = added.filter((one) => one.variantId === variantId).reduce((all, one) => all + one.quantity, 0);
          expect(arrivalsOf(draft).find((one) => one.variantId === variantId)?.good ?? 0).toBe(sum);
        }
        expect(new Set(draft.lines.map(({ lineId }) => lineId)).size).toBe(draft.lines.length);
      }),
    );
  });
});

describe('lines', () => {
  const newId = idMaker();
  const lines = ['a', 'b', 'c'].map((variantId) => emptyLine(newId(), variantId, { expected: 4 }));
  const [a, b, c] = lines.map(({ lineId }) => lineId);
  const draft = draftOf('receive', { lines, chosen: b ?? null });

  it('are chosen one after the other, and the next one when one is removed', () => {
    expect(moveChosen(draft, 1).chosen).toBe(c);
    expect(moveChosen({ ...draft, chosen: c ?? null }, 1).chosen).toBe(c);
    expect(moveChosen({ ...draft, chosen: null }, 1).chosen).toBe(a);
    expect(removeLine(draft, b ?? '').chosen).toBe(c);
    expect(removeLine({ ...draft, chosen: c ?? null }, c ?? '').chosen).toBe(b);
  });

  it('are all as expected at once, less what is damaged', () => {
    const all = allAsExpected(setLine(draft, a ?? '', { damaged: 1 }));
    expect(all.lines.map(({ quantity }) => quantity)).toEqual([3, 4, 4]);
    expect(arrivalsOf(all).every(({ missing }) => missing === 0)).toBe(true);
  });

  it('cost what was said, else what the packs of the order cost', () => {
    const line = emptyLine('x', 'a', { quantity: 30, damaged: 6, pack: { size: 12, cost: 1450 } });
    expect(costOf(line)).toBe(4350);
    expect(costOf({ ...line, cost: 4000 })).toBe(4000);
    expect(costOf(emptyLine('x', 'a', { quantity: 5 }))).toBeNull();
  });

  it('ask for a lot only where the product had one before', () => {
    const [first = draft.lines[0]] = draft.lines;
    const put = (part: object) => lotsMissing(setLine(draft, first?.lineId ?? '', part)).length;
    expect(put({ quantity: 1, hadLots: true })).toBe(1);
    expect(put({ quantity: 1, hadLots: true, expiry: '2027-01-01' })).toBe(0);
    expect(put({ quantity: 1, hadLots: false })).toBe(0);
    expect(put({ quantity: 0, hadLots: true })).toBe(0);
  });
});

describe('a transfer', () => {
  const newId = idMaker();
  const lines = [emptyLine(newId(), 'tea', { expected: 4, quantity: 3, damaged: 1 })];
  const accept = draftOf('accept', { lines, sentKnown: true });

  it('is complete without a question when all of it is here', () => {
    expect(toReview(accept)).toMatchObject({ step: 'review', complete: true });
  });

  it('asks whether more is to come when something is missing, or nobody knows what was sent', () => {
    const short = setLine(accept, lines[0]?.lineId ?? '', { quantity: 2 });
    expect(toReview({ ...short, complete: true }).complete).toBeNull();
    expect(toReview({ ...accept, sentKnown: false }).complete).toBeNull();
  });
});
