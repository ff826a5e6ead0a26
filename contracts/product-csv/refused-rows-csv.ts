import { csvText, returningCsvText } from '#contracts/csv/write-csv.ts';
import { readRecords } from './csv-records.ts';
import { readCsvText } from './csv-text.ts';

/** The column that says why; such a column of the file itself gives way to it, so that a mended file can fail again. */
const REASON = 'reason';

/**
 * The rows of a file that were refused, as they stand in it, with their reason beside them: to be mended and imported again, as no
 * import knows a column `reason`. Of a file that cannot be read it is the lines and reasons alone.
 */
export function refusedRowsCsv(bytes: Uint8Array, refused: readonly { line: number; reason: string }[]): string {
  const decoded = readCsvText(bytes);
  const { records } = decoded.ok ? readRecords(decoded.text) : { records: [] };
  const [header, ...rows] = records;
  const reasons = new Map<number, string[]>();
  for (const { line, reason } of refused) reasons.set(line, [...(reasons.get(line) ?? []), reason]);
  const failed = rows.filter(({ line }) => reasons.has(line));
  if (!header || failed.length === 0) {
    return csvText([['line', REASON], ...refused.map(({ line, reason }) => [line, reason])]);
  }
  const kept = header.fields.flatMap((name, index) => (name.toLowerCase() === REASON ? [] : [index]));
  const pick = (written: readonly string[]) => kept.map((index) => written[index] ?? '');
  return returningCsvText([
    [...pick(header.fields), REASON],
    ...failed.map(({ line, written }) => [...pick(written), (reasons.get(line) ?? []).join('; ')]),
  ]);
}
