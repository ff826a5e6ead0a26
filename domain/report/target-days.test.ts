import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { targetDays, targetUntil } from './target-days.ts';

test('what days say holds, and the others share the rest', () => {
  const days = targetDays({ month: '2026-02', amount: 10_000, days: [{ date: '2026-02-14', amount: 4600 }] });
  expect([days.length, days[0], days[13], days[27]]).toEqual([
    28,
    { date: '2026-02-01', target: 200 },
    { date: '2026-02-14', target: 4600 },
    { date: '2026-02-28', target: 200 },
  ]);
});

test('a month without a target has those of its days only', () => {
  const target = { month: '2026-02', amount: null, days: [{ date: '2026-02-02', amount: 500 }] };
  expect(targetDays(target).filter((day) => day.target !== null)).toEqual([{ date: '2026-02-02', target: 500 }]);
  expect([targetUntil(target, '2026-02-01'), targetUntil(target, '2026-02-02')]).toEqual([0, 500]);
  expect(targetUntil({ ...target, days: [] }, '2026-02-28')).toBeNull();
});

it('comes to the whole target at the end of a month', () => {
  const month = fc.constantFrom('2024-02', '2026-02', '2026-04', '2026-12');
  fc.assert(
    fc.property(month, fc.integer({ min: 1, max: 1e9 }), fc.nat(27), (of, amount, day) => {
      const days = [{ date: `${of}-${String(day + 1).padStart(2, '0')}`, amount: Math.ceil(amount / 3) }];
      expect(targetUntil({ month: of, amount, days }, `${of}-31`)).toBe(amount);
    }),
  );
});
