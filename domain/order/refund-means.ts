import type { Minor } from '#domain/money/money.ts';
import type { Order, Payment } from '#domain/order/order.ts';
import { type Tender, type TenderKind, tenderOf } from '#domain/tender/tender.ts';

/** A part of a refund, by one means. */
export interface RefundMeans {
  /** A tender of the store. */
  tender: string;
  kind: TenderKind;
  /** Positive, before cash rounding (`takeTender` rounds it, when it comes last). */
  amount: Minor;
  /** The payment that it goes back to; null where it goes elsewhere than it came from. */
  original: Payment | null;
  /** Of the original payment, where it has one. */
  instrument?: string;
  accountId?: string;
}

/** A ticket's payments, and what cash rounding added to it or took. */
export type Paid = Pick<Order, 'payments' | 'rounding'>;

/** What is to be given back, and what is known of the order's payments. */
export interface RefundAsked {
  /** Positive, with tax. */
  refund: Minor;
  /** The order, as paid. */
  paid: Paid;
  /** The tickets that gave something back of it so far; of their payments only those below zero count. */
  givenBack: readonly Paid[];
  tenders: readonly Tender[];
  /** Most cash per return; above it another means or a manager. */
  cashLimit: Minor;
  /** All of it to store credit instead, as the customer agreed. */
  asStoreCredit?: boolean;
}

/**
 * How a refund is given: `means` in the order in which to walk them, cash last. `rest` could not go where it came from (the
 * order was paid with other returned goods, or by a tender that gives nothing back): store credit, or what a manager decides.
 * `overCashLimit` is how much of the cash is above the store's limit.
 */
export interface RefundPlan {
  means: RefundMeans[];
  rest: Minor;
  overCashLimit: Minor;
}

/** Back to third parties first, which hold the customer's money, then to stored value, cash last. */
const ORDER: readonly TenderKind[] = [
  'card',
  'card-manual',
  'wallet',
  'account',
  'gift-card',
  'store-credit',
  'voucher',
  'points',
  'cash',
];

/**
 * Splits a refund over the payments of the order: each gets back at most what it gave, minus what went back to it before (both
 * before cash rounding). Card before stored value before cash; a gift card to the same card; foreign cash as the store's own.
 * Tips stay with the staff.
 */
export function refundMeans(asked: RefundAsked): RefundPlan {
  if (asked.asStoreCredit) return asStoreCredit(asked);
  const means: RefundMeans[] = [];
  let rest = asked.refund;
  for (const { payment, left } of leftToGiveBack(asked)) {
    const tender = goesBackBy(payment, asked.tenders);
    const amount = Math.min(rest, left);
    if (!tender || amount <= 0) continue;
    rest -= amount;
    addMeans(means, payment, tender, amount);
  }
  const cash = means.reduce((sum, one) => sum + (one.kind === 'cash' ? one.amount : 0), 0);
  return { means, rest, overCashLimit: Math.max(0, cash - asked.cashLimit) };
}

function asStoreCredit({ refund, tenders }: RefundAsked): RefundPlan {
  const tender = tenders.find((one) => one.kind === 'store-credit' && one.refunds);
  if (!tender || refund === 0) return { means: [], rest: refund, overCashLimit: 0 };
  const all: RefundMeans = { tender: tender.tenderId, kind: 'store-credit', amount: refund, original: null };
  return { means: [all], rest: 0, overCashLimit: 0 };
}

interface Left {
  payment: Payment;
  left: Minor;
}

/** The payments and what each may still get back, in the order in which they do. */
function leftToGiveBack({ paid, givenBack, tenders }: RefundAsked): Left[] {
  const kindOf = (payment: Payment) => tenderOf(tenders, payment.tender)?.kind ?? 'cash';
  const back = givenBack
    .flatMap((ticket) => beforeRounding(ticket, kindOf))
    .map(({ payment, amount }) => ({ payment, amount: Math.max(0, -amount) }));
  const left = beforeRounding(paid, kindOf)
    .filter(({ amount }) => amount > 0)
    .map(({ payment, amount }) => ({ payment, left: amount }))
    .sort((a, b) => ORDER.indexOf(kindOf(a.payment)) - ORDER.indexOf(kindOf(b.payment)));
  const matches = [
    (a: Payment, b: Payment) => keyOf(a) === keyOf(b),
    (a: Payment, b: Payment) => kindOf(a) === kindOf(b),
    // Given back by other means than it was paid (store credit, a manager's decision): it is gone all the same.
    () => true,
  ];
  for (const isMatch of matches) {
    for (const one of back) {
      for (const place of left) {
        if (!isMatch(place.payment, one.payment)) continue;
        const taken = Math.min(place.left, one.amount);
        place.left -= taken;
        one.amount -= taken;
      }
    }
  }
  return left;
}

/** What each payment stood for: what cash rounding added is taken off the last cash again. Refunds are measured by that. */
function beforeRounding({ payments, rounding }: Paid, kindOf: (payment: Payment) => TenderKind) {
  const rounded = payments.findLast((payment) => kindOf(payment) === 'cash');
  return payments.map((payment) => {
    return { payment, amount: payment === rounded ? payment.amount - rounding : payment.amount };
  });
}

function keyOf({ tender, instrument, accountId }: Payment): string {
  return JSON.stringify([tender, instrument, accountId]);
}

/** The tender by which a payment goes back; undefined where none does. */
function goesBackBy(payment: Payment, tenders: readonly Tender[]): Tender | undefined {
  const tender = tenderOf(tenders, payment.tender);
  if (tender?.kind === 'cash' && tender.foreign) {
    return tenders.find((one) => one.kind === 'cash' && !one.foreign && one.refunds);
  }
  return tender?.refunds ? tender : undefined;
}

/** Cash is one heap: its parts are one means. */
function addMeans(means: RefundMeans[], original: Payment, tender: Tender, amount: Minor): void {
  const cash = means.find((one) => one.kind === 'cash' && one.tender === tender.tenderId);
  if (cash && tender.kind === 'cash') {
    cash.amount += amount;
    return;
  }
  const { instrument, accountId } = original;
  means.push({
    tender: tender.tenderId,
    kind: tender.kind,
    amount,
    original,
    ...(instrument === undefined ? {} : { instrument }),
    ...(accountId === undefined ? {} : { accountId }),
  });
}
