import { v7 as uuid } from 'uuid';
import type { Fact, FactDraft } from '#contracts/facts/envelope.ts';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Minor } from '#domain/money/money.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { cashPayable, takeCash } from '#domain/tender/cash.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';
import type { Sound } from '#renderer/app/sounds.ts';
import type { Sale } from '#renderer/features/sell/sale.ts';
import type { OrderFact, TillStore } from '#renderer/store/till-store.ts';

/** Where a sale stands between ringing up and the next customer. */
export type Stage =
  | { at: 'selling' }
  | { at: 'paying'; fault: Fault | null }
  /** The host is asked to journal the sale; `unanswered` while it has not answered a try and may or may not have done it. */
  | { at: 'saving'; unanswered: boolean }
  | { at: 'paid'; order: OrderFact; printFault: Fault | null };

export interface CheckoutPorts {
  host: HostApi;
  sale: Sale;
  store: () => TillStore | null;
  config: () => RegisterConfig;
  receipt: (order: OrderFact, copy: number) => ReceiptDocument;
  play: (sound: Sound) => void;
  /** Calls back after so many milliseconds. */
  later: (callback: () => void, delayMs: number) => void;
}

/** Takes a sale from `pay` to `paid`: journalled first, then shown, remembered and printed. */
export interface Checkout {
  stage: Readable<Stage>;
  /** The last sale this window completed. */
  last: Readable<OrderFact | null>;
  /** To the pay screen; nothing to pay stays where it is. */
  begin(): void;
  /** Back to ringing up, as long as nothing has been handed to the host. */
  back(): void;
  /** Takes so much cash, in minor units. Too little changes nothing; a second call while one runs is not heard. */
  takeCash(tendered: Minor): Promise<void>;
  /** From `paid` to the next sale. */
  next(): void;
  /** Goes on asking a host that does not answer until the function it gives is called, as when the operator leaves. */
  attend(): () => void;
  /** Prints a receipt again, marked as a copy. */
  printCopy(order: OrderFact, copy: number): Promise<Fault | null>;
}

/** How long to wait before a host that gave no answer is asked again: with the same fact, so it can't count twice. */
const ASK_AGAIN_MS = 1500;

export function createCheckout({ host, sale, store, config, receipt, play, later }: CheckoutPorts): Checkout {
  const stage = createStore<Stage>({ at: 'selling' });
  const last = createStore<OrderFact | null>(null);

  let attended = true;

  async function journal(draft: FactDraft): Promise<void> {
    if (!attended) return;
    const answer = await attempt(host, 'journal.append', { drafts: [draft] });
    if (answer.ok) return complete(answer.facts);
    if ('unanswered' in answer) {
      stage.set({ at: 'saving', unanswered: true });
      return later(() => void journal(draft), ASK_AGAIN_MS);
    }
    play('wrong');
    stage.set({ at: 'paying', fault: answer.fault });
  }

  function complete(facts: readonly Fact[]): void {
    const order = facts.map(asOrder).find((fact) => fact !== null);
    if (!order) throw new Error('journal.append answered without the order');
    sale.lock(false);
    sale.edit({ type: 'done' });
    last.set(order);
    stage.set({ at: 'paid', order, printFault: null });
    play('paid');
    store()
      ?.project(facts)
      .catch(() => sale.notify({ code: 'storage-full', params: {} }));
    void print(order, 0).then((printFault) => {
      if (printFault) stage.update((now) => (now.at === 'paid' && now.order === order ? { ...now, printFault } : now));
    });
  }

  async function print(order: OrderFact, copy: number): Promise<Fault | null> {
    const document = receipt(order, copy);
    const job = { jobId: uuid(), orderId: order.id, copy, document, drawer: copy === 0 };
    const answer = await attempt(host, 'printer.enqueue', job);
    return answer.ok ? null : answer.fault;
  }

  return {
    stage,
    last,
    begin() {
      if (stage.get().at !== 'selling' || !sale.view.get().settled) return;
      sale.lock(true);
      stage.set({ at: 'paying', fault: null });
    },
    back() {
      if (stage.get().at !== 'paying') return;
      sale.lock(false);
      sale.notify(null);
      stage.set({ at: 'selling' });
    },
    async takeCash(tendered) {
      const { cart, settled, rules } = sale.view.get();
      if (stage.get().at !== 'paying' || !cart || !settled || !rules) return;
      const { payable, rounding } = cashPayable(settled.total, config().store.cashRounding);
      const taken = takeCash(uuid(), payable, tendered);
      if (!taken.ok) return play('wrong');
      stage.set({ at: 'saving', unanswered: false });
      const currency = config().store.currency.code;
      const payload = draftOrder({ cart, settled, rules, currency, payments: [taken.payment], rounding });
      await journal({ id: cart.id, kind: 'order.completed', version: 1, payload });
    },
    next() {
      if (stage.get().at === 'paid') stage.set({ at: 'selling' });
    },
    attend() {
      attended = true;
      return () => {
        attended = false;
      };
    },
    printCopy: print,
  };
}

function asOrder(fact: Fact): OrderFact | null {
  if (fact.kind !== 'order.completed') return null;
  const payload = parse(OrderCompleted, fact.payload);
  return payload.ok ? { ...fact, payload: payload.value } : null;
}
