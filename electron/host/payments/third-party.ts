import { v5 } from 'uuid';
import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostInput, HostOutput, ThirdPartyPayment } from '#contracts/ipc/host.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { afterNews, isOpen, newsOf } from '#domain/tender/payment-state.ts';
import { type Clock, instant } from '#electron/host/clock.ts';
import type { Stamp } from '#electron/host/journal/compose-line.ts';
import type { AppendResult, Journal } from '#electron/host/journal/journal.ts';
import { createAsker } from './asker.ts';
import type { DeviceAnswer, PaymentDevice, PaymentOrder, Progress } from './payment-device.ts';
import type { LedgerPayment, PaymentLedger } from './payment-ledger.ts';
import type { Projection } from './projection.ts';
import { mayRefund } from './refund-right.ts';

/** Whether something may be journalled for a customer now, and as whose. */
export type Gate = { ok: true; stamp: Stamp; training: boolean } | { ok: false; fault: Fault };

export interface ThirdPartyOptions {
  journal: Pick<Journal, 'has'>;
  ledger: Projection<PaymentLedger>;
  /** Journals facts of the host's own making. */
  append(drafts: FactDraft[], stamp: Stamp): Promise<AppendResult>;
  gate(): Gate;
  /** Journals a request for money, unless whoever is signed in may not take money now. */
  request(draft: FactDraft, stamp: Stamp): Promise<AppendResult>;
  /** Nothing that a ticket is completed by happens while a task runs. */
  exclusive<T>(task: () => Promise<T>): Promise<T>;
  /** Whether the signed-in operator's role, or else a manager's decision by its id for a subject, allows something of a size. */
  isAllowed(permission: Permission, size: number, overrideId?: string, subjectId?: string): Promise<boolean>;
  /** Whether another register's payment, by what its terminal or wallet named it, was looked up at the server. */
  isLookedUp(reference: string): boolean;
  currency(): string | null;
  /** The device behind a tender; null when none is set, undefined when the tender is no third party's. */
  deviceOf(tender: string, training: boolean): PaymentDevice | null | undefined;
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  newId(): string;
  onChange(): void;
}

/** The payments of `Payments`, without stored value. */
export interface ThirdParty {
  start(input: HostInput<'payment.start'>): Promise<HostOutput<'payment.start'>>;
  ask(input: HostInput<'payment.ask'>): Promise<HostOutput<'payment.ask'>>;
  cancel(input: HostInput<'payment.cancel'>): Promise<HostOutput<'payment.cancel'>>;
  void(input: HostInput<'payment.void'>): Promise<HostOutput<'payment.void'>>;
  decide(input: HostInput<'payment.decide'>): Promise<HostOutput<'payment.decide'>>;
  list(): ThirdPartyPayment[];
  /** Whether a payment that counts is under way or its outcome unknown, by all that is journalled. */
  anyOpen(): Promise<boolean>;
  close(): Promise<void>;
}

type Done = HostOutput<'payment.start'>;

/** Namespace of the ids of `payment.settled` facts that a manager's decision allowed, so that each is used once. */
const SETTLED_IDS = 'c0a2a9d4-6f0e-4d8e-9a55-0f5b7f2a8a11';

/** An answer that could not be journalled is tried again so often. */
const JOURNAL_AGAIN_MS = 2_000;

/**
 * Payments by third parties. What is about to be asked is journalled first, what was answered is journalled before anybody is told,
 * and nobody is asked for money again while it is not known what became of the last request (I11).
 */
