import { expect, it } from 'vitest';
import type { Fact } from '#contracts/facts/envelope.ts';
import { ownFactMovements } from './own-fact-movements.ts';

const ID = '0192f000-0000-7000-8000-00000000000a';

function fact(kind: string, payload: unknown, more: Partial<Fact> = {}): Fact {
  return {
    id: ID,
    journalId: ID,
    seq: 1,
    kind,
    version: 1,
    payload,
    ...more,
  } as Fact;
}
const received = {
  locationId: 'shelf',
  reason: 'delivery',
  lines: [
    { variantId: 'tea', quantity: 10, damaged: 2, batch: 'A' },
    { variantId: 'tea', quantity: 5, batch: 'B' },
    { variantId: 'mug', quantity: 0, expected: 4 },
  ],
};

it('counts what came onto the shelf, lots together, and leaves out what is damaged or did not come', () => {
  expect(ownFactMovements(fact('stock.received', received))).toEqual([{ variantId: 'tea', quantity: 15 }]);
});

it('takes off what was sent or returned, and adds what was accepted', () => {
  const line = { variantId: 'tea', quantity: 3 };
  const sent = {
    transferId: ID,
    fromLocationId: 'shelf',
    toLocationId: 'other',
    lines: [{ ...line, lineId: ID }],
  };
  const accepted = { transferId: ID, locationId: 'shelf', lines: [{ ...line, damaged: 1 }], complete: true };
  const returned = { locationId: 'shelf', supplierId: 'acme', reason: 'faulty', lines: [line] };
  const adjusted = { locationId: 'shelf', reason: 'theft', lines: [{ variantId: 'tea', quantity: -2 }] };
  expect(ownFactMovements(fact('stock.sent', sent))).toEqual([{ variantId: 'tea', quantity: -3 }]);
  expect(ownFactMovements(fact('stock.returned', returned))).toEqual([{ variantId: 'tea', quantity: -3 }]);
  expect(ownFactMovements(fact('stock.accepted', accepted))).toEqual([{ variantId: 'tea', quantity: 3 }]);
  expect(ownFactMovements(fact('stock.adjusted', adjusted))).toEqual([{ variantId: 'tea', quantity: -2 }]);
});

it('counts nothing of training, of another version, or of what does not fit its schema', () => {
  expect(ownFactMovements(fact('stock.received', received, { training: true }))).toEqual([]);
  expect(ownFactMovements(fact('stock.received', received, { version: 2 }))).toEqual([]);
  expect(ownFactMovements(fact('stock.received', { lines: received.lines }))).toEqual([]);
  expect(ownFactMovements(fact('cash.moved', received))).toEqual([]);
});
