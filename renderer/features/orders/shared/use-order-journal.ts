import { useMemo, useState } from 'react';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { Fulfilment } from '#renderer/store/till-store.ts';
import { createOrderJournal } from './order-journal.ts';

export interface OrderTelling {
  /** Whether it is in the journal. */
  tell(make: (fulfilments: readonly Fulfilment[]) => readonly FactDraft[]): Promise<boolean>;
  busy: boolean;
  /** Why the last was not journalled. */
  fault: Fault | null;
}

/** Tells what is done of orders from a screen. */
export function useOrderJournal(): OrderTelling {
  const { host, store: storeOf, kept } = useTill();
  const store = useStore(storeOf);
  const journal = useMemo(() => store && createOrderJournal({ host, store, kept }), [host, store, kept]);
  const [busy, setBusy] = useState(0);
  const [fault, setFault] = useState<Fault | null>(null);
  return {
    busy: busy > 0,
    fault,
    async tell(make) {
      if (!journal) return false;
      setBusy((count) => count + 1);
      try {
        const found = await journal.tell(make);
        setFault(found);
        return found === null;
      } finally {
        setBusy((count) => count - 1);
      }
    },
  };
}
