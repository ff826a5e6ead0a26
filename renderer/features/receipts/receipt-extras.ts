import type { HostApi } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { logoDots } from '#renderer/features/receipts/logo-dots.ts';
import type { ReceiptExtras } from '#renderer/features/receipts/receipt-of.ts';
import type { OrderFact, TillStore } from '#renderer/store/till-store.ts';

interface ExtrasPorts {
  host: HostApi;
  store: TillStore | null;
  config: RegisterConfig;
}

/** A receipt waits no longer than this for its code, the member's name and the logo. */
const PATIENCE_MS = 1500;

/** What an order's receipt has besides its figures, as far as it comes in time; whatever fails is left out. */
export async function receiptExtras(order: OrderFact, { host, store, config }: ExtrasPorts): Promise<ReceiptExtras> {
  const { receipts } = storePolicy(config.store);
  const { memberId } = order.payload;
  const [code, member, logo] = await Promise.all([
    inTime(attempt(host, 'receipt.code', { orderId: order.id })),
    inTime(memberId === undefined ? Promise.resolve(null) : (store?.member(memberId) ?? Promise.resolve(null))),
    inTime(receipts.logo === undefined ? Promise.resolve(null) : logoDots(receipts.logo, receipts.widthMm)),
  ]);
  return { code: code?.ok ? code.code : null, memberName: member?.name ?? null, logo };
}

/** The answer, or null when it fails or does not come in time. */
function inTime<T>(answer: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE_MS);
    const done = (value: T | null): void => {
      clearTimeout(timer);
      resolve(value);
    };
    answer.then(done, () => done(null));
  });
}
