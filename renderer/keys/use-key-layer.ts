import { createContext, useContext, useEffectEvent, useLayoutEffect } from 'react';
import type { KeyHandlers, KeyLayers, Level, TakenScan } from './key-layers.ts';

const KeysContext = createContext<KeyLayers | null>(null);
export const KeysProvider = KeysContext.Provider;

/**
 * Takes part in keys and scans while the component is mounted, from the moment it is drawn; see `KeyHandlers`. Which handlers
 * there are never changes.
 */
export function useKeyLayer(level: Level, handlers: KeyHandlers): void {
  const keys = useContext(KeysContext);
  if (!keys) throw new Error('useKeyLayer: no KeysProvider above');
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
