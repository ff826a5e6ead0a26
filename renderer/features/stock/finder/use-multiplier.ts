import { useRef, useState } from 'react';

export interface Multiplier {
  /** What was keyed in by `3*` and waits for a product; null while nothing does. */
  value: number | null;
  set: (value: number | null) => void;
  /** What the next product counts for; once, however soon another one follows. */
  take: () => number;
}

/** How many the next product counts for. */
export function useMultiplier(): Multiplier {
  const [value, show] = useState<number | null>(null);
  // Scans come faster than the screen is drawn: what was drawn last is not what holds.
  const waiting = useRef<number | null>(null);
  function set(next: number | null): void {
    waiting.current = next;
    show(next);
  }
  function take(): number {
    const taken = waiting.current ?? 1;
    set(null);
    return taken;
  }
  return { value, set, take };
}
