import { expect, test } from 'vitest';
import { haltOf, haltsOf, isSameBatch, type SaleStop, stopBook } from './sale-stop.ts';

const stop = (more: Partial<SaleStop> = {}): SaleStop => {
  return { stopId: 's1', variantId: 'milk', kind: 'recall', reason: 'glass', ...more };
};

test.each([
  ['a recalled product is not sold', stop(), {}, 'refused'],
  ['whatever somebody answered', stop(), { checkedStops: ['s1'] }, 'refused'],
  ['a stopped one by whoever may', stop({ kind: 'stop' }), {}, 'permission'],
  ['once they did', stop({ kind: 'stop' }), { checkedStops: ['s1'] }, undefined],
  ['another answer is of another stop', stop({ kind: 'stop' }), { checkedStops: ['s2'] }, 'permission'],
  ['the batch that is recalled', stop({ batch: 'L1' }), { batch: 'l 1' }, 'refused'],
  [
    'that it was another is not believed of the batch itself',
    stop({ batch: 'L1' }),
    { batch: 'L1', checkedStops: ['s1'] },
    'refused',
  ],
  ['another batch', stop({ batch: 'L1' }), { batch: 'L2' }, undefined],
  ['a batch that nobody knows', stop({ batch: 'L1' }), {}, 'batch'],
  ['looked at on the pack', stop({ batch: 'L1' }), { checkedStops: ['s1'] }, undefined],
  ['another product', stop({ variantId: 'tea' }), {}, undefined],
  ['part of what is sold', stop({ variantId: 'tea' }), { parts: [{ variantId: 'tea' }] }, 'refused'],
  [
    'a batch of a part',
    stop({ variantId: 'tea', batch: 'L1' }),
    { batch: 'L2', parts: [{ variantId: 'tea' }] },
    'batch',
  ],
])('%s', (_, one, sold, verdict) => {
  expect(haltOf(stopBook([one]), { variantId: 'milk', ...sold })?.verdict).toBe(verdict);
});

test('the gravest of several is told', () => {
  const book = stopBook([
    stop({ stopId: 'a', kind: 'stop' }),
    stop({ stopId: 'b', batch: 'L1' }),
    stop({ stopId: 'c' }),
  ]);
  expect(haltOf(book, { variantId: 'milk' })?.stop.stopId).toBe('c');
});

test('all of them are told, the gravest first, and those of other batches are not', () => {
  const book = stopBook([
    stop({ stopId: 'a', kind: 'stop' }),
    stop({ stopId: 'b', batch: 'L1' }),
    stop({ stopId: 'c', batch: 'L2' }),
  ]);
  const told = (batch?: string) =>
    haltsOf(book, { variantId: 'milk', ...(batch === undefined ? {} : { batch }) }).map((halt) => halt.stop.stopId);
  expect(told()).toEqual(['b', 'c', 'a']);
  expect(told('L2')).toEqual(['c', 'a']);
  expect(told('L3')).toEqual(['a']);
});

test('a batch is the same however it is keyed in', () => {
  expect(isSameBatch(' ab12 ', 'ＡＢ12')).toBe(true);
  expect(isSameBatch('AB12', 'AB13')).toBe(false);
});
