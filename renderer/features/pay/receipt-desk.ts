import { v7 as uuid } from 'uuid';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { needsDrawer } from '#domain/tender/tender.ts';
import { attempt } from '#renderer/app/attempt.ts';
import type { ReceiptExtras } from '#renderer/features/receipts/receipt-of.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

interface DeskPorts {
  host: HostApi;
  config: () => RegisterConfig;
  receipt: (order: OrderFact, copy: number, extras: ReceiptExtras) => ReceiptDocument;
  extras: (order: OrderFact) => Promise<ReceiptExtras>;
}

/** Gives receipts out: prints them, opens the drawer where none is printed, and notes that a customer wanted none. */
export interface ReceiptDesk {
  /** What the store's policy does at once with a sale just paid. */
  issue(order: OrderFact, policy: 'always' | 'ask' | 'never'): Promise<Fault | null>;
  /** `copy` 0 is the original. */
  print(order: OrderFact, copy: number, form?: 'receipt' | 'gift'): Promise<Fault | null>;
  decline(order: OrderFact): Promise<void>;
}

export function createReceiptDesk({ host, config, receipt, extras }: DeskPorts): ReceiptDesk {
  async function enqueue(
    order: OrderFact,
    copy: number,
    document: ReceiptDocument,
    form: 'receipt' | 'gift' = 'receipt',
  ): Promise<Fault | null> {
    const drawer = copy === 0 && form === 'receipt' && opensDrawer(order, config());
    const job = { jobId: uuid(), orderId: order.id, copy, document, drawer, ...(form === 'gift' ? { form } : {}) };
    const answer = await attempt(host, 'printer.enqueue', job);
    return answer.ok ? null : answer.fault;
  }

  async function print(order: OrderFact, copy: number, form?: 'receipt' | 'gift'): Promise<Fault | null> {
    const more = await extras(order);
    return enqueue(order, copy, receipt(order, copy, form ? { ...more, form } : more), form);
  }

  return {
    print,
    issue(order, policy) {
      if (policy === 'always') return print(order, 0);
      if (!opensDrawer(order, config())) return Promise.resolve(null);
      return enqueue(order, 0, { language: config().store.language, blocks: [] });
    },
    async decline(order) {
      const payload: PayloadOf<'receipt.issued'> = { orderId: order.id, how: 'declined', copy: 0 };
      await attempt(host, 'journal.append', {
        drafts: [{ id: uuid(), kind: 'receipt.issued', version: 1, payload }],
      });
    },
  };
}

function opensDrawer(order: OrderFact, { store }: RegisterConfig): boolean {
  return needsDrawer(order.payload.payments, storePolicy(store).tenders);
}
