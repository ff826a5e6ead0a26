import { useEffect, useRef, useState } from 'react';
import { v7 as uuid } from 'uuid';
import type { FoundDevice } from '#contracts/ipc/devices.ts';
import type { Fault, HostInput } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';

export type Where = HostInput<'devices.find'>['where'];

export interface Finding {
  /** While it is looked. */
  busy: boolean;
  /** How many places of how many have been asked; null where that is not told. */
  progress: { done: number; total: number } | null;
  /** What the last search came upon; null before one has ended. */
  found: readonly FoundDevice[] | null;
  fault: Fault | null;
  find(where: Where): void;
  cancel(): void;
}

/** Looks for devices, in one place at a time; a search goes on only while somebody waits for it. */
export function useFind(): Finding {
  const { host } = useTill();
  const current = useRef<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<Finding['progress']>(null);
  const [found, setFound] = useState<Finding['found']>(null);
  const [fault, setFault] = useState<Fault | null>(null);

  useEffect(() => {
    const stop = host.subscribe((event) => {
      if (event.type !== 'finding' || event.searchId !== current.current) return;
      setProgress({ done: event.done, total: event.total });
    });
    return () => {
      stop();
      const searchId = current.current;
      current.current = null;
      if (searchId) void attempt(host, 'devices.find-cancel', { searchId });
    };
  }, [host]);

  async function search(where: Where): Promise<void> {
    const searchId = uuid();
    current.current = searchId;
    setBusy(true);
    setProgress(null);
    setFound(null);
    setFault(null);
    const answer = await attempt(host, 'devices.find', { searchId, where });
    if (current.current !== searchId) return;
    current.current = null;
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
    if (answer.ok) setFound(answer.found);
  }

  return {
    busy,
    progress,
    found,
    fault,
    find: (where) => void search(where),
    cancel() {
      if (current.current) void attempt(host, 'devices.find-cancel', { searchId: current.current });
    },
  };
}
