import { useEffect } from 'react';
import { LocationList } from '#contracts/http/stock.ts';
import { parseJson } from '#contracts/schema.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { type Asked, useServer } from '#renderer/app/use-server.ts';

const KEY = 'omnitill-stock-locations';

/** Where stock can be sent: as the server says, or as it last said; null where it never did. */
export function useLocations(): { locations: LocationList['locations'] | null; asked: Asked<LocationList> } {
  const { kept } = useTill();
  const asked = useServer('/stock/locations', LocationList);
  const told = asked.answer?.ok ? asked.answer.value : null;
  useEffect(() => {
    if (told) kept.setItem(KEY, JSON.stringify(told));
  }, [kept, told]);
  const before = parseJson(LocationList, kept.getItem(KEY) ?? 'null');
  return { locations: told?.locations ?? (before.ok ? before.value.locations : null), asked };
}
