import { AMOUNT_MAX, type Minor, mulDiv, PPM } from '#domain/money/money.ts';
import type { Payment } from '#domain/order/order.ts';
import { cashPayable, type Halves } from '#domain/tender/cash.ts';
import type { Tender, TenderKind } from '#domain/tender/tender.ts';

/** How far a ticket is paid. All amounts in minor units of the store's currency. */
export interface TenderWalk {
  /** What the ticket comes to; negative where money goes back. */
  total: Minor;
  /** What cash rounding added or took so far; 0 until cash settles the rest. */
  rounding: Minor;
  payments: readonly Payment[];
  /** How much of the total issues stored value (sold gift cards): it is not paid with stored value. */
  storedValue: Minor;
  /** How much was paid with stored value so far. */
  valuePaid: Minor;
}

/** How a store rounds cash: its smallest cash amount, and how halves of it go. */
export interface CashRules {
  cashRounding: Minor;
  halves: Halves;
}

/** What is handed over, or given back. `tendered` is always positive: the walk knows which way money goes. */
export interface Tendered {
  /** The payment's id. */
  id: string;
  tender: Tender;
  /** All of it, with tip; foreign cash in its own minor units. 0 only where cash rounding leaves nothing to pay. */
  tendered: Minor;
  /** Part of `tendered` that is a tip, in the store's currency. */
  tip?: Minor;
  reference?: string;
  /** Code of the gift card, store credit or voucher. */
  instrument?: string;
  /** What may be spent of the instrument, where that is known: its balance, or offline its lease. */
  available?: Minor;
  /** The ticket's member, for a payment on account. */
  memberId?: string;
}

/** Why a tender is not taken as it is. `most` is what would be. */
export type TenderFault =
  | { code: 'nothing-left' }
  | { code: 'amount-invalid' }
  | { code: 'over-tender'; most: Minor }
  | { code: 'tip-not-taken' }
  | { code: 'refund-not-given' }
  | { code: 'reference-needed' }
  | { code: 'instrument-needed' }
  | { code: 'member-needed' }
  | { code: 'value-insufficient'; most: Minor }
  /** Stored value does not buy stored value; `most` of the rest may be paid with it. */
  | { code: 'value-for-value'; most: Minor };

export type TenderResult =
  | { ok: true; walk: TenderWalk; payment: Payment; left: Minor; isSettled: boolean }
  | { ok: false; fault: TenderFault };

/** Kinds that are value stored before. */
const STORED: ReadonlySet<TenderKind> = new Set(['gift-card', 'store-credit', 'voucher', 'points']);

/** A ticket of which nothing is paid yet. `storedValue` is the sum of its lines that sell gift cards, tax included. */
export function beginWalk(total: Minor, storedValue: Minor = 0): TenderWalk {
  return { total, rounding: 0, payments: [], storedValue, valuePaid: 0 };
}

/** What is still to be paid, negative what is still to be given back; 0 when the ticket is settled. Not yet rounded to cash. */
export function leftOf({ total, rounding, payments }: TenderWalk): Minor {
  return payments.reduce((left, payment) => left - payment.amount, total + rounding);
}

/**
 * What a tender would take to settle the rest (or would give back, negative): all that is left, for cash rounded to the
 * store's smallest cash amount, for stored value without what it may not buy. In the store's currency, also for foreign cash.
 */
export function dueBy(walk: TenderWalk, tender: Pick<Tender, 'kind'>, rules: CashRules): Minor {
  const left = leftOf(walk);
  if (tender.kind === 'cash') return cashPayable(left, rules.cashRounding, rules.halves).payable;
  return left > 0 && STORED.has(tender.kind) ? Math.min(left, storedValueRoom(walk)) : left;
}

/** Foreign cash, in its minor units, that covers `due` (at least 0) of the store's currency, and hardly more. */
export function foreignDue(due: Minor, ratePpm: number): Minor {
  const near = mulDiv(due, PPM, ratePpm);
  return mulDiv(near, ratePpm, PPM) >= due ? near : near + 1;
}

/**
 * Takes a tender toward a ticket, or gives money back by it where the ticket comes to less than nothing. Accepts a part of
 * what is left; more than that only where the tender gives change (which goes back in the store's cash). Only cash rounds,
 * and only when it settles the rest. Tips only where the tender takes them; money back only where it gives it, in the
 * store's own currency. Answers the walk after it, or why not; `walk` is left as it was.
 */
export function takeTender(walk: TenderWalk, given: Tendered, rules: CashRules): TenderResult {
  const left = leftOf(walk);
  const fault = left === 0 ? { code: 'nothing-left' as const } : faultOf(given, left);
  if (fault) return { ok: false, fault };
  const taken = left > 0 ? takeIn(walk, given, left, rules) : payOut(given, left, rules);
  if (!taken.ok) return taken;
  const payment = paymentOf(given, taken.figures);
  const valuePaid = walk.valuePaid + (left > 0 && STORED.has(given.tender.kind) ? payment.amount : 0);
  const payments = [...walk.payments, payment];
  const next = { ...walk, rounding: walk.rounding + taken.rounding, payments, valuePaid };
  const rest = leftOf(next);
  return { ok: true, walk: next, payment, left: rest, isSettled: rest === 0 };
}

