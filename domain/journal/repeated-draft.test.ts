import { describe, expect, it } from 'vitest';
import type { Envelope } from './envelope.ts';
import { repeatFault } from './repeated-draft.ts';

const ID = '0193a5c0-0000-7000-8000-000000000001';
const draft = (payload: unknown, kind = 'stock.received') => ({ id: ID, kind, version: 1, payload });
const fact = (payload: unknown, more: Partial<Envelope> = {}): Envelope => ({
  ...{ id: ID, kind: 'stock.received', version: 1, storeId: 's', registerId: 'r', journalId: 'j', seq: 3 },
  ...{ at: '2026-11-21T10:00:00.000Z', businessDate: '2026-11-21', operatorId: 'ann', prev: '', payload },
  ...more,
});

describe('a draft that is told again', () => {
  it('is the same whatever the order of its keys, without what JSON does not hold, and in texts that can be kept', () => {
    const lines = [{ quantity: 2, variantId: 'mug' }];
    expect(repeatFault(draft({ b: 1, lines, gone: undefined }), fact({ lines, b: 1 }), false)).toBeNull();
    expect(repeatFault(draft({ note: 'a\0' }), fact({ note: 'a\uFFFD' }), false)).toBeNull();
  });

  it.each([
    [{ lines: [2, 1] }, { lines: [1, 2] }],
    [{ lines: [] }, { lines: {} }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: null }, { a: {} }],
    [{ a: '1' }, { a: 1 }],
  ])('is another where %j stands and was %j', (now, before) => {
    expect(repeatFault(draft(now), fact(before), false)).toMatchObject({ code: 'draft-differs' });
  });

  it('is another of another kind or version, and in training where it was not', () => {
    expect(repeatFault(draft({}, 'stock.sent'), fact({}), false)).toMatchObject({ code: 'draft-differs' });
    expect(repeatFault(draft({}), fact({}, { version: 2 }), false)).toMatchObject({ code: 'draft-differs' });
    expect(repeatFault(draft({}), fact({}, { training: true }), false)).toMatchObject({ code: 'draft-differs' });
    expect(repeatFault(draft({}), fact({}, { training: true }), null)).toBeNull();
  });

  it('of a ticket is the same without the number that it was given', () => {
    const ticket = fact({ total: 5, receipt: { series: 'A', number: 1 } }, { kind: 'order.completed' });
    expect(repeatFault(draft({ total: 5 }, 'order.completed'), ticket, false)).toBeNull();
  });
});