export function createThirdParty(options: ThirdPartyOptions): ThirdParty {
  const { ledger, clock } = options;
  const progress = new Map<string, Progress>();
  const underWay = new Set<string>();
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  }

  const asker = createAsker({
    clock,
    random: options.random,
    unknown: () =>
      ledger
        .state()
        .payments.filter(({ state }) => state === 'unknown')
        .map(({ paymentId }) => paymentId),
    ask: findOut,
  });

  function find(paymentId: string): LedgerPayment | undefined {
    return ledger.state().payments.find((payment) => payment.paymentId === paymentId);
  }

  function deviceOf({ tender, training }: { tender: string; training: boolean }): PaymentDevice | null {
    return options.deviceOf(tender, training) ?? null;
  }

  async function start(input: HostInput<'payment.start'>): Promise<Done> {
    const gate = options.gate();
    if (!gate.ok) return gate;
    const currency = options.currency();
    if (currency === null) return refused('not-enrolled');
    await ledger.catchUp();
    const known = find(input.paymentId);
    if (known) return isSame(known, input) ? { ok: true } : refused('draft-invalid');
    if (options.journal.has(input.paymentId)) return { ok: true };
    const device = options.deviceOf(input.tender, gate.training);
    if (device === undefined) return refused('draft-invalid', `${input.tender} is not taken by a device`);
    if (device === null) return refused('terminal-not-configured');
    const obstacle = obstacleTo(input.cartId, device);
    if (obstacle) return refused(obstacle);
    if (input.direction === 'refund' && !(await mayRefund(input, ledger.state().references, options)))
      return refused('permission-refused');
    const { paymentId, cartId, tender, direction, amount, original, code } = input;
    const payload: PayloadOf<'payment.requested'> = { cartId, tender, direction, amount, currency };
    if (original !== undefined) payload.original = original;
    const draft = { id: paymentId, kind: 'payment.requested', version: 1, payload };
    const journalled = await options.request(draft, gate.stamp);
    if (!journalled.ok) return journalled;
    await ledger.catchUp();
    options.onChange();
    underWay.add(paymentId);
    void take(paymentId, device, { paymentId, direction, amount, currency, original, code });
    return { ok: true };
  }

  /** What stands in the way of asking: the cart's last payment, or the device's. */
  function obstacleTo(cartId: string, device: PaymentDevice): ErrorCode | null {
    for (const payment of ledger.state().payments) {
      const inTheWay = payment.cartId === cartId || (device.single && deviceOf(payment) === device);
      if (inTheWay && payment.state === 'asked') return 'terminal-busy';
      if (inTheWay && payment.state === 'unknown') return 'payment-unknown';
    }
    return null;
  }

  async function take(paymentId: string, device: PaymentDevice, order: PaymentOrder): Promise<void> {
    const answer = await device.take(order, (news) => show(paymentId, news)).catch(lost);
    await settle(paymentId, answer);
    underWay.delete(paymentId);
    asker.wake();
  }

  function show(paymentId: string, news: Progress): void {
    if (closed) return;
    progress.set(paymentId, { ...progress.get(paymentId), ...news });
    options.onChange();
  }

  /** Journals what became known, as often as it takes; a till that dies before finds out anew. */
  async function settle(
    paymentId: string,
    answer: DeviceAnswer,
    how?: 'asked' | 'person',
    overrideId?: string,
  ): Promise<Done> {
    for (;;) {
      if (closed) return refused('payment-unknown');
      const done = await inTurn(() => settleOnce(paymentId, answer, how, overrideId));
      if (done.ok || how === 'person') return done;
      await new Promise<void>((resolve) => clock.after(JOURNAL_AGAIN_MS, resolve));
    }
  }

  async function settleOnce(
    paymentId: string,
    answer: DeviceAnswer,
    how?: 'asked' | 'person',
    overrideId?: string,
  ): Promise<Done> {
    await ledger.catchUp();
    const payment = find(paymentId);
    const message = 'message' in answer ? answer.message : undefined;
    progress.set(paymentId, message === undefined ? {} : { message });
    // Not being known is journalled once.
    const known = payment && (payment.state !== 'unknown' || answer.verdict !== 'unknown');
    if (known && afterNews(payment.state, newsOf(answer.verdict)) !== undefined) {
      const payload = settledPayload(payment, answer, how);
      const id = overrideId === undefined ? options.newId() : settledBy(overrideId);
      const journalled = await options.append([{ id, kind: 'payment.settled', version: 1, payload }], stampOf(payment));
      if (!journalled.ok) return journalled;
      await ledger.catchUp();
    }
    options.onChange();
    return { ok: true };
  }

  /** As whom it is journalled: who is signed in, else nobody, on the business date on which it was asked for. */
  function stampOf({ businessDate, training }: LedgerPayment): Stamp {
    const gate = options.gate();
    if (gate.ok && gate.training === training) return gate.stamp;
    const stamp = { at: instant(clock), businessDate, operatorId: null };
    return training ? { ...stamp, training: true } : stamp;
  }

  /** Asks the device what became of an unknown payment; the fault that keeps it from being known, or null. */
  async function findOut(paymentId: string): Promise<Fault | null> {
    const payment = find(paymentId);
    if (payment?.state !== 'unknown' || underWay.has(paymentId)) return null;
    const device = deviceOf(payment);
    if (!device) return { code: 'terminal-not-configured' };
    underWay.add(paymentId);
    // Of all tenders: two may stand for the same terminal.
    const references = new Set(ledger.state().references.map(({ reference }) => reference));
    const undoing = payment.undoing ? payment.reference : null;
    if (undoing) references.delete(undoing);
    const answer = await device
      .find(orderOf(payment), { references, undoing }, (news) => show(paymentId, news))
      .catch(lost);
    const unmoved = undoing !== null && answer.verdict === 'approved';
    await settle(paymentId, unmoved ? stillApproved(payment, {}) : answer, 'asked');
    underWay.delete(paymentId);
    return answer.verdict === 'unknown'
      ? { code: answer.fault, ...(answer.detail ? { detail: answer.detail } : {}) }
      : null;
  }

  /** A ticket takes a payment up, or the payment is taken back: never both. */
  function beginVoid<T>(task: () => Promise<T>): Promise<T> {
    return options.exclusive(() => inTurn(task));
  }

  async function voidPayment({ paymentId }: HostInput<'payment.void'>): Promise<Done> {
    const begun = await beginVoid(async () => {
      await ledger.catchUp();
      const payment = find(paymentId);
      if (!payment) return refused('payment-not-found');
      if (payment.state === 'voided' || payment.state === 'refunded') return { ok: true as const, device: null };
      if (payment.state !== 'approved')
        return refused(payment.state === 'declined' ? 'payment-declined' : 'payment-unknown');
      const device = deviceOf(payment);
      if (!device) return refused('terminal-not-configured');
      const detail = 'about to be taken back';
      const payload: PayloadOf<'payment.settled'> = { paymentId, verdict: 'unknown', amount: payment.amount, detail };
      const draft = { id: options.newId(), kind: 'payment.settled', version: 1, payload };
      const journalled = await options.append([draft], stampOf(payment));
      if (!journalled.ok) return journalled;
      await ledger.catchUp();
      underWay.add(paymentId);
      return { ok: true as const, device, order: orderOf(payment), reference: payment.reference ?? '' };
    });
    if (!begun.ok || begun.device === null) return begun.ok ? { ok: true } : begun;
    const answer = await begun.device.undo(begun.order, begun.reference, (news) => show(paymentId, news)).catch(lost);
    await settle(paymentId, answer.verdict === 'declined' ? stillApproved(find(paymentId), answer) : answer);
    underWay.delete(paymentId);
    asker.wake();
    if (answer.verdict === 'unknown') return refused('payment-unknown', answer.detail);
    return answer.verdict === 'declined' ? refused('payment-declined', answer.message ?? answer.detail) : { ok: true };
  }

  async function cancel({ paymentId }: HostInput<'payment.cancel'>): Promise<Done> {
    const payment = find(paymentId);
    if (!payment) return refused('payment-not-found');
    if (payment.state === 'unknown') return refused('payment-unknown');
    if (payment.state === 'asked') await deviceOf(payment)?.cancel(paymentId);
    return { ok: true };
  }

  async function ask({ paymentId }: HostInput<'payment.ask'>): Promise<Done> {
    if (!find(paymentId)) return refused('payment-not-found');
    const fault = await findOut(paymentId);
    return fault ? { ok: false, fault } : { ok: true };
  }

  async function decide(input: HostInput<'payment.decide'>): Promise<Done> {
    const gate = options.gate();
    if (!gate.ok) return gate;
    await ledger.catchUp();
    const payment = find(input.paymentId);
    if (!payment) return refused('payment-not-found');
    if (payment.state !== 'unknown') return refused('draft-invalid', `the payment is ${payment.state}`);
    const { paymentId, overrideId } = input;
    if (!(await options.isAllowed('payment-decide', 0, overrideId, paymentId))) return refused('permission-refused');
    if (overrideId !== undefined && options.journal.has(settledBy(overrideId))) return refused('permission-refused');
    return settle(paymentId, decided(payment, input), 'person', overrideId);
  }

  /** What an earlier run asked and got no answer to. */
  async function takeUp(): Promise<void> {
    const asked = ledger.state().payments.filter(({ state }) => state === 'asked');
    for (const { paymentId } of asked) {
      await settle(paymentId, { verdict: 'unknown', fault: 'payment-unknown', detail: 'the till was restarted' });
    }
    asker.wake();
  }

  /** In training the payments of training, else those that count. */
  function list(): ThirdPartyPayment[] {
    const gate = options.gate();
    const training = gate.ok && gate.training;
    const mine = ledger.state().payments.filter((payment) => payment.training === training);
    return mine.map((payment) => shown(payment, progress.get(payment.paymentId)));
  }

  void takeUp();

  return {
    start: (input) => inTurn(() => start(input)),
    ask,
    cancel,
    void: voidPayment,
    decide,
    list,
    async anyOpen() {
      await ledger.catchUp();
      return ledger.state().payments.some(({ state, training }) => !training && isOpen(state));
    },
    async close() {
      closed = true;
      asker.stop();
      await last;
    },
  };
}

