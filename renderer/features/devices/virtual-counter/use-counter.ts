import { useCallback, useEffect, useState } from 'react';
import type { CounterState } from '#contracts/ipc/counter.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** How often the counter is asked how it is while its page is shown. */
const ASK_MS = 500;

export interface CounterView {
  /** Null until it was told for the first time. */
  state: CounterState | null;
  /** What was in the way of the last question, or of what was last done. */
  fault: Fault | null;
  act(device: string, action: string, body: Record<string, unknown>): void;
}

/** The virtual counter that the till was started with, as it is now. */
export function useCounter(): CounterView {
  const { host } = useTill();
  const [state, setState] = useState<CounterState | null>(null);
  const [asked, setAsked] = useState<Fault | null>(null);
  const [done, setDone] = useState<Fault | null>(null);

  useEffect(() => {
    let shown = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await attempt(host, 'counter.state', {});
      if (!shown) return;
      if (answer.ok) setState(answer.state);
      setAsked(answer.ok ? null : answer.fault);
      timer = setTimeout(() => void ask(), ASK_MS);
    };
    void ask();
    return () => {
      shown = false;
      clearTimeout(timer);
    };
  }, [host]);

  const act = useCallback(
    (device: string, action: string, body: Record<string, unknown>): void => {
      void attempt(host, 'counter.act', { device, action, body }).then((answer) => {
        if (answer.ok) setState(answer.state);
        setDone(answer.ok ? null : answer.fault);
      });
    },
    [host],
  );

  return { state, fault: asked ?? done, act };
}
