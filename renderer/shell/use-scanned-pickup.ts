import { useState } from 'react';
import { isPickupQr } from '#domain/fulfilment/prove-pickup.ts';
import type { ScannedPickup } from '#renderer/features/orders/shared/order-parts.ts';
import type { Checkout } from '#renderer/features/pay/checkout.ts';

/** Takes a customer's QR code that is scanned where things are sold, and opens the orders with it; not while somebody pays. */
export function useScannedPickup(mayOrders: boolean, { stage }: Pick<Checkout, 'stage'>, onTaken: () => void) {
  const [code, setCode] = useState<string | null>(null);
  const scanned: ScannedPickup = { code, done: () => setCode(null) };
  return {
    ...scanned,
    /** Whether it was one. */
    take(text: string): boolean {
      const { at } = stage.get();
      if (!mayOrders || !isPickupQr(text) || at === 'paying' || at === 'saving') return false;
      setCode(text);
      onTaken();
      return true;
    },
  };
}
