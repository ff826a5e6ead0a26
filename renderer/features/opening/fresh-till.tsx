import { useEffect, useState } from 'react';
import type { HostOutput, HostStatus } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { Starting } from '#renderer/app/starting.tsx';
import { useTill } from '#renderer/app/till-context.tsx';
import { EnrolScreen } from '#renderer/features/enrol/enrol-screen.tsx';
import { OpeningWizard } from './opening-wizard.tsx';

interface Looked {
  serverUrl: string;
  answer: HostOutput<'setup.look'>;
}

/** A till that belongs to no shop: opens the first one of a server that has none, or joins one. */
export function FreshTill({ status }: { status: HostStatus }) {
  const { host } = useTill();
  const given = status.serverUrl;
  const [looked, setLooked] = useState<Looked | null>(null);
  const [joins, setJoins] = useState(false);

  async function look(serverUrl: string): Promise<void> {
    const answer = await attempt(host, 'setup.look', { serverUrl });
    setLooked({ serverUrl, answer });
    if (answer.ok && answer.open) setJoins(false);
  }

  useEffect(() => {
    if (given === null) return;
    let left = false;
    void attempt(host, 'setup.look', { serverUrl: given }).then((answer) => {
      if (!left) setLooked({ serverUrl: given, answer });
    });
    return () => {
      left = true;
    };
  }, [host, given]);

  if (given !== null && looked === null) return <Starting />;
  if (looked?.answer.ok && looked.answer.open && !joins) {
    return <OpeningWizard serverUrl={looked.serverUrl} coded={looked.answer.coded} onJoin={() => setJoins(true)} />;
  }
  const refused = looked && !looked.answer.ok ? looked.answer.fault : null;
  const taken = looked?.answer.ok && !looked.answer.open && looked.serverUrl !== given ? { code: 'setup-done' } : null;
  return (
    <EnrolScreen serverUrl={looked?.serverUrl ?? given} hostFault={status.fault ?? refused ?? taken} onOpen={look} />
  );
}
