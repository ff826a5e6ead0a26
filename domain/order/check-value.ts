import type { Minor } from '#domain/money/money.ts';
import { accountPaymentOf } from '#domain/order/account-payment.ts';
import type { Order, Payment } from '#domain/order/order.ts';
import type { StoredValueClass } from '#domain/tender/stored-value.ts';
import { type Tender, type TenderKind, tenderOf } from '#domain/tender/tender.ts';

/** What a fact beside a ticket moves: stored value (a negative redemption gives it back), or what a member owes. */
export interface ValueMove {
  kind: 'value.issued' | 'value.redeemed' | 'account.charged' | 'account.paid';
  /** The instrument's code, or the account's id. */
  holder: string;
  /** Of stored value. */
  class?: StoredValueClass;
  currency: string;
  amount: Minor;
}

/**
 * What does not go with a ticket. `value-differs` with a `holder`: moves that come to another amount than the ticket says;
 * without: a payment that names nobody, or an account paid without money. `tender-unknown`: a tender the store does not have.
 * What is at stake is `found` - `expected`, in minor units.
 */
export interface ValueFault {
  code: 'value-differs' | 'tender-unknown';
  where: string;
  expected: Minor;
  found: Minor;
  holder?: string;
}

type Ticket = Pick<Order, 'lines' | 'returns' | 'payments' | 'currency'>;

/**
 * How what was moved beside a ticket differs from what the ticket says: each line that loads a card is `value.issued`, and where
 * it comes back, `value.redeemed` of as much; each payment by stored value is `value.redeemed` of all that was handed over, and where it gives back, `value.issued` or a
 * negative redemption; each payment on account is `account.charged`, and where it gives back, `account.paid`. `moves` are all
 * that name the ticket; with `null` for a ticket that is not there all of them differ. Empty when everything goes together.
 */
export function valueFaults(
  ticket: Ticket | null,
  moves: readonly ValueMove[],
  tenders: readonly Tender[],
): ValueFault[] {
  return [...(ticket ? tenderFaults(ticket, tenders) : []), ...moveFaults(ticket, moves, tenders)];
}

/** What of the ticket's own payments can't stand, whatever was moved beside it. */
export function tenderFaults(ticket: Ticket, tenders: readonly Tender[]): ValueFault[] {
  const faults: ValueFault[] = [];
  for (const [index, payment] of ticket.payments.entries()) {
    const kind = kindOf(payment, ticket, tenders);
    const at = { expected: 0, found: payment.amount };
    if (!kind) faults.push({ code: 'tender-unknown', where: `payments/${index}/tender`, ...at });
    if (kind === 'account' && payment.accountId === undefined) {
      faults.push({ code: 'value-differs', where: `payments/${index}/accountId`, ...at });
    }
    if ((kind === 'gift-card' || kind === 'store-credit' || kind === 'points') && payment.instrument === undefined) {
      faults.push({ code: 'value-differs', where: `payments/${index}/instrument`, ...at });
    }
  }
  for (const [index, { storedValue, instrument, amount }] of ticket.lines.entries()) {
    if (storedValue === undefined || instrument !== undefined || amount === 0) continue;
    faults.push({ code: 'value-differs', where: `lines/${index}/instrument`, expected: 0, found: amount });
  }
  for (const [index, { storedValue, instrument, amount }] of (ticket.returns ?? []).entries()) {
    if (storedValue === undefined || instrument !== undefined || amount === 0) continue;
    faults.push({ code: 'value-differs', where: `returns/${index}/instrument`, expected: 0, found: -amount });
  }
  return [...faults, ...unpaid(ticket, tenders)];
}

/** What pays off an account: neither another debt nor stored value. */
const MONEY: ReadonlySet<TenderKind | undefined> = new Set(['cash', 'card', 'card-manual', 'wallet']);

/** A ticket that is a payment onto an account is paid with money: what was paid otherwise. */
function unpaid(ticket: Ticket, tenders: readonly Tender[]): ValueFault[] {
  const paid = accountPaymentOf(ticket);
  if (!paid) return [];
  const others = ticket.payments.filter(({ id }) => id !== paid.paymentId);
  const found = others.filter((one) => !MONEY.has(kindOf(one, ticket, tenders)));
  if (found.length === 0 && others.length > 0) return [];
  const amount = others.length === 0 ? paid.amount : found.reduce((sum, one) => sum + one.amount, 0);
  return [{ code: 'value-differs', where: 'payments', expected: 0, found: amount }];
}

