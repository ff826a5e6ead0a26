import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { Place } from '#contracts/facts/place-facts.ts';
import type { PlaceRow } from '#contracts/http/places.ts';
import { PLACE_KINDS } from '#domain/stock/places.ts';
import { type RecordsRead, readChoice, readRecordsCsv, readText } from '#renderer/features/many/read-records-csv.ts';

const STATUSES = ['active', 'archived'] as const;
/** Characters (`contracts/facts/place-facts.ts`). */
const NAME_MAX = 60;

/** Places as `readPlaceCsv` reads them. */
export function placeCsv(rows: readonly PlaceRow[]): string {
  const lines = rows.map(({ place: { placeId, name, kind, archived } }) => [
    placeId,
    name,
    kind,
    archived ? 'archived' : 'active',
  ]);
  return returningCsvText([['id', 'name', 'kind', 'status'], ...lines]);
}

/** Reads places of a store from a CSV with a column `name` and any of `id`, `kind`, `status`; what a line leaves empty stays. */
export function readPlaceCsv(bytes: Uint8Array, rows: readonly PlaceRow[], newId: () => string): RecordsRead<Place> {
  const listed = rows.map(({ place: one, revision }) => {
    return { id: one.placeId, name: one.name, revision, archived: one.archived === true, one };
  });
  return readRecordsCsv(bytes, listed, (line, before) => {
    const name = readText(line, 'name', NAME_MAX);
    if (!name.ok) return name;
    const kind = readChoice(line, 'kind', PLACE_KINDS, before?.kind ?? 'shelf');
    if (!kind.ok) return kind;
    const status = readChoice(line, 'status', STATUSES, before?.archived ? 'archived' : 'active');
    if (!status.ok) return status;
    const placeId = before?.placeId ?? newId();
    const archived = status.value === 'archived' ? { archived: true as const } : {};
    return { ok: true, value: { placeId, name: name.value, kind: kind.value, ...archived } };
  });
}
