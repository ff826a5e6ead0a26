import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '#domain/journal/envelope.ts';
import type { Order, Payment } from '#domain/order/order.ts';
import { checkZ } from './check-z.ts';
import type { PerpetualTotals, SessionTotals, ZReport } from './session.ts';
import { addFact, addSession, sessionTotals, startTotals } from './session-totals.ts';

const SESSION = 'session-1';

function fact(seq: number, kind: string, payload: unknown, training?: true): Envelope {
  const id = `fact-${seq}`;
  const where = {
    storeId: 's',
    registerId: 'r',
    journalId: 'j',
    at: '',
    businessDate: '2026-11-21',
    operatorId: 'ann',
  };
  return { id, kind, version: 1, seq, prev: '', payload, ...where, ...(training ? { training } : {}) };
}

const opened = (float = 10_000, more: object = {}) =>
  fact(1, 'session.opened', { sessionId: SESSION, float, currency: 'GBP', ...more });

function paid(tender: string, amount: number, more: Partial<Payment> = {}): Payment {
  const { tip = 0, change = 0 } = more;
  return { id: 'p', tender, tendered: amount + tip + change, change: 0, amount, ...more };
}

/** A ticket of one amount sold and one taken back, at 20 % included. */
function ticket(number: number, sold: number, returned: number, payments: Payment[], change: Partial<Order> = {}) {
  const tax = (amount: number) => ({
    code: 'S',
    ratePpm: 200_000,
    base: amount - Math.round(amount / 6),
    amount: Math.round(amount / 6),
  });
  const line = { id: 'l', amount: sold, listAmount: sold, adjustments: [], taxes: [tax(sold)] };
  const back = { id: 'b', amount: -returned, taxes: [tax(-returned)] };
  const order = {
    receipt: { series: 'L1', number },
    pricesIncludeTax: true,
    lines: sold ? [line] : [],
    ...(returned ? { returns: [back] } : {}),
    discounts: [],
    taxes: [tax(sold - returned)],
    total: sold - returned,
    rounding: 0,
    payments,
    ...change,
  };
  return order as unknown as Order;
}

const tenderOf = (totals: SessionTotals, id: string) => totals.tenders.find(({ tender }) => tender === id);

