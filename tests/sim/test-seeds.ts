import { expect, test } from 'vitest';
import { simulate } from '#tests/sim/simulate.ts';

const BLOCK = 25;

/** Tests, a block of seeds each, that every invariant holds; `to` is the first that is left out. */
export function testSeeds(from: number, to: number): void {
  const blocks = Array.from({ length: (to - from) / BLOCK }, (_, index) => from + index * BLOCK);
  test.each(blocks)('every invariant holds, seeds %i and on', async (first) => {
    for (let seed = first; seed < first + BLOCK; seed++) {
      const { failure } = await simulate(seed);
      expect(failure, `npm run sim -- --seed ${seed}`).toBeNull();
    }
  });
}
