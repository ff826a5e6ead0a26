import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { catchUp } from '#renderer/app/catch-up.ts';
import { createStore, useStore } from '#renderer/app/external-store.ts';
import { nearestLanguage } from '#renderer/app/i18n.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { createCheckout } from '#renderer/features/pay/checkout.ts';
import { createPaymentKeep } from '#renderer/features/pay/kept-payments.ts';
import { receiptExtras } from '#renderer/features/receipts/receipt-extras.ts';
import { receiptOf } from '#renderer/features/receipts/receipt-of.ts';
import { createSale } from '#renderer/features/sell/sale.ts';
import { scanTiming } from '#renderer/features/sell/scan-timing.ts';
import { hostPorts } from '#renderer/features/sell/selling-ports.ts';

/** When a cart left behind could not be taken up, as while the host does not answer. */
const RESUME_AGAIN_MS = 1500;

/** The sale and its checkout, made once per sign-in; the cart left behind comes back as soon as the database is open. */
export function useSelling(config: RegisterConfig, operatorId: string, onReceipt: (text: string) => void) {
  const { i18n } = useTranslation();
  const { host, hostView, store, play, kept } = useTill();
  const { allow } = useOverride();
  const database = useStore(store);
  const [selling] = useState(() => {
    const current = (): RegisterConfig => hostView.get().status?.config ?? config;
    const shared = { store: store.get, config: current, play };
    const ports = hostPorts(host, hostView, store.get);
    const keep = createPaymentKeep(kept);
    const holdsMoney = (cartId: string): boolean => ports.holdsMoney(cartId) || keep.load(cartId).taken.length > 0;
    const sale = createSale({ operatorId, ...shared, ...ports, holdsMoney, timing: scanTiming, allow, onReceipt });
    const checkout = createCheckout({
      host,
      sale,
      ...shared,
      payments: () => hostView.get().status?.payments ?? [],
      keep,
      receipt: (order, copy, extras) => receiptOf(order, current(), i18n, copy, extras),
      extras: (order) => receiptExtras(order, { host, store: store.get(), config: current() }),
      depositName: () => i18n.getFixedT(nearestLanguage([current().store.language]))('receipt.deposit'),
      later: (callback, delayMs) => void setTimeout(callback, delayMs),
    });
    return { sale, checkout, category: createStore<string | null>(null) };
  });
  useEffect(() => {
    if (!database) return;
    let wanted = true;
    const resume = async (): Promise<void> => {
      try {
        await selling.sale.resume(() => catchUp(host, database));
        if (selling.sale.view.get().cart?.accountPayment !== undefined) selling.checkout.begin();
      } catch {
        await pause(RESUME_AGAIN_MS);
        if (wanted) await resume();
      }
    };
    void resume();
    return () => {
      wanted = false;
    };
  }, [database, host, selling]);
  useEffect(() => selling.checkout.attend(), [selling]);
  useEffect(() => database?.onSaleStops(() => void selling.sale.tellHalted()), [database, selling]);
  return selling;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
