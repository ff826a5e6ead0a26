import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** Whether this device has no host: nothing is sold or printed on it, and it works online only. */
export function useHostless(): boolean {
  return useStore(useTill().hostView).status?.hostless === true;
}
