import type { Envelope } from '#domain/journal/envelope.ts';
import type { Order, Payment } from '#domain/order/order.ts';
import { addLiabilities, NO_LIABILITIES } from '#domain/session/liabilities.ts';
import type { PerpetualTotals, SessionTotals, TenderTotals } from '#domain/session/session.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/**
 * What of `session.opened` its totals begin with. `cashTender` is the store's own cash, `cash` where it is not named.
 * `liabilitiesApart`: the totals say what is no turnover; those of a session that was opened without it fold, and prove, as ever.
 */
export interface SessionOpening {
  sessionId: string;
  float: number;
  cashTender?: string;
  liabilitiesApart?: boolean;
}

/** Kinds of facts that a session's totals may count, `session.opened` apart. */
export const COUNTED_KINDS = [
  'order.completed',
  'cash.moved',
  'value.issued',
  'value.redeemed',
  'account.charged',
  'account.paid',
  'line.voided',
  'cart.abandoned',
  'drawer.opened',
  'receipt.issued',
  'sale.post-voided',
  'override.decided',
] as const;

/** The totals of a session that has just been opened. The first of its tenders is the store's own cash. */
export function startTotals(opened: Envelope): SessionTotals {
  const { sessionId, float, cashTender = 'cash', liabilitiesApart } = opened.payload as SessionOpening;
  return {
    sessionId,
    businessDate: opened.businessDate,
    firstSeq: opened.seq,
    lastSeq: opened.seq,
    receipts: null,
    sales: { count: 0, amount: 0 },
    returns: { count: 0, amount: 0 },
    discounts: { count: 0, amount: 0 },
    rounding: 0,
    tips: 0,
    total: 0,
    taxes: [],
    tenders: [{ ...noTender(cashTender), expected: float }],
    float,
    cashIn: 0,
    cashOut: 0,
    pickups: 0,
    drawer: float,
    storedValue: { issued: 0, redeemed: 0 },
    accounts: { charged: 0, paid: 0 },
    ...(liabilitiesApart ? { liabilities: NO_LIABILITIES } : {}),
    counts: { lineVoids: 0, abandonedCarts: 0, noSales: 0, copies: 0, postVoids: 0, overrides: 0, refused: 0 },
    lineVoidAmount: 0,
  };
}

/**
 * The totals with one more fact of the session's journal, which must come in order of `seq`. A fact that counts nothing (any of
 * training, of a kind not in `COUNTED_KINDS`, of another session) gives the same totals back, so that a fold over all facts
 * and one over those that count are equal; `lastSeq` is of the last that counted.
 * `sales`, `returns`, `discounts`, `given` and movements are positive; `total` = sales - returns, and of all tenders
 * taken - given = `total` + `rounding` (I3).
 */
export function addFact(totals: SessionTotals, fact: Envelope): SessionTotals {
  if (fact.training || fact.seq <= totals.firstSeq) return totals;
  const change = changeBy(totals, fact);
  return change ? { ...totals, ...change, lastSeq: fact.seq } : totals;
}

/** The totals of a session from its opening and the facts that followed it in its journal, in order of `seq`. */
export function sessionTotals(opened: Envelope, facts: Iterable<Envelope>): SessionTotals {
  let totals = startTotals(opened);
  for (const fact of facts) totals = addFact(totals, fact);
  return totals;
}

/** Totals that never go back to zero, after one more session. `before` is null for the first of a receipt series. */
export function addSession(before: PerpetualTotals | null, totals: SessionTotals): PerpetualTotals {
  const { sessions, receipts, sales, returns, total } = before ?? NOTHING;
  return {
    sessions: sessions + 1,
    receipts: receipts + (totals.receipts?.count ?? 0),
    sales: sales + totals.sales.amount,
    returns: returns + totals.returns.amount,
    total: total + totals.total,
  };
}

const NOTHING: PerpetualTotals = { sessions: 0, receipts: 0, sales: 0, returns: 0, total: 0 };

function changeBy(totals: SessionTotals, { kind, payload }: Envelope): Partial<SessionTotals> | null {
  switch (kind) {
    case 'order.completed':
      return withOrder(totals, payload as Order);
    case 'cash.moved':
      return withCash(totals, payload as { sessionId: string; direction: string; amount: number });
    case 'value.issued':
    case 'value.redeemed':
    case 'account.charged':
    case 'account.paid':
      return withBalance(totals, kind, (payload as { amount: number }).amount);
    case 'line.voided': {
      const { amount } = payload as { amount: number };
      return { ...counted(totals, 'lineVoids'), lineVoidAmount: totals.lineVoidAmount + amount };
    }
    case 'cart.abandoned':
      return counted(totals, 'abandonedCarts');
    case 'sale.post-voided':
      return counted(totals, 'postVoids');
    case 'drawer.opened':
      return (payload as { cause: string }).cause === 'no-sale' ? counted(totals, 'noSales') : null;
    case 'override.decided':
      return counted(totals, (payload as { verdict: string }).verdict === 'granted' ? 'overrides' : 'refused');
    case 'receipt.issued': {
      const { copy, how } = payload as { copy: number; how: string };
      return copy > 0 && (how === 'printed' || how === 'e-mailed') ? counted(totals, 'copies') : null;
    }
    default:
      return null;
  }
}

