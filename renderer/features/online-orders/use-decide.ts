import { useState } from 'react';
import { DecideAnswer } from '#contracts/http/online-orders.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';

type Refused = Extract<DecideAnswer, { ok: false }>['code'];

/** Decides something about an order; `refused` is why its state did not allow the last one. */
export interface Deciding {
  busy: boolean;
  fault: string | null;
  refused: Refused | null;
  decide: (action: 'cancel' | 'amend' | 'route' | 'refund', body: unknown) => Promise<boolean>;
  clear: () => void;
}

export function useDecide(orderId: string): Deciding {
  const { busy, fault, setFault, send } = useSending();
  const [refused, setRefused] = useState<Refused | null>(null);
  return {
    ...{ busy, fault, refused },
    async decide(action, body) {
      setRefused(null);
      const said = await send(`/online-orders/${orderId}/${action}`, DecideAnswer, { method: 'POST', body });
      if (said && !said.ok) setRefused(said.code);
      return said?.ok === true;
    },
    clear() {
      setFault(null);
      setRefused(null);
    },
  };
}
