import { describe, expect, it } from 'vitest';
import { DEFAULT_TENDERS, type Tender, type TenderKind } from '#domain/tender/tender.ts';
import { checkDeclaration, countedAmount, differencesOf, needsReason, tendersToDeclare } from './drawer.ts';
import type { SessionTotals } from './session.ts';

const row = (tender: string, expected: number, count = 1) => ({
  tender,
  taken: { count, amount: expected },
  given: { count: 0, amount: 0 },
  tips: 0,
  expected,
});
const [cash] = DEFAULT_TENDERS;
const tender = (tenderId: string, kind: TenderKind) => ({ ...cash, tenderId, kind }) as Tender;
const tenders = [tender('cash', 'cash'), tender('card', 'card'), tender('card-2', 'card'), tender('gift', 'gift-card')];
const totals = {
  tenders: [row('cash', 12_000, 0), row('card', 4_000), row('card-2', 0, 0), row('gift', 900), row('old', 100)],
} as SessionTotals;
const declared = [
  { tender: 'cash', amount: 11_950 },
  { tender: 'card', amount: 4_000 },
  { tender: 'old', amount: 100 },
];

describe('closing', () => {
  it('asks for the cash, for what was used and can be counted, and for what the store no longer knows', () => {
    expect(tendersToDeclare(totals, tenders)).toEqual(['cash', 'card', 'old']);
  });

  it('tells over from short', () => {
    expect(differencesOf(totals, [...declared, { tender: 'wallet', amount: 7 }])).toEqual([
      { tender: 'cash', amount: -50 },
      { tender: 'card', amount: 0 },
      { tender: 'old', amount: 0 },
      { tender: 'wallet', amount: 7 },
    ]);
    expect([needsReason(-50, 50), needsReason(-51, 50), needsReason(51, 50), needsReason(0, 0)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('counts notes and coins', () => {
    expect(
      countedAmount([
        { value: 2000, count: 3 },
        { value: 5, count: 1 },
        { value: 100, count: 0 },
      ]),
    ).toBe(6005);
  });

  it.each([
    ['not-declared', { declared: declared.slice(1) }],
    ['declared-twice', { declared: [...declared, { tender: 'card', amount: 0 }] }],
    ['counts-differ', { declared: [{ ...declared[0], counts: [{ value: 5, count: 1 }] }, ...declared.slice(1)] }],
    ['reason-missing', { differences: [{ tender: 'cash' }, { tender: 'card', reason: 'miscount' }] }],
    ['left-exceeds', { left: 11_951 }],
  ])('finds what is wrong: %s', (code, change) => {
    const right = { declared, differences: [{ tender: 'cash', reason: 'miscount' }], left: 11_950 };
    const policy = { tenders, tolerance: 20 };
    expect(checkDeclaration(totals, right, policy)).toBeNull();
    const wrong = { ...right, ...change } as typeof right;
    expect(checkDeclaration(totals, wrong, policy)).toMatchObject({ code });
  });
});
