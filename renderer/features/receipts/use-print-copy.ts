import { useState } from 'react';
import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

/**
 * Prints copies of receipts, numbered after those the host knows of, or gift receipts without prices; by permission. `fault` is
 * why the last one could not be queued.
 */
export function usePrintCopy(
  checkout: Checkout,
  status: HostStatus,
): { print: (order: OrderFact, form?: 'receipt' | 'gift') => Promise<Fault | null>; fault: Fault | null } {
  const { allow } = useOverride();
  const [fault, setFault] = useState<Fault | null>(null);
  const print = async (order: OrderFact, form?: 'receipt' | 'gift'): Promise<Fault | null> => {
    if (!(await allow('receipt-copy', 0, order.id)).ok) return null;
    const copies = status.printer.jobs.filter((job) => job.orderId === order.id).map((job) => job.copy);
    const refused = await checkout.printCopy(order, Math.max(0, ...copies) + 1, form);
    setFault(refused);
    return refused;
  };
  return { print, fault };
}