function shown(payment: LedgerPayment, { message, qr }: Progress = {}): ThirdPartyPayment {
  const { paymentId, cartId, tender, direction, amount, state, tip, reference } = payment;
  const common = { paymentId, cartId, tender, direction, amount, state, tip, reference };
  return { ...common, message: message ?? null, qr: state === 'asked' ? (qr ?? null) : null };
}

function settledBy(overrideId: string): string {
  return v5(overrideId, SETTLED_IDS);
}

function orderOf({ paymentId, direction, amount, currency, original }: LedgerPayment): PaymentOrder {
  return { paymentId, direction, amount, currency, ...(original === null ? {} : { original }) };
}

function settledPayload(
  payment: LedgerPayment,
  answer: DeviceAnswer,
  how: 'asked' | 'person' | undefined,
): PayloadOf<'payment.settled'> {
  const payload: PayloadOf<'payment.settled'> = {
    paymentId: payment.paymentId,
    verdict: answer.verdict,
    amount: answer.verdict === 'approved' ? answer.amount : 0,
  };
  if (answer.verdict === 'approved' && answer.tip > 0) payload.tip = answer.tip;
  if ('reference' in answer && answer.reference) payload.reference = answer.reference;
  if (answer.detail) payload.detail = answer.detail.slice(0, 500);
  if (how) payload.how = how;
  return payload;
}