describe('a day', () => {
  const facts = [
    fact(2, 'cart.opened', {}),
    fact(3, 'order.completed', ticket(7, 1250, 0, [paid('cash', 1250, { change: 750 })])),
    fact(4, 'drawer.opened', { cause: 'sale', orderId: 'x' }),
    fact(5, 'order.completed', ticket(8, 3000, 500, [paid('card', 2500, { tip: 200 })])),
    fact(6, 'order.completed', ticket(9, 0, 600, [paid('cash', -600)])),
    fact(7, 'cash.moved', { sessionId: SESSION, direction: 'in', amount: 2000, reason: 'change' }),
    fact(8, 'cash.moved', { sessionId: SESSION, direction: 'out', amount: 300, reason: 'petty-cash' }),
    fact(9, 'cash.moved', { sessionId: SESSION, direction: 'pickup', amount: 5000, reason: 'safe' }),
    fact(10, 'line.voided', { amount: 199 }),
    fact(11, 'cart.abandoned', {}),
    fact(12, 'drawer.opened', { cause: 'no-sale', reason: 'change' }),
    fact(13, 'receipt.issued', { orderId: 'x', how: 'printed', copy: 0 }),
    fact(14, 'receipt.issued', { orderId: 'x', how: 'printed', copy: 1 }),
    fact(15, 'override.decided', { verdict: 'granted' }),
    fact(16, 'override.decided', { verdict: 'refused' }),
    fact(17, 'sale.post-voided', {}),
    fact(18, 'value.issued', { amount: 2500 }),
    fact(19, 'value.redeemed', { amount: 1000 }),
    fact(20, 'value.redeemed', { amount: -400 }),
    fact(21, 'account.charged', { amount: 900 }),
    fact(22, 'account.paid', { amount: 100 }),
    fact(23, 'operator.signed', { verdict: 'out' }),
  ];

  it('comes to what was rung up, paid and moved', () => {
    expect(sessionTotals(opened(), facts)).toEqual({
      sessionId: SESSION,
      businessDate: '2026-11-21',
      firstSeq: 1,
      lastSeq: 22,
      receipts: { first: 7, last: 9, count: 3 },
      sales: { count: 2, amount: 4250 },
      returns: { count: 2, amount: 1100 },
      discounts: { count: 0, amount: 0 },
      rounding: 0,
      tips: 200,
      total: 3150,
      taxes: [{ code: 'S', ratePpm: 200_000, base: 1042 + 2083 - 500, amount: 208 + 417 - 100 }],
      tenders: [
        {
          tender: 'cash',
          taken: { count: 1, amount: 1250 },
          given: { count: 1, amount: 600 },
          tips: 0,
          expected: 7350,
        },
        {
          tender: 'card',
          taken: { count: 1, amount: 2500 },
          given: { count: 0, amount: 0 },
          tips: 200,
          expected: 2700,
        },
      ],
      float: 10_000,
      cashIn: 2000,
      cashOut: 300,
      pickups: 5000,
      drawer: 10_000 + 1250 - 600 + 2000 - 300 - 5000,
      storedValue: { issued: 2500, redeemed: 600 },
      accounts: { charged: 900, paid: 100 },
      counts: { lineVoids: 1, abandonedCarts: 1, noSales: 1, copies: 1, postVoids: 1, overrides: 1, refused: 1 },
      lineVoidAmount: 199,
    });
  });

  it('is the same whichever facts stand between that count nothing, and training is none', () => {
    const training = facts.map((each) => ({ ...each, training: true as const }));
    expect(sessionTotals(opened(), training)).toEqual(startTotals(opened()));
    const counting = facts.filter(({ seq }) => ![2, 4, 13, 23].includes(seq));
    expect(sessionTotals(opened(), counting)).toEqual(sessionTotals(opened(), facts));
  });

  it('leaves out cash of another session, and what came before', () => {
    const other = fact(2, 'cash.moved', { sessionId: 'another', direction: 'in', amount: 1, reason: 'x' });
    const before = fact(0, 'order.completed', ticket(6, 100, 0, [paid('cash', 100)]));
    expect(sessionTotals(opened(), [before, other])).toEqual(startTotals(opened()));
  });
});

describe('money', () => {
  it('in foreign cash is expected in its own currency; change comes out of the own', () => {
    const foreign = { currency: 'EUR', tendered: 2000, ratePpm: 860_000 };
    const order = ticket(1, 1500, 0, [paid('cash-eur', 1500, { tendered: 1720, change: 220, foreign })]);
    const totals = sessionTotals(opened(), [fact(2, 'order.completed', order)]);
    expect(totals.drawer).toBe(10_000 - 220);
    expect(tenderOf(totals, 'cash-eur')).toMatchObject({ taken: { count: 1, amount: 1500 }, expected: 2000 });
    expect(tenderOf(totals, 'cash')).toMatchObject({ taken: { count: 0 }, expected: 9780 });
  });

  it("of a voucher's change comes out of the drawer, the voucher stays whole", () => {
    const order = ticket(1, 1500, 0, [paid('voucher', 1500, { change: 500 })]);
    const totals = sessionTotals(opened(), [fact(2, 'order.completed', order)]);
    expect([totals.drawer, tenderOf(totals, 'voucher')?.expected]).toEqual([9500, 2000]);
  });

  it('in cash may have another name', () => {
    const order = ticket(1, 1500, 0, [paid('coins', 1500)]);
    const totals = sessionTotals(opened(0, { cashTender: 'coins' }), [fact(2, 'order.completed', order)]);
    expect([totals.drawer, totals.tenders.length]).toEqual([1500, 1]);
  });

  it('where prices exclude tax counts with it', () => {
    const order = ticket(1, 1000, 400, [paid('cash', 720)], { pricesIncludeTax: false, total: 720 });
    const back = { amount: -400, taxes: [{ code: 'S', ratePpm: 200_000, base: -400, amount: -80 }] };
    const totals = sessionTotals(opened(), [fact(2, 'order.completed', { ...order, returns: [back] })]);
    expect([totals.sales.amount, totals.returns.amount, totals.total]).toEqual([1200, 480, 720]);
  });

  it('that was discounted is counted once per discount, an exemption not at all', () => {
    const adjustment = (source: string, discountId: string, amount: number) => ({
      source,
      discountId,
      reason: 'r',
      amount,
    });
    const lines = [
      {
        amount: 80,
        adjustments: [adjustment('line-discount', 'd1', -10), adjustment('cart-discount', 'd2', -10)],
        taxes: [],
      },
      {
        amount: 80,
        adjustments: [adjustment('cart-discount', 'd2', -10), adjustment('tax-exemption', '', -10)],
        taxes: [],
      },
    ];
    const order = { ...ticket(1, 160, 0, [paid('cash', 160)]), lines } as unknown as Order;
    const totals = sessionTotals(opened(), [fact(2, 'order.completed', order)]);
    expect(totals.discounts).toEqual({ count: 2, amount: 30 });
  });
});

