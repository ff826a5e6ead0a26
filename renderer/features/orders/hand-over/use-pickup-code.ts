import { useState } from 'react';
import type { Fault } from '#contracts/ipc/host.ts';
import { ENDED_STATES } from '#domain/fulfilment/fulfilment-state.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** A pickup that was opened by its code, and how the code was given. */
export interface OpenedPickup {
  fulfilmentId: string;
  how: 'typed' | 'scanned';
}

export interface PickupCodeTry {
  /** The pickup that a code opens; null, with `fault` why, where it opens none here. */
  prove(code: string): Promise<OpenedPickup | null>;
  /** Why the last opened none. */
  fault: Fault | null;
  forget(): void;
}

/** What one call takes. */
const CANDIDATES_MAX = 1000;

/** Has codes of pickups checked by the host (on a device without one by the server): the window says nothing of them by itself. */
export function usePickupCode(): PickupCodeTry {
  const { host, store: storeOf } = useTill();
  const store = useStore(storeOf);
  const [fault, setFault] = useState<Fault | null>(null);
  return {
    fault,
    forget: () => setFault(null),
    async prove(code) {
      const known = (await store?.fulfilments()) ?? [];
      const candidates = known.flatMap(({ fulfilmentId, pickup }) => (pickup ? [{ fulfilmentId, pickup }] : []));
      const answer = await attempt(host, 'pickup.prove', { code, candidates: candidates.slice(0, CANDIDATES_MAX) });
      const opened = answer.ok ? known.find(({ fulfilmentId }) => fulfilmentId === answer.fulfilmentId) : undefined;
      const isGone = opened !== undefined && ENDED_STATES.has(opened.state);
      setFault(
        answer.ok ? (isGone ? { code: 'pickup-gone' } : opened ? null : { code: 'pickup-not-here' }) : answer.fault,
      );
      return answer.ok && opened && !isGone ? { fulfilmentId: answer.fulfilmentId, how: answer.how } : null;
    },
  };
}
