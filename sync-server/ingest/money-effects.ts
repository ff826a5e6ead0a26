import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { ValueMove } from '#domain/order/check-value.ts';
import type { PaymentState } from '#domain/tender/payment-state.ts';
import type { StoredValueClass } from '#domain/tender/stored-value.ts';
import type { Source } from '#sync-server/ingest/effects.ts';

/** A signed change of an instrument's balance. The fact's id sets it apart: the same fact in two journals is one movement (I2). */
export interface ValueMovement extends Source {
  type: 'value-movement';
  factId: string;
  instrument: string;
  class: StoredValueClass;
  currency: string;
  amount: number;
  orderId: string;
  leaseId: string | null;
  memberId: string | null;
  expires: string | null;
  storeId: string;
  businessDate: string;
}

export interface LeaseGrant {
  type: 'lease-grant';
  leaseId: string;
  journalId: string;
  instrument: string;
  amount: number;
  epoch: number;
}

/** What of a lease came to its end: spent, or given back. */
export interface LeaseUse {
  type: 'lease-spent' | 'lease-returned';
  leaseId: string;
  journalId: string;
  instrument: string;
  amount: number;
}

/** A signed change of what a member owes. */
export interface AccountMovement extends Source {
  type: 'account-movement';
  factId: string;
  accountId: string;
  currency: string;
  amount: number;
  orderId: string;
  due: string | null;
  storeId: string;
  businessDate: string;
}

export interface PaymentRequest extends Source {
  type: 'payment-requested';
  paymentId: string;
  storeId: string;
  registerId: string;
  cartId: string;
  tender: string;
  direction: 'sale' | 'refund';
  amount: number;
  currency: string;
}

export interface PaymentOutcome extends Source {
  type: 'payment-settled';
  paymentId: string;
  state: PaymentState;
  amount: number;
  tip: number;
  reference: string | null;
  how: 'asked' | 'person' | null;
}

/** Everything that facts change about stored value, accounts and payments by third parties, in their order. */
export type MoneyEffect = ValueMovement | LeaseGrant | LeaseUse | AccountMovement | PaymentRequest | PaymentOutcome;

/** What booking such facts must look up. */
export interface MoneyNeeds {
  instruments: Set<string>;
  leaseIds: Set<string>;
  /** Facts that move stored value or accounts. */
  factIds: Set<string>;
  paymentIds: Set<string>;
  /** Tickets of a journal that such facts name, by order id. */
  tickets: Map<string, { journalId: string; orderId: string }>;
  /** Carts whose payments nobody knows the outcome of. */
  openPaymentsOfCarts: Set<string>;
  /** Journals whose payments are open, or approved and in no order. */
  loosePaymentsOfJournals: Set<string>;
}

export interface KnownValue {
  class: StoredValueClass;
  currency: string;
  balance: number;
  expires: string | null;
}

export interface KnownLease {
  journalId: string;
  instrument: string;
  outstanding: number;
}

export interface KnownPayment {
  paymentId: string;
  journalId: string;
  cartId: string;
  tender: string;
  direction: 'sale' | 'refund';
  amount: number;
  currency: string;
  requestedSeq: number;
  state: PaymentState;
}

/** A ticket, and what was booked so far beside it, both of the same journal. */
export interface KnownTicket {
  order: OrderCompleted;
  moves: ValueMove[];
}

export interface MoneyLookups {
  values: Map<string, KnownValue>;
  leases: Map<string, KnownLease>;
  /** Facts whose movement is booked already. */
  movedBy: Set<string>;
  payments: Map<string, KnownPayment>;
  /** By order id. */
  tickets: Map<string, KnownTicket>;
  openByCart: Map<string, KnownPayment[]>;
  looseByJournal: Map<string, KnownPayment[]>;
}

export function noMoneyNeeds(): MoneyNeeds {
  return {
    instruments: new Set(),
    leaseIds: new Set(),
    factIds: new Set(),
    paymentIds: new Set(),
    tickets: new Map(),
    openPaymentsOfCarts: new Set(),
    loosePaymentsOfJournals: new Set(),
  };
}

type Movement =
  | Pick<ValueMovement, 'type' | 'instrument' | 'class' | 'currency' | 'amount'>
  | Pick<AccountMovement, 'type' | 'accountId' | 'currency' | 'amount'>;

/** What a booked movement moved; what was given back stands as issued. */
export function valueMoveOf(effect: Movement): ValueMove {
  const { type, amount, currency } = effect;
  const moved = { currency, amount: Math.abs(amount) };
  if (type === 'account-movement') {
    return { kind: amount < 0 ? 'account.paid' : 'account.charged', holder: effect.accountId, ...moved };
  }
  const kind = amount < 0 ? 'value.redeemed' : 'value.issued';
  return { kind, holder: effect.instrument, class: effect.class, ...moved };
}