/** Facts of a session in which every ticket is paid to the last unit, in any mix of tenders, with cash rounding. */
const anyPayment = fc.record({
  tender: fc.constantFrom('cash', 'card', 'voucher', 'cash-eur'),
  share: fc.integer({ min: -5_000, max: 20_000 }),
  change: fc.constantFrom(0, 0, 250, 999),
  tip: fc.constantFrom(0, 0, 100),
});
const anyTicket = fc
  .record({
    sold: fc.integer({ min: 0, max: 50_000 }),
    returned: fc.integer({ min: 0, max: 20_000 }),
    rounding: fc.integer({ min: -4, max: 5 }),
    payments: fc.array(anyPayment, { minLength: 1, maxLength: 4 }),
  })
  .map(({ sold, returned, rounding, payments }) => {
    let left = sold - returned + rounding;
    const made = payments.map(({ tender, share, change, tip }, index) => {
      const amount = index === payments.length - 1 ? left : share;
      left -= amount;
      const back = amount > 0 ? change : 0;
      const foreign = { currency: 'EUR', tendered: amount * 2, ratePpm: 500_000 };
      const of = { change: back, tip, tendered: amount + back + tip };
      return paid(tender, amount, tender === 'cash-eur' ? { ...of, foreign } : of);
    });
    return { kind: 'order.completed', payload: ticket(1, sold, returned, made, { rounding }) };
  });
const anyMove = fc
  .record({ direction: fc.constantFrom('in', 'out', 'pickup'), amount: fc.integer({ min: 1, max: 90_000 }) })
  .map((moved) => ({ kind: 'cash.moved', payload: { sessionId: SESSION, reason: 'r', ...moved } }));
const anyFacts = fc
  .array(fc.record({ of: fc.oneof({ weight: 3, arbitrary: anyTicket }, anyMove), training: fc.boolean() }), {
    maxLength: 30,
  })
  .map((drafts) => drafts.map(({ of, training }, at) => fact(at + 2, of.kind, of.payload, training || undefined)));

