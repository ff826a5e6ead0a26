import { csvText } from '#contracts/csv/write-csv.ts';
import { foldEntries } from '#domain/text/fold.ts';

/** What a list knows of a row by one of its columns. */
export interface DataField<Row> {
  id: string;
  label: string;
  /** What it is sorted by, searched for and exported as; amounts and counts as numbers. */
  value: (row: Row) => string | number;
}

export interface DataOrder {
  /** A column's id. */
  by: string;
  descending: boolean;
}

/** The rows in which every word of a text is found, whatever the case and the accents, in order; equal ones stay as they are. */
export function dataRows<Row>(
  rows: readonly Row[],
  fields: readonly DataField<Row>[],
  { search, order, language }: { search: string; order: DataOrder; language: string },
): Row[] {
  const words = foldEntries(search).split(' ').filter(Boolean);
  const found = words.length === 0 ? [...rows] : rows.filter((row) => holds(row, fields, words));
  const field = fields.find(({ id }) => id === order.by);
  if (!field) return found;
  const { compare } = new Intl.Collator(language, { numeric: true });
  const sign = order.descending ? -1 : 1;
  return found.sort((a, b) => sign * compared(field.value(a), field.value(b), compare));
}

function holds<Row>(row: Row, fields: readonly DataField<Row>[], words: readonly string[]): boolean {
  const text = foldEntries(fields.map(({ value }) => String(value(row))).join('\t'));
  return words.every((word) => text.includes(word));
}

function compared(a: string | number, b: string | number, compare: (a: string, b: string) => number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compare(String(a), String(b));
}

/** Rows as a file for a spreadsheet, with the columns' labels above. */
export function dataCsv<Row>(rows: readonly Row[], fields: readonly DataField<Row>[]): string {
  return csvText([fields.map(({ label }) => label), ...rows.map((row) => fields.map(({ value }) => value(row)))]);
}
