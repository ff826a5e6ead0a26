import { useEffect, useRef } from 'react';
import { useStore } from './external-store.ts';
import { useTill } from './till-context.tsx';

/** Asks again each time the server has taken more of this till's journal: what was witnessed here is known there from then on. */
export function useAgainWhenTaken(again: () => void): void {
  const taken = useStore(useTill().hostView).status?.journal?.watermark ?? 0;
  const known = useRef(taken);
  useEffect(() => {
    if (taken !== known.current) again();
    known.current = taken;
  }, [taken, again]);
}
