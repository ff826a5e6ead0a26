import { expect, it } from 'vitest';
import { monthStep } from './month-step.ts';

it('steps over years', () => {
  expect([monthStep('2026-12', 1), monthStep('2026-01', -1), monthStep('2026-05', 8), monthStep('2026-05', 0)]).toEqual(
    ['2027-01', '2025-12', '2027-01', '2026-05'],
  );
});
