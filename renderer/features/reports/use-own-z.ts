import { useEffect, useState } from 'react';
import type { Fact } from '#contracts/facts/envelope.ts';
import { SessionClosed } from '#contracts/facts/session-facts.ts';
import type { HostApi } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** A Z of this register, as its journal has it. */
export type OwnZ = Fact<SessionClosed>;

const PAGE = 500;
/** How far back is looked: so many facts. */
const FACTS_MAX = 20_000;
const SHOWN = 30;

/** The latest Zs of a journal that ends at `seq`, newest first. It is read from its end. */
export async function latestZ(host: Pick<HostApi, 'call'>, seq: number): Promise<OwnZ[]> {
  const found: OwnZ[] = [];
  const first = Math.max(0, seq - FACTS_MAX);
  for (let end = seq; end > first && found.length < SHOWN; end -= PAGE) {
    const afterSeq = Math.max(0, end - PAGE);
    const { facts } = await host.call('journal.read', { afterSeq, limit: PAGE });
    found.push(
      ...facts
        .filter((fact) => fact.seq <= end)
        .flatMap(asZ)
        .reverse(),
    );
  }
  return found.slice(0, SHOWN);
}

function asZ(fact: Fact): OwnZ[] {
  if (fact.kind !== 'session.closed') return [];
  const payload = parse(SessionClosed, fact.payload);
  return payload.ok ? [{ ...fact, payload: payload.value }] : [];
}

/** This register's latest Zs; `null` until they are read. Works without a network. */
export function useOwnZ(): readonly OwnZ[] | null {
  const { host, hostView } = useTill();
  const seq = useStore(hostView).status?.journal?.seq ?? 0;
  const [found, setFound] = useState<readonly OwnZ[] | null>(null);
  useEffect(() => {
    let wanted = true;
    latestZ(host, seq).then(
      (all) => {
        if (wanted) setFound(all);
      },
      () => {
        if (wanted) setFound((before) => before ?? []);
      },
    );
    return () => {
      wanted = false;
    };
  }, [host, seq]);
  return found;
}