function counted({ counts }: SessionTotals, of: keyof SessionTotals['counts']): Partial<SessionTotals> {
  return { counts: { ...counts, [of]: counts[of] + 1 } };
}

function withOrder(totals: SessionTotals, order: Order): Partial<SessionTotals> {
  const returned = (order.returns ?? []).map((line) => amountWithTax(order, line));
  const returnAmount = -sum(returned);
  const { number } = order.receipt;
  const discounts = discountsOf(order);
  return {
    receipts: {
      first: totals.receipts?.first ?? number,
      last: number,
      count: (totals.receipts?.count ?? 0) + 1,
    },
    sales: plus(totals.sales, order.lines.length, order.total + returnAmount),
    returns: plus(totals.returns, returned.length, returnAmount),
    discounts: plus(totals.discounts, discounts.count, discounts.amount),
    rounding: totals.rounding + order.rounding,
    total: totals.total + order.total,
    taxes: order.taxes.reduce(withTax, totals.taxes),
    ...(totals.liabilities ? { liabilities: addLiabilities(totals.liabilities, order) } : {}),
    ...order.payments.reduce(withPayment, totals),
  };
}

/** How many discounts reduced a ticket, and by how much; a tax exemption is none. */
function discountsOf({ lines }: Order): { count: number; amount: number } {
  const adjustments = lines.flatMap((line) => line.adjustments).filter(({ source }) => source !== 'tax-exemption');
  const count = new Set(adjustments.map(({ discountId }) => discountId)).size;
  return { count, amount: -sum(adjustments.map(({ amount }) => amount)) };
}

function withTax(taxes: TaxLine[], tax: TaxLine): TaxLine[] {
  const same = (other: TaxLine) => other.code === tax.code && other.ratePpm === tax.ratePpm;
  const known = taxes.find(same);
  const { code, ratePpm } = tax;
  const base = (known?.base ?? 0) + tax.base;
  const amount = (known?.amount ?? 0) + tax.amount;
  const others = taxes.filter((other) => !same(other));
  return [...others, { code, ratePpm, base, amount }].sort(byCodeAndRate);
}

function byCodeAndRate(a: TaxLine, b: TaxLine): number {
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  return a.ratePpm - b.ratePpm;
}

type Money = Pick<SessionTotals, 'tenders' | 'drawer' | 'tips'>;

/** Change always goes back in the store's own cash, whatever was handed over. */
function withPayment({ tenders, drawer, tips }: Money, payment: Payment): Money {
  const cash = tenders[0]?.tender;
  const own = payment.tender === cash;
  const intoDrawer = own ? payment.tendered - payment.change : -payment.change;
  const kept = own ? 0 : (payment.foreign?.tendered ?? payment.tendered);
  const tip = payment.tip ?? 0;
  const known = tenders.some(({ tender }) => tender === payment.tender);
  const rows = known ? tenders : [...tenders, noTender(payment.tender)];
  return {
    tips: tips + tip,
    drawer: drawer + intoDrawer,
    tenders: rows.map((row) => {
      const paid = row.tender === payment.tender ? paidBy(row, payment.amount, tip, kept) : row;
      return row.tender === cash ? { ...paid, expected: paid.expected + intoDrawer } : paid;
    }),
  };
}

function paidBy(row: TenderTotals, amount: number, tip: number, kept: number): TenderTotals {
  const { taken, given, tips, expected } = row;
  return {
    ...row,
    taken: amount < 0 ? taken : plus(taken, 1, amount),
    given: amount < 0 ? plus(given, 1, -amount) : given,
    tips: tips + tip,
    expected: expected + kept,
  };
}

function noTender(tender: string): TenderTotals {
  return { tender, taken: { count: 0, amount: 0 }, given: { count: 0, amount: 0 }, tips: 0, expected: 0 };
}

function withCash(
  totals: SessionTotals,
  moved: { sessionId: string; direction: string; amount: number },
): Partial<SessionTotals> | null {
  if (moved.sessionId !== totals.sessionId) return null;
  const amount = moved.direction === 'in' ? moved.amount : -moved.amount;
  const [cash, ...others] = totals.tenders;
  return {
    cashIn: totals.cashIn + (moved.direction === 'in' ? moved.amount : 0),
    cashOut: totals.cashOut + (moved.direction === 'out' ? moved.amount : 0),
    pickups: totals.pickups + (moved.direction === 'pickup' ? moved.amount : 0),
    drawer: totals.drawer + amount,
    tenders: cash ? [{ ...cash, expected: cash.expected + amount }, ...others] : [],
  };
}

type BalanceKind = 'value.issued' | 'value.redeemed' | 'account.charged' | 'account.paid';

function withBalance(
  { storedValue, accounts }: SessionTotals,
  kind: BalanceKind,
  amount: number,
): Partial<SessionTotals> {
  switch (kind) {
    case 'value.issued':
      return { storedValue: { ...storedValue, issued: storedValue.issued + amount } };
    case 'value.redeemed':
      return { storedValue: { ...storedValue, redeemed: storedValue.redeemed + amount } };
    case 'account.charged':
      return { accounts: { ...accounts, charged: accounts.charged + amount } };
    case 'account.paid':
      return { accounts: { ...accounts, paid: accounts.paid + amount } };
  }
}

function plus(to: { count: number; amount: number }, count: number, amount: number): { count: number; amount: number } {
  return { count: to.count + count, amount: to.amount + amount };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