interface Figures {
  tendered: Minor;
  change: Minor;
  amount: Minor;
}

type Taken = { ok: true; figures: Figures; rounding: Minor } | { ok: false; fault: TenderFault };

/** What is wrong with it whatever it comes to. */
function faultOf(
  { tender, tendered, tip, reference, instrument, memberId }: Tendered,
  left: Minor,
): TenderFault | null {
  if (![tendered, tip ?? 0].every(isAmount)) return { code: 'amount-invalid' };
  if (left < 0 && (!tender.refunds || tender.foreign)) return { code: 'refund-not-given' };
  if (tip && (left < 0 || !tender.tips)) return { code: 'tip-not-taken' };
  if (tender.needsReference && !reference) return { code: 'reference-needed' };
  if ((tender.kind === 'gift-card' || tender.kind === 'store-credit') && !instrument) {
    return { code: 'instrument-needed' };
  }
  if (tender.kind === 'points' && (memberId === undefined || !instrument)) return { code: 'member-needed' };
  return tender.kind === 'account' && memberId === undefined ? { code: 'member-needed' } : null;
}

function isAmount(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount >= 0 && amount <= AMOUNT_MAX;
}

function takeIn(walk: TenderWalk, given: Tendered, left: Minor, rules: CashRules): Taken {
  const { tender, tip = 0 } = given;
  const tendered = tender.foreign ? mulDiv(given.tendered, tender.foreign.ratePpm, PPM) : given.tendered;
  const isCash = tender.kind === 'cash';
  const due = dueBy(walk, tender, rules);
  const toward = tendered - tip;
  if (!isCash && due < left && toward > due) return refuse({ code: 'value-for-value', most: due });
  if (toward < 0 || (toward === 0 && !(isCash && due === 0))) return refuse({ code: 'amount-invalid' });
  if (given.available !== undefined && tendered > given.available) {
    return refuse({ code: 'value-insufficient', most: Math.max(0, Math.min(due, given.available)) });
  }
  const isPart = toward < (isCash ? Math.min(due, left) : left);
  if (isPart) return { ok: true, figures: { tendered, change: 0, amount: toward }, rounding: 0 };
  if (toward > due && toward !== left && !tender.givesChange) return refuse({ code: 'over-tender', most: due });
  const change = changeOf(toward - left, rules);
  // Next to nothing was due, and what is handed over is worth less than the coins it would take to give it back.
  if (change > toward) return refuse({ code: 'over-tender', most: due });
  const amount = toward - change;
  return { ok: true, figures: { tendered, change, amount }, rounding: amount - left };
}

/**
 * The change in whole cash amounts. A half that goes up for what is paid goes down for the change, so that both come to the
 * same, also where what is handed over is no whole cash amount itself (foreign cash, a voucher).
 */
function changeOf(over: Minor, { cashRounding, halves }: CashRules): Minor {
  return Math.max(0, cashPayable(over, cashRounding, halves === 'up' ? 'down' : 'up').payable);
}

/** Money back: a part of it, or all; what is left in coins smaller than the smallest is rounded. */
function payOut({ tender, tendered }: Tendered, left: Minor, { cashRounding, halves }: CashRules): Taken {
  const due = tender.kind === 'cash' ? -cashPayable(left, cashRounding, halves).payable : -left;
  if (tendered === 0 && due !== 0) return refuse({ code: 'amount-invalid' });
  if (tendered > Math.max(due, -left)) return refuse({ code: 'over-tender', most: due });
  const isPart = tendered < Math.min(due, -left);
  const back = isPart ? tendered : due;
  const amount = back === 0 ? 0 : -back;
  return { ok: true, figures: { tendered: amount, change: 0, amount }, rounding: isPart ? 0 : amount - left };
}

function refuse(fault: TenderFault): { ok: false; fault: TenderFault } {
  return { ok: false, fault };
}

/** How much more stored value may pay: not what issues stored value itself. */
function storedValueRoom({ total, storedValue, valuePaid, payments }: TenderWalk): Minor {
  // What has an instrument is stored value, also in a walk that was put together again from its payments.
  const byInstrument = payments.reduce((sum, one) => sum + (one.instrument === undefined ? 0 : one.amount), 0);
  return Math.max(0, total - storedValue - Math.max(valuePaid, byInstrument));
}

function paymentOf(
  { id, tender, tip, reference, instrument, available, memberId, tendered }: Tendered,
  figures: Figures,
): Payment {
  const { foreign } = tender;
  return {
    id,
    tender: tender.tenderId,
    ...figures,
    ...(tip ? { tip } : {}),
    ...(foreign ? { foreign: { currency: foreign.currency.code, tendered, ratePpm: foreign.ratePpm } } : {}),
    ...(reference ? { reference } : {}),
    ...(instrument ? { instrument } : {}),
    ...(instrument && available !== undefined ? { balance: available - figures.tendered } : {}),
    ...(tender.kind === 'account' && memberId !== undefined ? { accountId: memberId } : {}),
  };
}
