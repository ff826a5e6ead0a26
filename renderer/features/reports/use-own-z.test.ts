import { describe, expect, it } from 'vitest';
import type { SessionClosed } from '#contracts/facts/session-facts.ts';
import { FakeHost } from '#renderer/store/testing/fake-host.ts';
import { latestZ } from './use-own-z.ts';

const SESSION = '0192f000-0000-7000-8000-0000000000aa';
const none = { count: 0, amount: 0 };

function z(zNumber: number): SessionClosed {
  return {
    sessionId: SESSION,
    zNumber,
    series: 'A',
    totals: {
      sessionId: SESSION,
      businessDate: '2026-11-21',
      firstSeq: 1,
      lastSeq: 2,
      receipts: null,
      sales: none,
      returns: none,
      discounts: none,
      rounding: 0,
      tips: 0,
      total: 0,
      taxes: [],
      tenders: [],
      float: 0,
      cashIn: 0,
      cashOut: 0,
      pickups: 0,
      drawer: 0,
      storedValue: { issued: 0, redeemed: 0 },
      accounts: { charged: 0, paid: 0 },
      counts: { lineVoids: 0, abandonedCarts: 0, noSales: 0, copies: 0, postVoids: 0, overrides: 0, refused: 0 },
      lineVoidAmount: 0,
    },
    declared: [],
    differences: [],
    perpetual: { sessions: zNumber, receipts: 0, sales: 0, returns: 0, total: 0 },
    left: 0,
  };
}

describe('latestZ', () => {
  it('finds the Zs of a long journal from its end, newest first, each once', async () => {
    const host = new FakeHost('0192f000-0000-7000-8000-000000000001');
    for (let number = 1; number <= 40; number += 1) {
      for (let sale = 0; sale < 70; sale += 1) host.sell(['V1', 1]);
      host.add('session.closed', z(number));
    }
    const found = await latestZ(host, host.journal.length);
    expect(found.map(({ payload }) => payload.zNumber)).toEqual(Array.from({ length: 30 }, (_, index) => 40 - index));
  });

  it('finds none in a journal without', async () => {
    const host = new FakeHost('0192f000-0000-7000-8000-000000000001');
    expect(await latestZ(host, 0)).toEqual([]);
    host.sell(['V1', 1]);
    host.add('session.closed', { zNumber: 'one' });
    expect(await latestZ(host, 2)).toEqual([]);
  });
});