const STORED = {
  'gift-card': 'gift-card',
  'store-credit': 'store-credit',
  voucher: 'voucher',
  points: 'points',
} as const;

function classOf(kind: TenderKind | undefined): StoredValueClass | undefined {
  return kind && kind in STORED ? STORED[kind as keyof typeof STORED] : undefined;
}

/** A store that no longer sells on account still takes what is owed. */
function kindOf(payment: Payment, ticket: Ticket, tenders: readonly Tender[]): TenderKind | undefined {
  const known = tenderOf(tenders, payment.tender)?.kind;
  return known ?? (accountPaymentOf(ticket)?.paymentId === payment.id ? 'account' : undefined);
}

type Way = 'issued' | 'redeemed' | 'charged' | 'paid';

/** What was moved one way for one holder, and what may have been; `given` is how much of it may be, and was, given back to where it was spent. */
interface Sum {
  holder: string;
  where: string;
  expected: Minor;
  found: Minor;
  given: { expected: Minor; found: Minor };
}

function moveFaults(ticket: Ticket | null, moves: readonly ValueMove[], tenders: readonly Tender[]): ValueFault[] {
  const sums = new Map<string, Sum>();
  const sumOf = (way: Way, of: Omit<ValueMove, 'kind' | 'amount'>): Sum => {
    const where = [way, of.class ?? 'account', of.holder, of.currency].join(' ');
    const sum = sums.get(where) ?? { holder: of.holder, where, ...NOTHING, given: { ...NOTHING } };
    sums.set(where, sum);
    return sum;
  };
  if (ticket) expect(ticket, tenders, sumOf);
  for (const move of moves) find(move, sumOf);
  return [...sums.values()].flatMap(({ holder, where, expected, found, given }): ValueFault[] => {
    if (expected !== found) return [{ code: 'value-differs', where, expected, found, holder }];
    // A sold card is issued: given back is only what a payment gives back.
    if (given.found <= given.expected) return [];
    return [{ code: 'value-differs', where: `${where} given back`, ...given, holder }];
  });
}

const NOTHING = { expected: 0, found: 0 };

type SumOf = (way: Way, of: Omit<ValueMove, 'kind' | 'amount'>) => Sum;

function expect(ticket: Ticket, tenders: readonly Tender[], sumOf: SumOf): void {
  const { currency } = ticket;
  for (const { storedValue, instrument, amount } of ticket.lines) {
    if (storedValue === undefined || instrument === undefined || amount === 0) continue;
    sumOf('issued', { class: storedValue, holder: instrument, currency }).expected += amount;
  }
  for (const { storedValue, instrument, amount } of ticket.returns ?? []) {
    if (storedValue === undefined || instrument === undefined || amount === 0) continue;
    sumOf('redeemed', { class: storedValue, holder: instrument, currency }).expected -= amount;
  }
  for (const payment of ticket.payments) {
    const { instrument, accountId, tendered } = payment;
    const kind = kindOf(payment, ticket, tenders);
    const stored = classOf(kind);
    if (tendered === 0) continue;
    if (stored && instrument !== undefined) {
      const sum = sumOf(tendered > 0 ? 'redeemed' : 'issued', { class: stored, holder: instrument, currency });
      sum.expected += Math.abs(tendered);
      if (tendered < 0) sum.given.expected -= tendered;
    } else if (kind === 'account' && accountId !== undefined) {
      sumOf(tendered > 0 ? 'charged' : 'paid', { holder: accountId, currency }).expected += Math.abs(tendered);
    }
  }
}

const WAYS = {
  'value.issued': 'issued',
  'value.redeemed': 'redeemed',
  'account.charged': 'charged',
  'account.paid': 'paid',
} as const;

function find(move: ValueMove, sumOf: SumOf): void {
  const back = move.kind === 'value.redeemed' && move.amount <= 0;
  const sum = sumOf(back ? 'issued' : WAYS[move.kind], move);
  sum.found += Math.abs(move.amount);
  if (back) sum.given.found -= move.amount;
}
