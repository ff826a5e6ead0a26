import { useEffect } from 'react';
import { Home } from '#contracts/http/home.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { Asked } from '#renderer/app/use-server.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';

const QUIETLY_MS = 30_000;
/** Not more often than this, however much is sold. */
const LEAST_MS = 5000;

/**
 * The store's day as the server has it, asked for again every half minute and whenever goods moved. What was known stays while the
 * next answer comes, when there is no network, and while somebody is elsewhere.
 */
export function useHome(): Asked<Home> & { home: Home | null } {
  const { place } = useReports();
  const [{ store, home: kept }] = usePlace();
  const tillStore = useStore(useTill().store);
  const asked = useServer('/home', Home, store === null ? {} : { store });
  const { again, answer } = asked;
  const home = answer?.ok ? answer.value : null;
  useEffect(() => {
    const timer = setInterval(again, QUIETLY_MS);
    let asked = Date.now();
    const stop = tillStore?.onChange(() => {
      if (Date.now() - asked < LEAST_MS) return;
      asked = Date.now();
      again();
    });
    return () => {
      clearInterval(timer);
      stop?.();
    };
  }, [again, tillStore]);
  useEffect(() => {
    if (!home) return;
    const choices = home.stores.map((one) => one.store);
    place.update((current) => ({ ...current, home: { store, home }, choices }));
  }, [home, store, place]);
  return { ...asked, home: home ?? (kept?.store === store ? kept.home : null) };
}
