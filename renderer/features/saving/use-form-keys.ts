import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';

/** In a form without anything to scan: Escape leaves it, and a scan is told to be none of it. */
export function useFormKeys(onLeave: () => void, isHeard = true): void {
  const { play } = useTill();
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key !== 'Escape' || !isHeard) return false;
      onLeave();
      return true;
    },
  });
}
