import { useEffect, useState } from 'react';
import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { type Counting, openCounting } from './counting.ts';

/** An operator's counting of a plan's round; null until what was counted before has been read. What is pending is journalled when it is left. */
export function useCounting(plan: CountPlanned, operatorId: string): Counting | null {
  const { host, hostView, store: storeOf, kept } = useTill();
  const store = useStore(storeOf);
  const [counting, setCounting] = useState<Counting | null>(null);
  const round = JSON.stringify(plan);
  useEffect(() => {
    if (!store) return;
    let left = false;
    let opened: Counting | null = null;
    const ports = {
      host,
      store,
      kept,
      plan: JSON.parse(round) as CountPlanned,
      operatorId,
      ownSeq: () => {
        const journal = hostView.get().status?.journal;
        return { journalId: journal?.journalId ?? '', seq: journal?.seq ?? 0 };
      },
      now: () => Date.now(),
      later: (callback: () => void, delayMs: number) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    };
    void openCounting(ports).then((fresh) => {
      opened = fresh;
      if (left) fresh.close();
      else setCounting(fresh);
    });
    return () => {
      left = true;
      opened?.close();
      void opened?.flush();
      setCounting(null);
    };
  }, [host, hostView, store, kept, round, operatorId]);
  return counting;
}
