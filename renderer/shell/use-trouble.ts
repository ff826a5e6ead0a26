import type { HostStatus } from '#contracts/ipc/host.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useProgress, useTill } from '#renderer/app/till-context.tsx';

/** What stands in the way of selling as a whole: a code of the error registry. */
export function useTrouble(status: HostStatus): string | null {
  const { hostView, store, storeFault } = useTill();
  const { reachable } = useStore(hostView);
  const database = useStore(store);
  const fault = useStore(storeFault);
  const unread = useProgress()?.fault ?? null;
  if (!reachable) return 'host-unreachable';
  if (status.phase === 'blocked') return status.fault?.code ?? 'internal';
  return database ? unread : fault;
}
