import { useEffect, useRef, useState } from 'react';
import { v7 as uuid } from 'uuid';
import type { Label } from '#contracts/ipc/devices.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';

export interface LabelRun {
  /** How far the run is; null while none is. */
  progress: { printed: number; total: number } | null;
  stopping: boolean;
  /** How the last run ended; null before one has, and once it is forgotten. */
  end: { printed: number; fault: Fault | null } | null;
  /** Prints, and gives how many came out. */
  print(labels: Label[]): Promise<number>;
  stop(): void;
  forget(): void;
}

/** Runs of labels, one at a time, with their progress. A run goes on when the screen is left. */
export function useLabelRun(): LabelRun {
  const { host } = useTill();
  const current = useRef<string | null>(null);
  const heard = useRef(0);
  const [progress, setProgress] = useState<LabelRun['progress']>(null);
  const [stopping, setStopping] = useState(false);
  const [end, setEnd] = useState<LabelRun['end']>(null);

  useEffect(
    () =>
      host.subscribe((event) => {
        if (event.type !== 'labels' || event.runId !== current.current) return;
        heard.current = event.printed;
        setProgress({ printed: event.printed, total: event.total });
      }),
    [host],
  );

  return {
    progress,
    stopping,
    end,
    async print(labels) {
      const runId = uuid();
      current.current = runId;
      heard.current = 0;
      setEnd(null);
      setStopping(false);
      setProgress({ printed: 0, total: labels.reduce((sum, { copies }) => sum + copies, 0) });
      const answer = await attempt(host, 'labels.print', { runId, labels });
      const told = 'printed' in answer ? (answer.printed ?? 0) : 0;
      const printed = Math.max(told, heard.current);
      current.current = null;
      setProgress(null);
      setEnd({ printed, fault: answer.ok ? null : answer.fault });
      return printed;
    },
    stop() {
      if (current.current === null) return;
      setStopping(true);
      void attempt(host, 'labels.cancel', { runId: current.current });
    },
    forget: () => setEnd(null),
  };
}
