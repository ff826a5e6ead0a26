import type { LastTransaction, Terminal, TerminalOutcome } from '#drivers/terminal/terminal.ts';
import type { DeviceAnswer, FindHints, PaymentDevice, PaymentOrder, Progress } from './payment-device.ts';

/** More than the amount is tip, up to this share of it; beyond, it is another transaction. */
const TIP_MAX = 0.5;

type Watch = (progress: Progress) => void;

/** A card terminal as a payment device. It knows no payment ids: which transaction is whose follows from references and amounts. */
export function terminalDevice(terminal: Terminal): PaymentDevice {
  const words = (watch: Watch) => (message: string) => watch({ message });

  return {
    single: true,
    async take({ direction, amount, currency }, watch) {
      const request = { amount, currency };
      const ask = direction === 'sale' ? terminal.sale : terminal.refund;
      return answerOf(await ask.call(terminal, request, words(watch)));
    },
    async find(order, hints, watch) {
      const result = await terminal.lastResult(words(watch));
      if (!result.ok) return { verdict: 'unknown', ...result };
      return found(result.last, order, hints);
    },
    async undo(_order, reference, watch) {
      const outcome = await terminal.void(reference, words(watch));
      if (outcome.outcome === 'approved') return { verdict: 'voided', reference: outcome.reference };
      if (outcome.outcome === 'not-asked')
        return { verdict: 'declined', message: outcome.words, detail: outcome.fault };
      return answerOf(outcome);
    },
    async cancel() {
      terminal.cancel();
    },
    async close() {
      terminal.close();
    },
  };
}

function answerOf(outcome: TerminalOutcome): DeviceAnswer {
  switch (outcome.outcome) {
    case 'approved': {
      const { amount, tip, reference, detail } = outcome;
      return { verdict: 'approved', amount, tip, reference, ...(detail ? { detail } : {}) };
    }
    case 'declined':
      return { verdict: 'declined', message: outcome.words, ...(outcome.detail ? { detail: outcome.detail } : {}) };
    case 'not-asked':
      return { verdict: 'declined', message: outcome.words, detail: `${outcome.fault} ${outcome.detail ?? ''}`.trim() };
    case 'unknown':
      return { verdict: 'unknown', fault: 'payment-unknown', detail: outcome.detail };
  }
}

/**
 * Whether the terminal's newest transaction is this payment. It remembers one, and no other was asked for since: so when its newest
 * one belongs to another payment or failed, this one never came to be. One that fits neither was made by hand: a person must look.
 */
function found(last: LastTransaction, order: PaymentOrder, { references, undoing }: FindHints): DeviceAnswer {
  const { reference } = last;
  if (undoing !== null) {
    if (last.approved && last.voids(undoing)) return { verdict: 'voided', reference };
    if (!last.approved || reference === undoing || references.has(reference)) {
      return { verdict: 'approved', amount: order.amount, tip: 0, reference: undoing };
    }
    return unclear(reference);
  }
  if (!last.approved || references.has(reference)) return { verdict: 'declined', detail: `newest is ${reference}` };
  const tip = last.total - order.amount;
  if (last.isVoid || tip < 0 || tip > order.amount * TIP_MAX) return unclear(reference);
  return { verdict: 'approved', amount: order.amount, tip, reference };
}

function unclear(reference: string): DeviceAnswer {
  return { verdict: 'unknown', fault: 'payment-unknown', detail: `the terminal's newest transaction is ${reference}` };
}
