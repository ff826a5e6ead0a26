import { useEffect, useState } from 'react';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { receiptExtras } from '#renderer/features/receipts/receipt-extras.ts';
import type { ReceiptExtras } from '#renderer/features/receipts/receipt-of.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

const NOTHING: ReceiptExtras = {};

/** What the receipt of an order shown on the screen has besides its figures; nothing until it is here. */
export function useReceiptExtras(order: OrderFact | null | undefined, config: RegisterConfig): ReceiptExtras {
  const { host, store: held } = useTill();
  const store = useStore(held);
  const [extras, setExtras] = useState<{ orderId: string; extras: ReceiptExtras } | null>(null);
  useEffect(() => {
    if (!order) return;
    let wanted = true;
    void receiptExtras(order, { host, store, config }).then((found) => {
      if (wanted) setExtras({ orderId: order.id, extras: found });
    });
    return () => {
      wanted = false;
    };
  }, [order, host, store, config]);
  return extras && extras.orderId === order?.id ? extras.extras : NOTHING;
}
