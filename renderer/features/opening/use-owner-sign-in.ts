import { useEffect, useState } from 'react';
import type { HostStatus } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { ownerPin } from './owner-pin.ts';

/** Signs the owner of a shop that has just been opened in, once; says whether that is still to come. */
export function useOwnerSignIn(status: HostStatus | null): boolean {
  const { host } = useTill();
  const pin = useStore(ownerPin);
  const [asked, setAsked] = useState(false);
  const operatorId = status?.signedIn ? undefined : status?.config?.operators[0]?.operatorId;
  useEffect(() => {
    if (pin === null || operatorId === undefined || asked) return;
    setAsked(true);
    void attempt(host, 'operator.sign-in', { operatorId, pin }).then(() => ownerPin.set(null));
  }, [host, pin, operatorId, asked]);
  return pin !== null;
}
