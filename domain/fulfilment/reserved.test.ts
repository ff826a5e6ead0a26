import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToFulfilment, NO_FULFILMENT } from './fulfilment-sums.ts';
import { addGoods, promisedOf, reservedBy, reservedChange } from './reserved.ts';

const variants = new Map([['L1', 'V1']]);

test('a promise is committed, what is picked is staged, and what left or is back is neither', () => {
  const sums = (more: object) => addToFulfilment(NO_FULFILMENT, { lines: [{ lineId: 'L1', assigned: 5, ...more }] });
  const moved = { lineId: 'L1', variantId: 'V1', picked: 3, left: 1, putBack: 0 };
  expect(reservedBy(sums({}), variants, [])).toEqual([{ variantId: 'V1', committed: 5, staged: 0 }]);
  expect(reservedBy(sums({ picked: 3 }), variants, [{ ...moved, left: 0 }])).toEqual([
    { variantId: 'V1', committed: 2, staged: 3 },
  ]);
  expect(reservedBy(sums({ picked: 3, handedOver: 1 }), variants, [moved])).toEqual([
    { variantId: 'V1', committed: 2, staged: 2 },
  ]);
  expect(reservedBy({ ...sums({ picked: 3 }), expired: true }, variants, [{ ...moved, left: 0 }])).toEqual([
    { variantId: 'V1', committed: 0, staged: 3 },
  ]);
  expect(reservedBy(sums({}), new Map(), [])).toEqual([]);
});

test('a substitute is staged as itself, and nothing of the line stays committed for it', () => {
  const sums = addToFulfilment(NO_FULFILMENT, { lines: [{ lineId: 'L1', assigned: 2, picked: 1 }] });
  const goods = [{ lineId: 'L1', variantId: 'V2', picked: 1, left: 0, putBack: 0 }];
  expect(reservedBy(sums, variants, goods)).toEqual([
    { variantId: 'V1', committed: 1, staged: 0 },
    { variantId: 'V2', committed: 0, staged: 1 },
  ]);
});

test('changes one after another come to what is reserved in the end; what a refused location promised is nobody’s', () => {
  const step = fc.record({ picked: fc.nat(3), left: fc.nat(3), putBack: fc.nat(3), short: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let sums = addToFulfilment(NO_FULFILMENT, { lines: [{ lineId: 'L1', assigned: 6 }] });
      let goods = addGoods([], []);
      let total = { committed: 6, staged: 0 };
      for (const { picked, left, putBack, short } of steps) {
        const before = reservedBy(sums, variants, goods);
        sums = addToFulfilment(sums, { lines: [{ lineId: 'L1', picked, handedOver: left, putBack, short }] });
        goods = addGoods(goods, [{ lineId: 'L1', variantId: 'V1', picked, left, putBack }]);
        for (const change of reservedChange(before, reservedBy(sums, variants, goods))) {
          total = { committed: total.committed + change.committed, staged: total.staged + change.staged };
        }
      }
      const [now = { committed: 0, staged: 0 }] = reservedBy(sums, variants, goods);
      expect(total).toEqual({ committed: now.committed, staged: now.staged });
      const [line] = sums.lines;
      if (!line) throw new Error('a line');
      expect(promisedOf({ refused: true, expired: false }, line)).toBe(line.handedOver);
    }),
  );
});
