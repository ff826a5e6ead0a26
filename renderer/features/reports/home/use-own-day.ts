import { useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { type OwnDay, ownDay } from './own-day.ts';

/** More than any till sells in a day. */
const ORDERS_MAX = 20_000;

/** What this till sold on a business date, kept current; null until it is read. */
export function useOwnDay(date: string, timeZone: string): OwnDay | null {
  const store = useStore(useTill().store);
  const [day, setDay] = useState<OwnDay | null>(null);
  useEffect(() => {
    if (!store) return;
    let wanted = true;
    const look = async (): Promise<void> => {
      const orders = await store.findOrders({ date }, ORDERS_MAX);
      if (wanted) setDay(ownDay(orders, timeZone));
    };
    void look();
    const stop = store.onOrders(() => void look());
    return () => {
      wanted = false;
      stop();
    };
  }, [store, date, timeZone]);
  return day;
}
