import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '#domain/journal/envelope.ts';
import type { Order } from '#domain/order/order.ts';
import { checkZ } from './check-z.ts';
import { hasLiabilities, turnoverOf } from './liabilities.ts';
import type { ZReport } from './session.ts';
import { addSession, sessionTotals } from './session-totals.ts';

const SESSION = 'session-1';
const WHERE = { storeId: 's', registerId: 'r', journalId: 'j', at: '', businessDate: '2026-11-21', operatorId: 'ann' };

function fact(seq: number, kind: string, payload: unknown): Envelope {
  return { id: `fact-${seq}`, kind, version: 1, seq, prev: '', payload, ...WHERE };
}

const opened = (more: object = { liabilitiesApart: true }) =>
  fact(1, 'session.opened', { sessionId: SESSION, float: 0, currency: 'GBP', ...more });

interface Line {
  variantId: string;
  storedValue?: 'gift-card';
  amount: number;
  tax?: number;
}

/** A ticket of such lines, paid in cash. */
function ticket(seq: number, lines: Line[], returns: Line[] = [], pricesIncludeTax = true): Envelope {
  const of = ({ tax = 0, ...line }: Line) => ({ ...line, adjustments: [], taxes: [{ amount: tax }] });
  const gross = ({ amount, tax = 0 }: Line) => (pricesIncludeTax ? amount : amount + tax);
  const total = [...lines, ...returns].reduce((sum, line) => sum + gross(line), 0);
  const order = {
    receipt: { series: 'L1', number: seq },
    pricesIncludeTax,
    lines: lines.map(of),
    returns: returns.map(of),
    taxes: [],
    total,
    rounding: 0,
    payments: [{ tender: 'cash', tendered: total, change: 0, amount: total }],
  };
  return fact(seq, 'order.completed', order as unknown as Order);
}

const goods = (amount: number): Line => ({ variantId: 'tea', amount });
const deposit = (amount: number): Line => ({ variantId: 'deposit', amount });
const card = (amount: number): Line => ({ variantId: 'card', storedValue: 'gift-card', amount });

describe('turnover', () => {
  it('is what was sold: a deposit is none when taken, and the whole sale is when it is completed', () => {
    const taken = sessionTotals(opened(), [ticket(2, [deposit(3000)])]);
    expect(turnoverOf(taken)).toEqual({
      sales: { count: 0, amount: 0 },
      returns: { count: 0, amount: 0 },
      total: 0,
    });
    const completed = sessionTotals(opened(), [ticket(2, [goods(10_000)], [deposit(-3000)])]);
    expect(turnoverOf(completed)).toEqual({
      sales: { count: 1, amount: 10_000 },
      returns: { count: 0, amount: 0 },
      total: 10_000,
    });
    expect([completed.total, completed.liabilities?.depositsDeducted]).toEqual([7000, { count: 1, amount: 3000 }]);
  });

  it('has no gift cards in it, nor payments onto an account', () => {
    const paid = ticket(3, []);
    const payments = [
      { tender: 'cash', tendered: 900, change: 0, amount: 900 },
      { tender: 'account', tendered: -900, change: 0, amount: -900, accountId: 'm' },
    ];
    const onAccount = { ...paid, payload: { ...(paid.payload as Order), payments } };
    const totals = sessionTotals(opened(), [ticket(2, [goods(500), card(2500)]), onAccount]);
    expect(totals).toMatchObject({ total: 3000, liabilities: { cardsSold: { count: 1, amount: 2500 } }, drawer: 3900 });
    expect(turnoverOf(totals).total).toBe(500);
  });

  it('has no gift cards in it that were taken back', () => {
    const undone = ticket(3, [], [card(-2500)]);
    const totals = sessionTotals(opened(), [ticket(2, [goods(500), card(2500)]), undone]);
    expect(totals.liabilities?.cardsReturned).toEqual({ count: 1, amount: 2500 });
    expect(turnoverOf(totals)).toEqual({
      sales: { count: 1, amount: 500 },
      returns: { count: 0, amount: 0 },
      total: 500,
    });
  });

  it('counts with tax where prices exclude it', () => {
    const line = { ...deposit(1000), tax: 200 };
    const totals = sessionTotals(opened(), [ticket(2, [line], [], false)]);
    expect(totals.liabilities?.depositsTaken).toEqual({ count: 1, amount: 1200 });
    expect(turnoverOf(totals).total).toBe(0);
  });

  it('and what is none come to the receipts together', () => {
    const amount = fc.integer({ min: 1, max: 90_000 });
    const line = fc.oneof(amount.map(goods), amount.map(deposit), amount.map(card));
    const back = fc.oneof(
      amount.map((it) => goods(-it)),
      amount.map((it) => deposit(-it)),
    );
    const tickets = fc.array(fc.tuple(fc.array(line), fc.array(back)), { maxLength: 10 });
    fc.assert(
      fc.property(tickets, (made) => {
        const facts = made.map(([lines, returns], at) => ticket(at + 2, lines, returns));
        const totals = sessionTotals(opened(), facts);
        const sum = (lines: Line[], of: (line: Line) => boolean) =>
          lines.filter(of).reduce((all, { amount }) => all + amount, 0);
        const isGoods = ({ variantId }: Line) => variantId === 'tea';
        const turnover = turnoverOf(totals);
        expect(turnover.total).toBe(sum(made.flat(2), isGoods));
        expect(turnover.sales.amount - turnover.returns.amount).toBe(turnover.total);
        const all = made.flat(2);
        expect(hasLiabilities(totals.liabilities)).toBe(all.some((each) => !isGoods(each)));
      }),
    );
  });
});

describe('a Z', () => {
  const facts = [ticket(2, [deposit(3000), goods(100)])];

  function closing(opening: Envelope, change: (z: ZReport) => ZReport = (z) => z) {
    const totals = sessionTotals(opening, facts);
    const z: ZReport = {
      sessionId: SESSION,
      zNumber: 1,
      series: 'L1',
      totals,
      declared: [],
      differences: [],
      perpetual: addSession(null, totals),
      left: 0,
    };
    return { ...fact(3, 'session.closed', null), payload: change(z) };
  }

  it('of a session that was opened before liabilities were told apart folds and proves as it did', () => {
    const opening = opened({});
    const closed = closing(opening);
    expect(closed.payload.totals).not.toHaveProperty('liabilities');
    expect(turnoverOf(closed.payload.totals).total).toBe(3100);
    expect(checkZ(closed, [opening, ...facts], null)).toEqual([]);
  });

  it('proves what it says is no turnover, and that it says so', () => {
    const opening = opened();
    expect(checkZ(closing(opening), [opening, ...facts], null)).toEqual([]);
    const without = closing(opening, ({ totals: { liabilities: _, ...totals }, ...z }) => ({ ...z, totals }));
    expect(checkZ(without, [opening, ...facts], null)).toMatchObject([
      { code: 'z-differs', at: '/totals/liabilities' },
    ]);
    const more = closing(opening, (z) => {
      const { liabilities } = z.totals;
      if (!liabilities) throw new Error('told apart');
      return { ...z, totals: { ...z.totals, liabilities: { ...liabilities, cardsSold: { count: 1, amount: 100 } } } };
    });
    expect(checkZ(more, [opening, ...facts], null)).toMatchObject([{ at: '/totals/liabilities/cardsSold/count' }]);
  });
});
