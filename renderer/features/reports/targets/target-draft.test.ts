import { expect, it } from 'vitest';
import { targetDraft, targetsOf } from './target-draft.ts';

const OF = { storeId: 'a', month: '2026-11' };
const SET = {
  ...OF,
  basis: 'net' as const,
  amount: 1_000_000,
  days: [
    { date: '2026-11-27', amount: 120_050 },
    { date: '2026-11-28', amount: 90_000 },
  ],
};

it('reads back what it wrote', () => {
  expect(targetsOf(targetDraft(SET, 2), OF, 2)).toEqual({ ok: true, targets: SET });
  const none = { ...SET, amount: null, days: [] };
  expect(targetsOf(targetDraft(none, 2), OF, 2)).toEqual({ ok: true, targets: none });
});

it('puts days in order', () => {
  const draft = { ...targetDraft(SET, 2), days: targetDraft(SET, 2).days.toReversed() };
  expect(targetsOf(draft, OF, 2)).toEqual({ ok: true, targets: SET });
});

it.each([
  ['an amount that is none', { amount: 'many', days: [] }, ['amount']],
  ['nothing as an amount', { amount: '0', days: [] }, ['amount']],
  ['too many decimals', { amount: '1.234', days: [] }, ['amount']],
  ['a day of another month', { amount: '', days: [{ date: '2026-12-01', amount: '5' }] }, ['day 0']],
  ['a day without an amount', { amount: '', days: [{ date: '2026-11-01', amount: '' }] }, ['day 0']],
  [
    'a day twice',
    {
      amount: '',
      days: [
        { date: '2026-11-01', amount: '5' },
        { date: '2026-11-01', amount: '6' },
      ],
    },
    ['day 1'],
  ],
])('refuses %s', (_, typed, wrong) => {
  expect(targetsOf({ basis: 'gross', ...typed }, OF, 2)).toEqual({ ok: false, wrong });
});
