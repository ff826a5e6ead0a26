import { useEffect, useState } from 'react';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
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
    const look = async (): Promise<void> => {
      const found = await receiptExtras(order, { host, store, config });
      if (wanted) setExtras({ orderId: order.id, extras: found });
    };
    void look();
    // A deposit's cart is parked after the deposit was paid.
    const stop = order.payload.lines.some(isDepositLine) ? store?.onParked(() => void look()) : undefined;
    return () => {
      wanted = false;
      stop?.();
    };
  }, [order, host, store, config]);
  return extras && extras.orderId === order?.id ? extras.extras : NOTHING;
}