/** What a person's word means. Of a payment that was about to be taken back, `declined` says that the money went back. */
function decided(
  payment: LedgerPayment,
  { verdict, reference = payment.reference ?? undefined, overrideId }: HostInput<'payment.decide'>,
): DeviceAnswer {
  const detail = overrideId ? { detail: `override ${overrideId}` } : {};
  if (verdict === 'declined') return { verdict: payment.undoing ? 'voided' : 'declined', ...detail };
  return { verdict: 'approved', amount: payment.amount, tip: payment.tip, reference: reference ?? '', ...detail };
}

/** A payment that the device would not take back. */
function stillApproved(
  payment: LedgerPayment | undefined,
  refusal: { message?: string; detail?: string },
): DeviceAnswer {
  const { amount = 0, tip = 0, reference = null } = payment ?? {};
  return { ...refusal, verdict: 'approved', amount, tip, reference: reference ?? '' };
}

function isSame(known: LedgerPayment, input: HostInput<'payment.start'>): boolean {
  return known.cartId === input.cartId && known.tender === input.tender && known.direction === input.direction;
}

function lost(error: unknown): DeviceAnswer {
  return {
    verdict: 'unknown',
    fault: 'payment-unknown',
    detail: error instanceof Error ? error.message : String(error),
  };
}

function refused(code: ErrorCode, detail?: string): { ok: false; fault: Fault } {
  return { ok: false, fault: detail === undefined ? { code } : { code, detail } };
}
