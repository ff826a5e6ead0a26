import { describe, expect, test } from 'vitest';
import { PLANTED_BUGS } from '#tests/sim/planted-bugs.ts';
import { simulate } from '#tests/sim/simulate.ts';

const SEEDS = 300;

describe('the simulator sees', () => {
  test.each(PLANTED_BUGS)('$name', async ({ make }) => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { failure } = await simulate(seed, { wraps: make() });
      if (failure) return;
    }
    expect.fail(`not seen in ${SEEDS} seeds`);
  });
});
