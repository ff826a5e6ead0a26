import { type Refusal, readRecords, refusedAt } from './csv-records.ts';
import { refuseCsv } from './csv-refusal.ts';
import { readCsvText } from './csv-text.ts';

/** A line of a file by its columns. */
export interface CsvLine {
  line: number;
  /** What stands in a column, named in small letters; empty where the file has none. */
  of: (column: string) => string;
  /** What stands in columns such as `name:zh-CN`, by language tag; only what is filled. */
  tagged: (column: string) => Record<string, string>;
}

export interface CsvTable {
  header: string[];
  lines: CsvLine[];
  refused: Refusal[];
}

/**
 * The lines of a CSV (UTF-8; commas, semicolons or tabs) by their columns, which stand in any order. Every one of `required` must be
 * there, of a list in it any one. A broken line is told and the rest is read; a file that cannot be read as a whole is one refusal.
 */
export function readCsvTable(bytes: Uint8Array, required: readonly (string | readonly string[])[]): CsvTable {
  const decoded = readCsvText(bytes);
  if (!decoded.ok) return { header: [], lines: [], refused: [refusedAt(1, decoded)] };
  const { records, broken } = readRecords(decoded.text);
  const [header, ...rest] = records;
  if (!header) {
    return {
      header: [],
      lines: [],
      refused: [broken[0] ? { ...broken[0], line: 1 } : refusedAt(1, refuseCsv('file-empty'))],
    };
  }
  const at = new Map(header.fields.map((name, index) => [name.toLowerCase(), index]));
  const missing = required.filter((one) => !(typeof one === 'string' ? [one] : one).some((name) => at.has(name)));
  if (missing.length > 0) {
    const columns = missing.map((one) => (typeof one === 'string' ? one : (one[0] ?? ''))).join(', ');
    return { header: header.fields, lines: [], refused: [refusedAt(1, refuseCsv('column-missing', { columns }))] };
  }
  const lines = rest.map(
    ({ line, fields }): CsvLine => ({
      line,
      of: (column) => fields[at.get(column) ?? -1] ?? '',
      tagged: (column) =>
        Object.fromEntries(
          header.fields.flatMap((name, index) => {
            const [, what = '', tag = ''] = /^([^:]*):(.*)$/.exec(name) ?? [];
            const text = fields[index] ?? '';
            return what.trim().toLowerCase() === column && tag !== '' && text !== '' ? [[tag.trim(), text]] : [];
          }),
        ),
    }),
  );
  return { header: header.fields, lines, refused: broken };
}
