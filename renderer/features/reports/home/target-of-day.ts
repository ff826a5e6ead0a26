import type { Home } from '#contracts/http/home.ts';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';

/** The day's target of the stores that are looked at; null where not all of them have one. */
export function useTargetOfDay(home: Home | null): number | null {
  const { config } = useReports();
  const [{ store }] = usePlace();
  const wanted = store ?? config.store.storeId;
  const rows = home?.stores.filter((row) => store === 'all' || row.store.storeId === wanted) ?? [];
  let sum = 0;
  for (const { target } of rows) {
    if (target === null) return null;
    sum += target;
  }
  return rows.length === 0 ? null : sum;
}
