import { useEffect, useState } from 'react';
import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import type { SessionTotals } from '#domain/session/session.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** The open session's totals so far, from the journal, kept current; `null` while they are not known. */
export function useSessionTotals(status: HostStatus): { totals: SessionTotals | null; fault: Fault | null } {
  const { host } = useTill();
  const [had, setHad] = useState<{ totals: SessionTotals | null; fault: Fault | null }>({ totals: null, fault: null });
  const sessionId = status.session?.sessionId;
  const seq = status.journal?.seq ?? 0;
  useEffect(() => {
    if (sessionId === undefined || seq === 0) return;
    let wanted = true;
    void attempt(host, 'session.report', {}).then((report) => {
      if (!wanted) return;
      setHad((before) =>
        report.ok ? { totals: report.totals, fault: null } : { totals: before.totals, fault: report.fault },
      );
    });
    return () => {
      wanted = false;
    };
  }, [host, sessionId, seq]);
  return had.totals && had.totals.sessionId !== sessionId ? { totals: null, fault: had.fault } : had;
}
