import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abcClasses } from './abc-class.ts';
import { type CountHistory, countDue } from './count-due.ts';

const history = (variantId: string, more: Partial<CountHistory> = {}): CountHistory => {
  return { variantId, onHand: 5, turnover: 0, lastCountedOn: null, ...more };
};
const TODAY = '2026-11-22';

describe('abcClasses', () => {
  it('is A up to 80 % of turnover, B up to 95 %, C the rest', () => {
    const turnovers = [70, 20, 6, 4, 0].map((turnover, index) => ({ variantId: `v${index}`, turnover }));
    expect([...abcClasses(turnovers).values()]).toEqual(['A', 'A', 'B', 'C', 'C']);
  });
  it('is C where nothing sells', () => {
    expect([...abcClasses([{ variantId: 'a', turnover: 0 }]).values()]).toEqual(['C']);
  });
  it('never sets a better seller below a worse one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 40 }), (values) => {
        const classes = abcClasses(values.map((turnover, index) => ({ variantId: String(index), turnover })));
        const ranked = values.map((turnover, index) => ({ turnover, is: classes.get(String(index)) ?? 'C' }));
        for (const a of ranked) for (const b of ranked) if (a.turnover > b.turnover) expect(a.is <= b.is).toBe(true);
      }),
    );
  });
});

describe('countDue', () => {
  it('asks for what is below zero, then what never was counted, then what is longest over its time', () => {
    const due = countDue(
      [
        history('late', { lastCountedOn: '2026-04-01', turnover: 1 }),
        history('later', { lastCountedOn: '2026-09-01', turnover: 1000 }),
        history('fresh', { lastCountedOn: '2026-11-20', turnover: 900 }),
        history('new'),
        history('sells', { turnover: 20 }),
        history('below', { onHand: -1, lastCountedOn: '2026-11-20' }),
        history('gone', { onHand: 0 }),
      ],
      TODAY,
    );
    expect(due.map(({ variantId, why }) => [variantId, why])).toEqual([
      ['below', 'negative'],
      ['sells', 'never'],
      ['new', 'never'],
      ['later', 'overdue'],
      ['late', 'overdue'],
    ]);
  });
  it('is done for the day once everything was counted', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ onHand: fc.integer({ min: -3, max: 9 }), turnover: fc.nat(50) })), (rows) => {
        const all = rows.map((row, index) => history(String(index), { ...row, lastCountedOn: TODAY }));
        expect(countDue(all, TODAY)).toEqual([]);
      }),
    );
  });
});
