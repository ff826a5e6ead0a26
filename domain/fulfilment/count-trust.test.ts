import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTrust } from './count-trust.ts';

test.each([
  [{ daysSinceCount: 0, lastErrorPpm: 0 }, 1_000_000],
  [{ daysSinceCount: 30, lastErrorPpm: null }, 970_000],
  [{ daysSinceCount: 5_000, lastErrorPpm: 0 }, 800_000],
  [{ daysSinceCount: 0, lastErrorPpm: 100_000 }, 900_000],
  [{ daysSinceCount: 365, lastErrorPpm: 2_000_000 }, 500_000],
  [{ daysSinceCount: null, lastErrorPpm: null }, 800_000],
])('%j is trusted to %i', (history, ppm) => expect(countTrust(history)).toBe(ppm));

test('older and more wrong is never trusted more', () => {
  fc.assert(
    fc.property(fc.nat(3_000), fc.nat(2_000_000), fc.nat(500), fc.nat(500_000), (days, error, later, worse) => {
      const now = countTrust({ daysSinceCount: days, lastErrorPpm: error });
      expect(countTrust({ daysSinceCount: days + later, lastErrorPpm: error + worse })).toBeLessThanOrEqual(now);
      expect(now).toBeGreaterThanOrEqual(500_000);
    }),
  );
});
