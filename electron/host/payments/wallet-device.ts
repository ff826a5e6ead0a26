import type { Wallet, WalletAnswer } from '#drivers/wallet/wallet.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { DeviceAnswer, PaymentDevice, PaymentOrder, Progress } from './payment-device.ts';
import { walletWords } from './wallet-words.ts';

/**
 * How often a trade is asked about and for how long it may take. WeChat Pay, Quick Pay API (pay.weixin.qq.com, chapter 3_3): after
 * USERPAYING or a system error the order is queried until it is paid or 30 s are over, then revoked; a revoked order that was paid
 * is refunded, one that was not is closed, and a revocation that fails is called again. A code that is shown waits longer: the
 * customer has yet to find the phone.
 */
const ASK_AGAIN_MS = 2_000;
const SCANNED_MS = 30_000;
const SHOWN_MS = 120_000;
const REVERSE_TRIES = 3;

type Watch = (progress: Progress) => void;

/** A QR wallet as a payment device: every payment is a trade of its own, named by the payment's id. */
export function walletDevice(wallet: Wallet, clock: Clock, language: () => string): PaymentDevice {
  const cancelled = new Set<string>();
  let closed = false;
  let wake = () => {};

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, () => wake());
      wake = () => {
        cancel();
        resolve();
      };
    });
  }

  async function take(order: PaymentOrder, watch: Watch): Promise<DeviceAnswer> {
    if (order.direction === 'refund') return refund(order);
    const { paymentId, amount, currency, code } = order;
    const tradeNo = tradeNoOf(paymentId);
    const until = clock.now() + (code === undefined ? SHOWN_MS : SCANNED_MS);
    let answer = await wallet.pay({ tradeNo, amount, currency }, code);
    for (;;) {
      const known = knownOf(answer, order);
      if (known) return known;
      show(answer, watch);
      if (closed) return { verdict: 'unknown', fault: 'payment-unknown', detail: 'the till was closed' };
      if (cancelled.has(paymentId) || clock.now() >= until) break;
      await pause(ASK_AGAIN_MS);
      answer = await wallet.query(tradeNo);
    }
    cancelled.delete(paymentId);
    return reverse(order);
  }

  function show(answer: WalletAnswer, watch: Watch): void {
    const { state, qr } = answer.ok ? answer.trade : { state: null, qr: null };
    const key = state === null ? 'unreachable' : state === 'USERPAYING' ? 'confirming' : 'scan';
    const message = walletWords(key, language());
    watch(qr === null ? { message } : { message, qr });
  }

  /** What an answer says for good; null while the trade is not at its end, or nothing is known. */
  function knownOf(answer: WalletAnswer, { amount }: PaymentOrder): DeviceAnswer | null {
    if (!answer.ok) {
      if (answer.why !== 'refused') return null;
      return { verdict: 'declined', message: walletWords('refused', language()), detail: answer.detail };
    }
    const { state, transactionId } = answer.trade;
    switch (state) {
      case 'SUCCESS':
        return { verdict: 'approved', amount, tip: 0, reference: transactionId ?? '' };
      case 'PAYERROR':
        return { verdict: 'declined', message: walletWords('refused', language()), detail: state };
      case 'CLOSED':
      case 'REVOKED':
      case 'REFUND':
        return { verdict: 'declined', message: walletWords('closed', language()), detail: state };
      default:
        return null;
    }
  }

  async function reverse(order: PaymentOrder): Promise<DeviceAnswer> {
    let detail = '';
    for (let tries = 0; tries < REVERSE_TRIES && !closed; tries++) {
      const answer = await wallet.reverse(tradeNoOf(order.paymentId));
      if (answer.ok || answer.why === 'missing') {
        return { verdict: 'declined', message: walletWords('closed', language()), detail: 'reversed' };
      }
      detail = answer.detail;
      await pause(ASK_AGAIN_MS);
    }
    return { verdict: 'unknown', fault: 'terminal-unreachable', detail };
  }

  async function refund({ paymentId, amount, currency, original }: PaymentOrder): Promise<DeviceAnswer> {
    const refundNo = tradeNoOf(paymentId);
    const answer = await wallet.refund({ refundNo, transactionId: original ?? '', amount, currency });
    return refunded(answer, amount);
  }

  function refunded(answer: WalletAnswer, amount: number): DeviceAnswer {
    if (answer.ok && answer.trade.state === 'REFUND') {
      return { verdict: 'approved', amount, tip: 0, reference: answer.trade.transactionId ?? '' };
    }
    if (!answer.ok && answer.why === 'unknown') {
      return { verdict: 'unknown', fault: 'terminal-unreachable', detail: answer.detail };
    }
    const detail = answer.ok ? answer.trade.state : answer.detail;
    return { verdict: 'declined', message: walletWords('refused', language()), detail };
  }

  /** A payment that nobody waits for any more is not left to the customer: paid it counts, unpaid it is undone. */
  async function find(order: PaymentOrder, undoing: string | null): Promise<DeviceAnswer> {
    if (undoing !== null) return takenBack(await wallet.queryRefund(voidNoOf(order.paymentId)), undoing, order.amount);
    if (order.direction === 'refund') {
      const answer = await wallet.queryRefund(tradeNoOf(order.paymentId));
      return !answer.ok && answer.why === 'missing' ? { verdict: 'declined' } : refunded(answer, order.amount);
    }
    const answer = await wallet.query(tradeNoOf(order.paymentId));
    if (!answer.ok && answer.why === 'unknown') {
      return { verdict: 'unknown', fault: 'terminal-unreachable', detail: answer.detail };
    }
    return knownOf(answer, order) ?? reverse(order);
  }

  function takenBack(answer: WalletAnswer, undoing: string, amount: number): DeviceAnswer {
    if (answer.ok && answer.trade.state === 'REFUND') return { verdict: 'refunded' };
    if (!answer.ok && answer.why === 'missing') return { verdict: 'approved', amount, tip: 0, reference: undoing };
    return {
      verdict: 'unknown',
      fault: 'terminal-unreachable',
      detail: answer.ok ? answer.trade.state : answer.detail,
    };
  }

  return {
    single: false,
    take,
    find: (order, { undoing }) => find(order, undoing),
    async undo({ paymentId, amount, currency }, reference) {
      const refundNo = voidNoOf(paymentId);
      const answer = await wallet.refund({ refundNo, transactionId: reference, amount, currency });
      const outcome = refunded(answer, amount);
      return outcome.verdict === 'approved' ? { verdict: 'refunded', reference: outcome.reference } : outcome;
    },
    async cancel(paymentId) {
      cancelled.add(paymentId);
      wake();
    },
    async close() {
      closed = true;
      wake();
    },
  };
}

/** A UUID without its dashes has the 32 characters that a trade number may have. */
function tradeNoOf(paymentId: string): string {
  return paymentId.replaceAll('-', '');
}

/** The number of the refund that takes a payment back: it can't be another payment's. */
function voidNoOf(paymentId: string): string {
  return `V${tradeNoOf(paymentId).slice(1)}`;
}
