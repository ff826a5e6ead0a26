import { useEffectEvent, useLayoutEffect } from 'react';
import type { KeyHandlers, Level, TakenScan } from '#renderer/app/key-layers.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/**
 * Takes part in keys and scans while the component is mounted, from the moment it is drawn; see `KeyHandlers`. Which handlers
 * there are never changes.
 */
export function useKeyLayer(level: Level, handlers: KeyHandlers): void {
  const { keys } = useTill();
  const takesScans = handlers.onScan !== undefined;
  const onScan = useEffectEvent((scan: TakenScan) => handlers.onScan?.(scan));
  const onKey = useEffectEvent((event: KeyboardEvent) => handlers.onKey?.(event) ?? false);
  // Passive effects run some time after the paint: a key that comes in between would reach nobody.
  useLayoutEffect(() => {
    const layer: KeyHandlers = { onKey: (event) => onKey(event) };
    if (takesScans) layer.onScan = (scan) => onScan(scan);
    return keys.push(level, layer);
  }, [keys, level, takesScans]);
}