describe('any session', () => {
  it('balances: total is the sum of its receipts, tenders of the tickets, the drawer float + cash + in - out (I3)', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(50_000), (facts, float) => {
        const totals = sessionTotals(opened(float), facts);
        const real = facts.filter(({ training }) => !training);
        const orders = real.flatMap(({ kind, payload }) => (kind === 'order.completed' ? [payload as Order] : []));
        const moves = real.flatMap(({ kind, payload }) =>
          kind === 'cash.moved' ? [payload as { direction: string; amount: number }] : [],
        );
        const payments = orders.flatMap((order) => order.payments);
        const sum = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0);
        expect(totals.total).toBe(sum(orders.map(({ total }) => total)));
        expect(totals.sales.amount - totals.returns.amount).toBe(totals.total);
        expect(sum(totals.taxes.map(({ amount }) => amount))).toBe(
          sum(orders.flatMap(({ taxes }) => taxes.map(({ amount }) => amount))),
        );
        expect(sum(totals.tenders.map(({ taken, given }) => taken.amount - given.amount))).toBe(
          totals.total + totals.rounding,
        );
        const cash = sum(payments.map(({ tender, tendered, change }) => (tender === 'cash' ? tendered : 0) - change));
        const moved = sum(moves.map(({ direction, amount }) => (direction === 'in' ? amount : -amount)));
        expect(totals.drawer).toBe(float + cash + moved);
        expect(totals.drawer).toBe(totals.tenders[0]?.expected ?? Number.NaN);
        expect(totals.receipts?.count ?? 0).toBe(orders.length);
        expect(totals.tips).toBe(sum(totals.tenders.map(({ tips }) => tips)));
      }),
    );
  });

  it('folds in pieces as in one', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(30), (facts, cut) => {
        const whole = sessionTotals(opened(), facts);
        const first = sessionTotals(opened(), facts.slice(0, cut));
        expect(facts.slice(cut).reduce(addFact, first)).toEqual(whole);
      }),
    );
  });
});

describe('a Z', () => {
  const before: ZReport = zOf(sessionTotals(opened(), []), 4, null);

  function zOf(totals: SessionTotals, zNumber: number, perpetual: PerpetualTotals | null): ZReport {
    const declared = totals.tenders.map(({ tender, expected }) => ({ tender, amount: expected + 5 }));
    const differences = declared.map(({ tender }) => ({ tender, amount: 5, reason: 'miscount' }));
    const series = 'L1';
    return {
      sessionId: SESSION,
      zNumber,
      series,
      totals,
      declared,
      differences,
      perpetual: addSession(perpetual, totals),
      left: 0,
    };
  }

  function closing(facts: Envelope[], change: (z: ZReport) => ZReport = (z) => z) {
    const z = change(zOf(sessionTotals(opened(), facts), 5, before.perpetual));
    return { ...fact(facts.length + 2, 'session.closed', z), payload: z };
  }

  it('of its facts, with the next number, holds', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const closed = closing(facts);
        const later = fact(closed.seq + 1, 'order.completed', ticket(99, 100, 0, [paid('cash', 100)]));
        expect(checkZ(closed, [opened(), ...facts, closed, later], before)).toEqual([]);
      }),
    );
  });

  const facts = [fact(2, 'order.completed', ticket(1, 1200, 0, [paid('cash', 1200)]))];
  it.each<[string, (z: ZReport) => ZReport, string, string]>([
    ['a figure changed', (z) => ({ ...z, totals: { ...z.totals, total: 1 } }), 'z-differs', '/totals/total'],
    ['another number', (z) => ({ ...z, zNumber: 6 }), 'z-number-differs', '/zNumber'],
    ['a difference hidden', (z) => ({ ...z, differences: [] }), 'z-differs', '/differences/0'],
    [
      'perpetual totals that go back',
      (z) => ({ ...z, perpetual: { ...z.perpetual, total: 0 } }),
      'z-differs',
      '/perpetual/total',
    ],
    ['no such session', (z) => ({ ...z, sessionId: 'other' }), 'z-differs', '/sessionId'],
  ])('with %s does not', (_, change, code, at) => {
    const closed = closing(facts, change);
    expect(checkZ(closed, [opened(), ...facts], before)).toContainEqual(expect.objectContaining({ code, at }));
  });

  it('that leaves a receipt out does not', () => {
    const left = fact(3, 'order.completed', ticket(2, 700, 0, [paid('cash', 700)]));
    const closed = { ...closing(facts), seq: 4 };
    expect(checkZ(closed, [opened(), ...facts, left], before)).toMatchObject([
      { code: 'z-differs', at: '/totals/lastSeq' },
    ]);
  });
});
