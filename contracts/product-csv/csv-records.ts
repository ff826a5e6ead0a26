import { parse } from 'csv-parse/browser/esm/sync';
import { type CsvRefusal, refuseCsv } from './csv-refusal.ts';

/** What was not taken: the line it begins on (the header is line 1) and why: in English, and by a code with what fills its gaps. */
export interface Refusal {
  line: number;
  reason: string;
  code?: string;
  params?: Record<string, string>;
}

/** A refusal with the line of the file that it is about. */
export function refusedAt(line: number, { reason, code, params }: CsvRefusal): Refusal {
  return { line, reason, code, params };
}

/** A record of a CSV with the line it begins on. */
export interface CsvRecord {
  line: number;
  /** Each in one line. */
  fields: string[];
  /** As they stand in the file. */
  written: string[];
}

/**
 * The records with the line each begins on. A quote inside a field stands for itself (`7" frame`); one that is opened and
 * never closed swallows the rest of the file, and is told.
 */
export function readRecords(text: string): { records: CsvRecord[]; broken: Refusal[] } {
  const records: CsvRecord[] = [];
  const broken: Refusal[] = [];
  let linesRead = 0;
  parse(text.replace(/\r\n?/g, '\n'), {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    on_record: (record: string[], info) => {
      linesRead = info.lines;
      const line = info.lines - newlines(record);
      const fields = record.map((field) => field.replace(/\s+/g, ' ').trim());
      if (fields.some((field) => field !== '')) records.push({ line, fields, written: record });
      return null;
    },
    on_skip: () => {
      broken.push(refusedAt(linesRead + 1, refuseCsv('quote-open')));
      return undefined;
    },
  });
  return { records, broken };
}

function newlines(fields: readonly string[]): number {
  return fields.reduce((count, field) => count + (field.match(/\n/g)?.length ?? 0), 0);
}

/** What parts the header's columns: spreadsheets write semicolons where the comma is the decimal sign, and tabs on request. */
function delimiterOf(text: string): string {
  const header = /^.*/.exec(text)?.[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
